import { type Address, parseAddress } from '../../../src-protocol/bytes/address.ts';
import type { ChunkStreamState } from '../../../src-protocol/session/session-state.ts';
import type { StateEntry } from '../../../src-protocol/session/state-entry.ts';

type Sender = 'client' | 'server';

/** The chunk size that a state tells of a sender; undefined where the session began before the capture and nothing said it. */
export function chunkSizeIn(entries: readonly StateEntry[], sender: Sender): number | undefined {
  const size = entries.find(({ path }) => path === `${sender}.chunkSize`);
  const wasThere = entries.some(({ path, value }) => path === 'handshake' && value === 'complete');
  // 128 without anybody who set it is what every session begins with, and no more than that.
  const isKnown = size?.setBy !== undefined || size?.assumed !== undefined || wasThere;
  return isKnown ? numberOf(size) : undefined;
}

/** What a state tells of one chunk stream, as a decoder would remember it; undefined when nothing. */
export function chunkStreamIn(
  entries: readonly StateEntry[],
  sender: Sender,
  chunkStreamId: number,
): ChunkStreamState | undefined {
  const start = `${sender}.chunkStream.${chunkStreamId}.`;
  const own = new Map(
    entries
      .filter(({ path }) => path.startsWith(start))
      .map((entry) => [entry.path.slice(start.length), entry]),
  );
  if (!own.has('timestamp')) return undefined;
  const number = (name: string) => numberOf(own.get(name)) ?? 0;
  const by = (name: string) => offsetIn(own.get(name)?.setBy);
  const assembled = /^(\d+) of/.exec(String(own.get('assembled')?.value ?? ''));
  return {
    chunkStreamId,
    timestamp: number('timestamp'),
    timestampDelta: number('timestampDelta'),
    messageLength: number('messageLength'),
    messageTypeId: number('messageTypeId'),
    messageStreamId: number('messageStreamId'),
    hasExtendedTimestamp: own.has('extendedTimestamp'),
    extendedTimestamp: number('extendedTimestamp'),
    afterType0: false,
    received: Number(assembled?.[1] ?? 0),
    unfinished: assembled !== null,
    timestampBy: by('timestamp'),
    timestampDeltaBy: by('timestampDelta'),
    messageLengthBy: by('messageLength'),
    messageStreamIdBy: by('messageStreamId'),
  };
}

function numberOf(entry: StateEntry | undefined): number | undefined {
  return typeof entry?.value === 'number' ? entry.value : undefined;
}

function offsetIn(address: Address | undefined): number | undefined {
  return address === undefined ? undefined : parseAddress(address)?.offset;
}
