import {
  BookOpen,
  CircleHelp,
  Contrast,
  FolderOpen,
  Link,
  Monitor,
  Moon,
  Search,
  Settings,
  Share2,
  Sun,
  X,
} from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { close, setConnection, setDialog, setTheme } from '../../state/actions.ts';
import { pick, run, useHint } from '../../state/commands.ts';
import { nextTheme, type Theme } from '../../state/settings.ts';
import { decodedConnections, useInspector } from '../../state/store.ts';
import type { ConnectionSummary } from '../../worker/protocol.ts';
import { useShallow } from 'zustand/react/shallow';
import { MoreMenu } from './more-menu.tsx';
import { ViewTabs } from './view-tabs.tsx';

/** File, connection, views, and what is always at hand. */
export function TopBar() {
  const name = useInspector((state) => state.sourceName);
  const connection = useInspector((state) => state.connection);
  const openHint = useHint('open');
  const helpHint = useHint('help');
  const paletteHint = useHint('palette');
  const linkHint = useHint('copy-link');
  const shareHint = useHint('share');
  const learnHint = useHint('learn');
  const settingsHint = useHint('settings');
  return (
    <header className="top-bar">
      <div className="top-file">
        <strong className="top-name" title={name}>
          {name}
        </strong>
        <Button
          look="icon"
          className="top-close"
          aria-label="Close the capture"
          title="Close the capture"
          onClick={close}
        >
          <X size={15} aria-hidden />
        </Button>
        <ConnectionPicker />
      </div>
      {connection !== undefined && <ViewTabs />}
      <div className="top-tools">
        <Button
          {...openHint}
          className="top-elsewhere"
          onClick={pick}
          aria-label="Open another capture"
        >
          <FolderOpen size={15} aria-hidden />
          Open
        </Button>
        <Button
          look="icon"
          {...paletteHint}
          aria-label="Find a command"
          onClick={() => run('palette')}
        >
          <Search size={16} aria-hidden />
        </Button>
        <Button
          look="icon"
          className="top-elsewhere"
          {...linkHint}
          aria-label="Copy a link"
          onClick={() => run('copy-link')}
        >
          <Link size={16} aria-hidden />
        </Button>
        <Button
          look="icon"
          className="top-elsewhere"
          {...shareHint}
          aria-label="Share this record"
          onClick={() => run('share')}
        >
          <Share2 size={16} aria-hidden />
        </Button>
        <Button
          look="icon"
          className="top-elsewhere"
          {...learnHint}
          aria-label="Chapters and reference"
          onClick={() => run('learn')}
        >
          <BookOpen size={16} aria-hidden />
        </Button>
        <ThemeButton />
        <Button
          look="icon"
          className="top-elsewhere"
          {...settingsHint}
          aria-label="Settings"
          onClick={() => setDialog('settings')}
        >
          <Settings size={16} aria-hidden />
        </Button>
        <Button
          look="icon"
          className="top-elsewhere"
          aria-label="Keys and help"
          {...helpHint}
          onClick={() => setDialog('help')}
        >
          <CircleHelp size={17} aria-hidden />
        </Button>
        <MoreMenu />
      </div>
    </header>
  );
}

function ConnectionPicker() {
  const connection = useInspector((state) => state.connection);
  const decoded = useInspector(useShallow(decodedConnections));
  const all = useInspector((state) => state.connections.length);
  if (connection === undefined) return null;
  return (
    <label className="connection-picker">
      <span className="visually-hidden">Connection</span>
      <select
        value={connection}
        onChange={({ currentTarget: { value } }) =>
          setConnection(value === 'list' ? undefined : Number(value))
        }
      >
        {decoded.map((one) => (
          <option key={one.connection} value={one.connection}>
            {connectionName(one)}
          </option>
        ))}
        <option value="list">
          {all === 1 ? 'The only connection…' : `All ${all} connections…`}
        </option>
      </select>
    </label>
  );
}

function connectionName({ connection, client, server, app }: ConnectionSummary): string {
  return `${connection}: ${client} → ${server}${app === undefined ? '' : ` (${app})`}`;
}

const THEME_WORDS: Record<Theme, string> = {
  system: 'as the system',
  light: 'light',
  dark: 'dark',
  contrast: 'high contrast',
};

function ThemeButton() {
  const theme = useInspector((state) => state.theme);
  const Icon = { system: Monitor, light: Sun, dark: Moon, contrast: Contrast }[theme];
  const words = `Colours: ${THEME_WORDS[theme]}`;
  return (
    <Button
      look="icon"
      className="top-elsewhere"
      aria-label={words}
      title={`${words}. Press for ${THEME_WORDS[nextTheme(theme)]}.`}
      onClick={() => setTheme(nextTheme(theme))}
    >
      <Icon size={16} aria-hidden />
    </Button>
  );
}
