import type { AxisSpan, ChunkBox, TimelineAnswer } from '../../worker/timeline/timeline-types.ts';
import type { RecordExtent } from '../../worker/timeline/timeline-types.ts';
import { byteSpan } from './paint-strip.ts';
import type { TimelineState } from './timeline-store.ts';

/** A byte of a chunk in an answer. */
export interface ByteCursor {
  readonly chunk: ChunkBox;
  readonly number: number;
  readonly span: AxisSpan;
}

/** The byte that is pointed at: the one chosen last, as long as it is of the selected chunk; its first otherwise. */
export function cursorOf(
  answer: TimelineAnswer | undefined,
  byte: TimelineState['byte'],
  selected: RecordExtent | undefined,
): ByteCursor | undefined {
  const chunk = answer?.chunks?.find(
    ({ direction, offset }) =>
      direction === selected?.record.direction && offset === selected.record.at,
  );
  const kept = byte && answer?.chunks?.find(({ row }) => row === byte.row);
  if (kept && isPartOf(kept, chunk, selected)) return cursor(kept, byte.number);
  return chunk && cursor(chunk, 0);
}

/** Whether the chunk is the selected one, or of the selected message. */
function isPartOf(
  kept: ChunkBox,
  first: ChunkBox | undefined,
  selected: RecordExtent | undefined,
): boolean {
  return selected?.record.kind === 'message' ? kept.message === first?.message : kept === first;
}

function cursor(chunk: ChunkBox, number: number): ByteCursor {
  return { chunk, number, span: byteSpan(chunk, number) };
}

/** The next (1) or previous (-1) byte on the wire, also that of another chunk; undefined beyond what is there. */
export function nextByte(
  answer: TimelineAnswer,
  from: ByteCursor,
  by: 1 | -1,
): ByteCursor | undefined {
  const number = from.number + by;
  if (number >= 0 && number < sizeOf(from.chunk)) return cursor(from.chunk, number);
  const chunk = answer.chunks?.find(({ row }) => row === from.chunk.row + by);
  return chunk && cursor(chunk, by > 0 ? 0 : sizeOf(chunk) - 1);
}

function sizeOf({ headerLength, payloadLength }: ChunkBox): number {
  return headerLength + payloadLength;
}
