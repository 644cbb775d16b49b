import type { Entry } from './entries.ts';

/** How an entry is looked for in a capture: a filter, and what its rows are. */
export interface EntrySearch {
  readonly level: 'chunks' | 'messages';
  readonly filter: string;
  /** Every row has it; otherwise a row can have it, and has to be taken apart to be sure. */
  readonly exact: boolean;
}

/** Structures that a filter finds by itself. */
const EXACT: Readonly<Record<string, Omit<EntrySearch, 'exact'>>> = {
  chunk: { level: 'chunks', filter: 'chunk:>=1' },
  'chunk.basicHeader': { level: 'chunks', filter: 'chunk:>=1' },
  'chunk.messageHeader': { level: 'chunks', filter: 'fmt:0..2' },
  'chunk.extendedTimestamp': { level: 'chunks', filter: 'ts.ext' },
  message: { level: 'messages', filter: 'message:>=1' },
  'message.setChunkSize': { level: 'messages', filter: 'type:1' },
  'message.abortMessage': { level: 'messages', filter: 'type:2' },
  'message.acknowledgement': { level: 'messages', filter: 'type:3' },
  'message.userControl': { level: 'messages', filter: 'type:4' },
  'message.windowAcknowledgementSize': { level: 'messages', filter: 'type:5' },
  'message.setPeerBandwidth': { level: 'messages', filter: 'type:6' },
  'message.sharedObject': { level: 'messages', filter: 'type:shared-object' },
  'message.aggregatePart': { level: 'messages', filter: 'type:aggregate' },
  'command.message': { level: 'messages', filter: 'type:command' },
  'command.data': { level: 'messages', filter: 'type:data' },
};

/** Messages that can have structures of a family, by how their ids begin; the first that fits. */
const NARROWED: readonly (readonly [start: string, filter: string])[] = [
  ['message.swfVerification', 'type:4'],
  ['message.sharedObjectEvent', 'type:shared-object'],
  ['command.', 'type:command || type:data'],
  ['amf', 'type:command || type:data || type:shared-object'],
  ['media.', 'type:media'],
];

/** How to look for an entry with a filter; undefined where no row of a table can have it, or it is known otherwise. */
export function searchFor(entry: Entry): EntrySearch | undefined {
  const { id } = entry;
  switch (entry.kind) {
    case 'structure': {
      const exact = EXACT[id];
      if (exact) return { ...exact, exact: true };
      const filter = NARROWED.find(([start]) => id.startsWith(start))?.[1];
      return filter === undefined ? undefined : { level: 'messages', filter, exact: false };
    }
    case 'message':
      return { level: 'messages', filter: `type:${entry.number}`, exact: true };
    case 'command':
      return { level: 'messages', filter: `cmd:${quoted(id)}`, exact: true };
    case 'data':
      return { level: 'messages', filter: `type:data amf:${quoted(id)}`, exact: true };
    case 'status':
      return { level: 'messages', filter: `type:command amf:${quoted(id)}`, exact: true };
    case 'finding':
      return undefined;
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
