import { memo, useMemo, useState } from 'react';
import type { ChartData, ChartMark } from '../../components/chart/chart-data.ts';
import { TimeChart } from '../../components/chart/time-chart.tsx';
import { count } from '../../format/numbers.ts';
import { duration } from '../../format/times.ts';
import { select } from '../../state/actions.ts';
import { useMask } from '../../state/mask.ts';
import type { RatesAnswer } from '../../worker/session-questions.ts';
import { ToneMark } from '../../components/banner.tsx';
import { FAMILIES } from '../marks/message-family.ts';
import { FamilyChip } from '../marks/type-chip.tsx';
import { Swatch } from './swatch.tsx';
import { type FamilyRate, familyRates, rateRows } from './rate-series.ts';
import { goToSeconds, useCursor } from './use-cursor.ts';

const MARKS = {
  'chunk size': { sign: 'P', colour: 'type-control' },
  command: { sign: 'C', colour: 'type-command' },
  problem: { sign: '!', colour: 'warning' },
} as const;
/** Rows of the table, and moments in the list, at most. */
const MOST_ROWS = 24;
const MOST_MOMENTS = 60;
/** A family of which there is less than this share is left to the table. */
const SMALLEST_LINE = 0.001;

/** How much of what was on the wire when. */
export function RatesCard({ rates }: { readonly rates: RatesAnswer }) {
  const cursor = useCursor(rates.start);
  const families = useMemo(() => familyRates(rates), [rates]);
  const data = useMemo((): ChartData => {
    const all = families.reduce((sum, { bytes }) => sum + bytes, 0);
    const shown = families.filter(({ bytes }) => bytes >= all * SMALLEST_LINE);
    const bins = families[0]?.values.length ?? 0;
    return {
      times: Array.from({ length: bins + 1 }, (_, bin) => bin * rates.width),
      series: shown.map(({ label, family, direction, values }) => ({
        label,
        // The last value once more, so that the last step has a length.
        values: [...values, values.at(-1) ?? 0],
        colour: `type-${family}`,
        ...(direction === 1 && { dash: [5, 3] }),
        filled: family === 'video',
      })),
      marks: rates.markers.map(({ kind, time }): ChartMark => ({
        at: time - rates.start,
        ...MARKS[kind],
      })),
      cursor,
      format: rateText,
    };
  }, [families, rates, cursor]);

  return (
    <section className="card" aria-labelledby="rates-title">
      <h2 id="rates-title">Rates</h2>
      <p className="dim">
        Bits a second on the wire, chunk headers included, averaged over {duration(rates.width)}. A
        click goes to that time; the line is where you are.
      </p>
      <TimeChart label={chartLabel(families)} data={data} onPick={goToSeconds} />
      <ul className="legend">
        {families.map(({ label, family, direction, mean, peak }) => (
          <li key={label}>
            <Swatch colour={`type-${family}`} dashed={direction === 1} />
            <FamilyChip family={family} />
            <span>{direction === 0 ? '→' : '←'}</span> {FAMILIES[family].words}
            <span className="dim">
              {rateText(mean)}, at most {rateText(peak)}
            </span>
          </li>
        ))}
      </ul>
      <details>
        <summary>As a table</summary>
        <RatesTable families={families} width={rates.width} />
      </details>
      {rates.markers.length > 0 && <Moments rates={rates} />}
    </section>
  );
}

/** Drawn anew when the rates change, not at every step. */
const RatesTable = memo(function RatesTable({
  families,
  width,
}: {
  readonly families: readonly FamilyRate[];
  readonly width: number;
}) {
  return (
    // A region that scrolls must be reachable by key.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-scroll" role="region" aria-label="Rates as a table" tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">from</th>
            {families.map(({ label, direction, family }) => (
              <th key={label} scope="col">
                {direction === 0 ? '→ ' : '← '}
                {FAMILIES[family].words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rateRows(families, width, MOST_ROWS).map(({ from, to, rates: values }) => (
            <tr key={from}>
              <th scope="row">
                <button
                  type="button"
                  className="link"
                  title={`Go there; the row is ${from.toFixed(2)} s to ${to.toFixed(2)} s`}
                  onClick={() => goToSeconds(from)}
                >
                  {from.toFixed(2)} s
                </button>
              </th>
              {values.map((value, at) => (
                <td key={families[at]!.label}>{rateText(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});

/** What the signs over the chart stand for. */
function Moments({ rates: { markers, start } }: { readonly rates: RatesAnswer }) {
  const mask = useMask();
  const [most, setMost] = useState(MOST_MOMENTS);
  return (
    <details>
      <summary>What the signs over the chart are</summary>
      <ul className="moments">
        {markers.slice(0, most).map(({ kind, time, count: many, text, record }) => (
          <li key={`${kind} ${time}`}>
            <button type="button" className="moment" onClick={() => select(record)}>
              <span className="mono dim">{(time - start).toFixed(2)} s</span>
              {kind === 'problem' ? (
                <ToneMark tone="warning" />
              ) : (
                <FamilyChip family={kind === 'command' ? 'command' : 'control'} />
              )}
              <span>
                {mask(text)}
                {many > 1 && <span className="dim"> and {count(many - 1)} more</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {markers.length > most && (
        <button type="button" className="button" onClick={() => setMost(most * 4)}>
          Show more
        </button>
      )}
    </details>
  );
}

function chartLabel(families: ReturnType<typeof familyRates>): string {
  const told = families
    .slice(0, 3)
    .map(({ family, direction, mean, peak }) => {
      const way = direction === 0 ? 'to the server' : 'to the client';
      return `${FAMILIES[family].words} ${way} ${rateText(mean)}, at most ${rateText(peak)}`;
    })
    .join('; ');
  return `Rates over time: ${told}. The numbers are in the table below.`;
}

function rateText(kilobits: number): string {
  if (kilobits >= 10_000) return `${(kilobits / 1000).toFixed(1)} Mbit/s`;
  return `${kilobits >= 10 ? count(kilobits) : kilobits.toFixed(kilobits === 0 ? 0 : 1)} kbit/s`;
}
