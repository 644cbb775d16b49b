import { useEffect, useState, useSyncExternalStore } from 'react';
import { streamKeys } from '../../state/mask.ts';
import { useInspector } from '../../state/store.ts';
import { ask } from '../../worker/client.ts';
import type { ConnectionSummary } from '../../worker/protocol.ts';
import type { Axis, AxisSpan, TimelineAnswer } from '../../worker/timeline/timeline-types.ts';
import { PictureSource } from './picture-source.ts';
import { wanted, wantedWhole } from './viewport.ts';

/** What there is to draw. */
export interface Picture {
  /** The best answer for the view by now; it may be coarser than what was asked for. */
  readonly answer: TimelineAnswer | undefined;
  /** The whole axis. */
  readonly whole: TimelineAnswer | undefined;
  /** Length of the whole axis, as far as it is known. */
  readonly length: number;
  readonly waiting: boolean;
  readonly error: string | undefined;
}

/** The windows that a view of the timeline needs; `window` undefined is all of it. */
export function usePicture(
  connection: ConnectionSummary,
  axis: Axis,
  window: AxisSpan | undefined,
  width: number,
): Picture {
  const edition = useInspector((state) => (state.done ? -1 : state.version));
  const reveal = useInspector((state) => state.revealKeys);
  const number = connection.connection;
  // The view is made anew for each capture and connection, and its answers with it.
  const [source] = useState(() => new PictureSource((what) => ask('timeline', what)));
  useSyncExternalStore(source.subscribe, () => source.version);

  const estimate = estimateOf(connection, axis);
  const whole = { connection: number, axis, ...wantedWhole(estimate, axis) };
  const everything = source.get(whole);
  const length = everything?.length ?? estimate;
  const span = window ?? { from: 0, to: length };
  const view = wanted(span, width, axis);
  const hide = reveal ? [] : streamKeys(connection);
  const asks = JSON.stringify([whole, { connection: number, axis, ...view, hide }]);
  useEffect(() => source.want(JSON.parse(asks) as never, edition), [source, asks, edition]);

  return {
    answer: source.best(axis, span),
    whole: everything ?? source.best(axis, { from: 0, to: length }),
    length,
    waiting: source.waiting,
    error: source.error,
  };
}

/** How long an axis will be, before the worker says so. */
export function estimateOf(connection: ConnectionSummary, axis: Axis): number {
  const { start, end, chunks, directions } = connection;
  if (axis === 'time') return Math.max(1e-3, end - start || 0);
  return Math.max(1, axis === 'index' ? chunks : directions[0].bytes + directions[1].bytes);
}
