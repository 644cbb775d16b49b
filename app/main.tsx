import './theme/layers.css';
import './theme/reset.css';
import './theme/tokens.css';
import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { follow } from './state/actions.ts';
import { listenForKeys } from './state/commands.ts';
import { startDocument } from './state/document.ts';
import { startHistory } from './state/history.ts';
import { parseLocation } from './state/location.ts';
import { startNeighbours } from './state/neighbours.ts';
import { startNotes } from './state/notes.ts';

startDocument();
listenForKeys();
startNotes();
startNeighbours();
startHistory((hash) => {
  const { location, dropped } = parseLocation(hash);
  follow(location, dropped);
});

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element to draw into.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
