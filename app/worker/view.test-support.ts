import { corpusFile } from '../../corpus/inspect-file.ts';
import { MemorySource } from '../../src-protocol/bytes/byte-source.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import { answer } from './answers.ts';
import type { ConnectionQuestion, OpenOptions, Questions } from './protocol.ts';
import { View } from './view.ts';

/** Asks about the connection of a view; nobody else's number is needed. */
export type Ask = <Q extends ConnectionQuestion>(
  question: Q,
  what: Omit<Questions[Q]['ask'], 'connection'> & { readonly connection?: number },
) => Questions[Q]['answer'];

/** Test support: the first connection of some bytes that has chunks, as the page's questions see it. */
export function viewOf(bytes: Uint8Array, options: OpenOptions = {}): View {
  const inspection = new Inspection(options);
  inspection.push(bytes);
  inspection.end();
  return viewIn(inspection, bytes);
}

/** The same of what was read already. */
export function viewIn({ connections }: Inspection, bytes: Uint8Array): View {
  const connection = connections.find(({ session }) => session)!;
  return new View(connection, connection.session!, () => new MemorySource(bytes));
}

/** The same of a capture of the corpus: `real/04f-obs29-publish-nginx.pcap`. */
export function captureView(path: string): View {
  return viewOf(corpusFile(`captures/${path}`));
}

/** Asks a view as the worker does. */
export function asking(view: View): Ask {
  const { number: connection } = view.connection;
  return ((question, what) => answer(view, question, { connection, ...what }).value) as Ask;
}
