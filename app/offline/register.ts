import { createStore } from 'zustand/vanilla';

/** A version of the page that waits; calling it changes over and loads the page anew. */
export const update = createStore<{ readonly change: (() => void) | undefined }>(() => ({
  change: undefined,
}));

/** Keeps the page for the time without a network, where the browser can do that. */
export async function keepOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register('./service-worker.js');
  const announce = (worker: ServiceWorker | null) => {
    // The first version has none before it, and nothing to be told.
    if (!worker || !registration.active) return;
    update.setState({
      change: () => {
        worker.addEventListener('statechange', () => {
          if (worker.state === 'activated') window.location.reload();
        });
        worker.postMessage('take-over');
      },
    });
  };
  announce(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') announce(installing);
    });
  });
}
