/**
 * The worker's entry. It runs from a blob inside the page's content policy; as a second lock, its ways
 * to the network are taken away before a byte of anybody's capture is read.
 */
import { Host } from './host.ts';
import { removeNetwork } from './no-network.ts';
import type { ToWorker } from './protocol.ts';

removeNetwork(self);

const host = new Host((message, transfer) => {
  self.postMessage(message, { transfer });
});

self.addEventListener('message', (event: MessageEvent<ToWorker>) => {
  host.receive(event.data);
});
