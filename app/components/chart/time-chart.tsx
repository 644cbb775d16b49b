import { useEffect, useRef, useState } from 'react';
import type { ChartData } from './chart-data.ts';
import type { DrawnChart } from './draw-chart.ts';
import './chart.css';

/** Lines over time. `label` says what there is to see; the numbers have to be told elsewhere, too. */
export function TimeChart({
  label,
  data,
  height = 190,
  onPick,
}: {
  readonly label: string;
  readonly data: ChartData;
  readonly height?: number;
  /** A time was pointed at and chosen, seconds. */
  readonly onPick: (seconds: number) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLParagraphElement>(null);
  const drawn = useRef<DrawnChart>(undefined);
  const latest = useRef({ data, onPick });
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    latest.current = { data, onPick };
    drawn.current?.show(data);
  }, [data, onPick]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let gone = false;
    const observer = new ResizeObserver(() => drawn.current?.resize(element.clientWidth));
    import('./draw-chart.ts').then(
      ({ drawChart }) => {
        if (gone) return;
        drawn.current = drawChart(element, height, latest.current.data, {
          picked: (seconds) => latest.current.onPick(seconds),
          // Outside of React: it changes with every movement of the pointer.
          pointed: (text) => {
            if (readout.current) readout.current.textContent = text;
          },
        });
        observer.observe(element);
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      observer.disconnect();
      drawn.current?.destroy();
      drawn.current = undefined;
    };
  }, [height]);

  return (
    <div className="chart">
      <div
        ref={box}
        className="chart-canvas"
        role="img"
        aria-label={label}
        style={{ minHeight: height }}
      >
        {failed && 'The chart could not be loaded. The table has its numbers.'}
      </div>
      <p ref={readout} className="chart-readout mono" aria-hidden />
    </div>
  );
}
