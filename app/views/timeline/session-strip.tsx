import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Severity } from '../../../src-protocol/dictionary/diagnostic.ts';
import { goTo } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { ConnectionSummary } from '../../worker/protocol.ts';
import type { RatesAnswer } from '../../worker/session-questions.ts';
import { type NoteMark, useNoteMarks } from './note-marks.ts';
import { placeText } from './place-text.ts';
import { COLUMN, paintSession, type SessionColumn } from './session-picture.ts';
import { draw, useColours } from './timeline-canvas.tsx';
import { useSelected } from './use-selected.ts';
import './session-strip.css';

/** Columns asked for; a bar is wider than a pixel, so that no screen needs more. */
const BINS = 640;
const SIGNS = 8;
const RANKS: Readonly<Record<Severity, number>> = { note: 1, warning: 2, error: 3 };
/** Parts of the session by which an arrow key and a page key move. */
const STEPS = 200;
const PAGES = 10;

/** The whole session in a line above whatever view is shown: bytes of both directions, problems, notes, the place one is at. */
export function SessionStrip({
  connection,
}: {
  readonly connection: ConnectionSummary;
}): ReactNode {
  const { connection: number, start, end } = connection;
  const length = end - start;
  const reading = useInspector((state) => state.phase === 'loading');
  const { answer: rates } = useAnswer(
    'rates',
    reading ? undefined : { connection: number, bins: BINS, shortest: length / BINS },
  );
  const notes = useNoteMarks(number, 'time');
  const place = useSelected()?.time.from;
  const [size, setSize] = useState({ width: 0, height: 0 });
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours(frame);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const drawn = useMemo(
    () => rates && columnsOf(rates, notes, length, size.width),
    [rates, notes, length, size.width],
  );
  useEffect(() => {
    if (!colours || !drawn || size.width === 0) return;
    const x = place === undefined ? undefined : (place / length) * size.width;
    const handle = requestAnimationFrame(() =>
      draw(canvas.current, size, (context) =>
        paintSession(context, { ...drawn, place: x, signs: SIGNS, colours, ...size }),
      ),
    );
    return () => cancelAnimationFrame(handle);
  }, [drawn, place, length, colours, size]);

  const going = useGoing();
  const follow = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    going(Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * length);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = keyPlace(event, place ?? 0, length);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    going(to);
  };
  const at = place ?? 0;
  return (
    <div
      ref={frame}
      className="session-strip"
      role="slider"
      tabIndex={0}
      aria-label="Place in the session"
      aria-valuemin={0}
      aria-valuemax={round(length)}
      aria-valuenow={round(Math.min(at, length))}
      aria-valuetext={placeText('time', at, length)}
      title="The whole session; press a place to go there"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
      }}
    >
      <canvas ref={canvas} className="session-canvas" aria-hidden="true" />
    </div>
  );
}

/** Goes to a time, one question after the other: of the places a pointer passes meanwhile, the last one counts. */
function useGoing(): (seconds: number) => void {
  const wanted = useRef<number>(undefined);
  const busy = useRef(false);
  return (seconds) => {
    wanted.current = seconds;
    if (busy.current) return;
    busy.current = true;
    void (async () => {
      while (wanted.current !== undefined) {
        const to = wanted.current;
        wanted.current = undefined;
        await goTo(`${to.toFixed(6)}s`);
      }
      busy.current = false;
    })();
  };
}

/** Where a key leads from `at`; undefined for keys that are not for the strip. */
export function keyPlace(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  at: number,
  length: number,
): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const to = (place: number): number => Math.max(0, Math.min(length, place));
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return to(at + length / STEPS);
    case 'ArrowLeft':
    case 'ArrowDown':
      return to(at - length / STEPS);
    case 'PageUp':
      return to(at + length / PAGES);
    case 'PageDown':
      return to(at - length / PAGES);
    case 'Home':
      return 0;
    case 'End':
      return length;
    default:
      return undefined;
  }
}

/** Bins as bars of whole pixels, and the signs among them. */
export function columnsOf(
  { series, width: seconds, markers, start }: RatesAnswer,
  notes: readonly NoteMark[],
  length: number,
  width: number,
): {
  sides: [SessionColumn[], SessionColumn[]];
  problems: { x: number; finding: number }[];
  notes: { x: number; kind: NoteMark['kind'] }[];
} {
  const x = (at: number): number => (at / length) * width;
  const sides = ([0, 1] as const).map((direction) => {
    const columns = new Map<number, SessionColumn & { most: number }>();
    for (const { direction: of, messageTypeId, bytes } of series) {
      if (of !== direction) continue;
      bytes.forEach((value, bin) => {
        if (value === 0) return;
        const place = Math.floor(x((bin + 0.5) * seconds) / COLUMN) * COLUMN;
        const one = columns.get(place);
        const leads = value > (one?.most ?? 0);
        columns.set(place, {
          x: place,
          bytes: (one?.bytes ?? 0) + value,
          type: leads ? messageTypeId : one!.type,
          most: leads ? value : one!.most,
        });
      });
    }
    return [...columns.values()];
  });
  return {
    sides: [sides[0]!, sides[1]!],
    // The worst last, so that it is painted over its neighbours.
    problems: markers
      .flatMap(({ kind, time, severity }) =>
        kind === 'problem' ? [{ x: x(time - start), finding: RANKS[severity ?? 'warning'] }] : [],
      )
      .sort((a, b) => a.finding - b.finding),
    notes: notes.map(({ at, kind }) => ({ x: x(at), kind })),
  };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
