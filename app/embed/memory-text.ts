import type { StreamOffset } from '../../src-protocol/bytes/units.ts';
import type { ChunkStreamState } from '../../src-protocol/session/session-state.ts';

/** Letters of the values, in the order in which they are written. */
const LETTERS = ['t', 'd', 'l', 'y', 's', 'x', 'r'] as const;
type Letter = (typeof LETTERS)[number];

interface Part {
  readonly value: number;
  readonly by: StreamOffset | undefined;
}

/**
 * Reads what a chunk stream remembers (RTMP 1.0 §5.3.1.2) from a link; undefined when it is none.
 *
 * ```
 * 4:t1200@4500,d23@4500,l372@4400,y8,s1@3200,r128
 * ```
 *
 * The chunk stream ID; timestamp, timestamp delta, message length, message type ID, message stream ID; the
 * extended timestamp (`x`) where there was one; the bytes of the message under way that have come (`r`). A
 * number behind `@` is the offset of the chunk that set the value. What is left out is 0.
 */
export function parseMemory(text: string): ChunkStreamState | undefined {
  const [, id, list] = /^(\d{1,5}):(.*)$/.exec(text) ?? [];
  const chunkStreamId = Number(id);
  if (list === undefined || chunkStreamId < 2 || chunkStreamId > 65_599) return undefined;
  const parts = new Map<Letter, Part>();
  for (const one of list.split(',')) {
    const [, letter, value, by] = /^([tdlysxr])(\d{1,10})(?:@(\d{1,15}))?$/.exec(one) ?? [];
    if (letter === undefined || Number(value) > 0xffffffff) return undefined;
    if (parts.has(letter as Letter)) return undefined;
    parts.set(letter as Letter, {
      value: Number(value),
      by: by === undefined ? undefined : Number(by),
    });
  }
  const value = (letter: Letter) => parts.get(letter)?.value ?? 0;
  const by = (letter: Letter) => parts.get(letter)?.by;
  const received = value('r');
  if (value('l') > 0xffffff || value('y') > 255 || (received > 0 && received >= value('l')))
    return undefined;
  return {
    chunkStreamId,
    timestamp: value('t'),
    timestampDelta: value('d'),
    messageLength: value('l'),
    messageTypeId: value('y'),
    messageStreamId: value('s'),
    hasExtendedTimestamp: parts.has('x'),
    extendedTimestamp: value('x'),
    afterType0: false,
    received,
    unfinished: parts.has('r'),
    timestampBy: by('t'),
    timestampDeltaBy: by('d'),
    messageLengthBy: by('l'),
    messageStreamIdBy: by('s'),
  };
}

/** Writes what `parseMemory` reads. */
export function formatMemory(memory: ChunkStreamState): string {
  const parts: Record<Letter, Part | undefined> = {
    t: { value: memory.timestamp, by: memory.timestampBy },
    d: { value: memory.timestampDelta, by: memory.timestampDeltaBy },
    l: { value: memory.messageLength, by: memory.messageLengthBy },
    y: { value: memory.messageTypeId, by: undefined },
    s: { value: memory.messageStreamId, by: memory.messageStreamIdBy },
    x: memory.hasExtendedTimestamp ? { value: memory.extendedTimestamp, by: undefined } : undefined,
    r: memory.unfinished ? { value: memory.received, by: undefined } : undefined,
  };
  const texts = LETTERS.flatMap((letter) => {
    const part = parts[letter];
    return part ? [`${letter}${part.value}${part.by === undefined ? '' : `@${part.by}`}`] : [];
  });
  return `${memory.chunkStreamId}:${texts.join(',')}`;
}
