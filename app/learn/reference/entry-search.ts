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

/** Fields that not every row with their structure has, and the filter that finds those. */
const EXACT_FIELDS: Readonly<Record<string, string>> = {
  'chunk.basicHeader.id': 'csid:>=64',
  'chunk.messageHeader.timestamp': 'fmt:0',
  'chunk.messageHeader.timestampDelta': 'fmt:1..2',
  'chunk.messageHeader.messageLength': 'fmt:0..1',
  'chunk.messageHeader.messageTypeId': 'fmt:0..1',
  'chunk.messageHeader.messageStreamId': 'fmt:0',
  'chunk.messageHeader.absoluteTimestamp': 'chunk:>=1',
};

/** Header fields that chunks with these numbers can have, in one spelling or another. */
const NARROWED_FIELDS: Readonly<Record<string, string>> = {
  'chunk.basicHeader.chunkStreamIdMinus64': 'csid:64..319',
  'chunk.basicHeader.chunkStreamIdMinus64Wide': 'csid:>=64',
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
    case 'structure':
      return ofStructure(id);
    case 'field':
      return ofField(id, entry.structure.id);
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

function ofStructure(id: string): EntrySearch | undefined {
  const exact = EXACT[id];
  if (exact) return { ...exact, exact: true };
  const filter = NARROWED.find(([start]) => id.startsWith(start))?.[1];
  return filter === undefined ? undefined : { level: 'messages', filter, exact: false };
}

/** A field is where its structure is, but not in all of these places. */
function ofField(id: string, structure: string): EntrySearch | undefined {
  const exact = EXACT_FIELDS[id];
  if (exact !== undefined) return { level: 'chunks', filter: exact, exact: true };
  const narrowed = NARROWED_FIELDS[id];
  if (narrowed !== undefined) return { level: 'chunks', filter: narrowed, exact: false };
  const search = ofStructure(structure);
  if (!search) return undefined;
  // What is left of the headers every chunk of the filter has; what is in messages only their bytes tell.
  return { ...search, exact: search.level === 'chunks' };
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
