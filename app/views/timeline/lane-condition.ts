import type { Axis, AxisSpan, Lane, StretchSum } from '../../worker/timeline/timeline-types.ts';

/** The filter that is true for what a lane shows; undefined for the lane of notes, of which filters know nothing. */
export function laneCondition({ kind, direction, chunkStreamId }: Lane): string | undefined {
  const way = direction === undefined ? '' : `dir:${direction === 0 ? 'up' : 'down'}`;
  switch (kind) {
    case 'stream':
      return chunkStreamId === undefined ? way : `csid:${chunkStreamId} ${way}`;
    case 'segments':
      return way;
    case 'control':
      return 'type:control';
    case 'problems':
      return 'problem';
    case 'notes':
      return undefined;
  }
}

/**
 * The filter that is true for the chunks that begin in a stretch: by their time where that is what is looked
 * at, by their numbers otherwise. `sum` is of that stretch; undefined where it has no chunks.
 */
export function spanCondition(axis: Axis, span: AxisSpan, sum: StretchSum): string | undefined {
  const { rows } = sum;
  if (!rows) return undefined;
  if (axis !== 'time') return `chunk:${rows[0] + 1}..${rows[1] + 1}`;
  return `t:${seconds(Math.floor(span.from * 1e6))}..${seconds(Math.ceil(span.to * 1e6))}`;
}

/** Microseconds as seconds without zeros behind: captures know nothing finer. */
function seconds(micros: number): string {
  return String(Math.max(0, micros) / 1e6);
}
