import '../theme/layers.css';
import '../theme/reset.css';
import '../theme/tokens.css';
import '../theme/base.css';
import '../learn/bound/bound.css';
import './embed.css';
import { element } from './element.ts';
import { type EmbedAddress, parseEmbedAddress } from './embed-address.ts';

const root = document.documentElement;
const place = document.getElementById('embed');
if (!place) throw new Error('The frame has no element to draw into.');
const figure = place;

/** Tells the page around the frame how high it would like to be. A number is all that leaves it. */
function reportHeight(): void {
  const height = Math.ceil(figure.getBoundingClientRect().height);
  window.parent.postMessage({ type: 'rtmp-inspector:height', height }, '*');
}

function start(): void {
  const address = parseEmbedAddress(location.hash);
  if (typeof address === 'string') {
    fail(address);
    return;
  }
  if (address.theme) root.dataset['theme'] = address.theme;
  root.dataset['inspectorState'] = 'loading';
  show(address).catch((error: unknown) => {
    fail(error instanceof Error ? error.message : String(error));
  });
}

async function show(address: EmbedAddress): Promise<void> {
  // The decoder comes only when somebody looks.
  const { showRecord, inspectorLink, nameOf } = await import('./show-record.ts');
  const { content, caption } = await showRecord(address);
  const link = inspectorLink(address);
  const body = element('div', {
    class: 'embed-body',
    tabindex: '0',
    role: 'group',
    'aria-label': nameOf(address),
  });
  body.append(...content.filter((one) => one !== undefined && one !== false));
  figure.replaceChildren(
    element(
      'figure',
      {},
      body,
      element(
        'figcaption',
        {},
        caption,
        link !== undefined && ' ',
        link !== undefined &&
          element('a', { href: link, target: '_blank', rel: 'noopener' }, 'Open in RTMP Inspector'),
      ),
    ),
  );
  root.dataset['inspectorState'] = 'ready';
  document.title = caption;
}

function fail(sentence: string): void {
  figure.replaceChildren(element('p', { role: 'alert', class: 'embed-wait' }, sentence));
  root.dataset['inspectorState'] = 'failed';
}

new ResizeObserver(reportHeight).observe(figure);
new IntersectionObserver((entries, observer) => {
  if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
  observer.disconnect();
  start();
}).observe(figure);
window.addEventListener('hashchange', () => window.location.reload());
