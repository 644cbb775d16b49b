import { useMemo } from 'react';
import { addressOf } from '../../../src-protocol/bytes/address.ts';
import { DIRECTIONS } from '../../../src-protocol/bytes/units.ts';
import type { ChartData } from '../../components/chart/chart-data.ts';
import { TimeChart } from '../../components/chart/time-chart.tsx';
import { byteSize } from '../../format/bytes.ts';
import { count } from '../../format/numbers.ts';
import { goTo } from '../../state/actions.ts';
import type { OverviewAnswer, RatesAnswer } from '../../worker/session-questions.ts';
import { DIRECTION_WORDS } from '../marks/direction-words.ts';
import { DirectionMark } from '../marks/direction-mark.tsx';
import { Swatch } from './swatch.tsx';
import { goToSeconds, useCursor } from './use-cursor.ts';
import { windowSteps } from './window-steps.ts';

/** Bytes that were sent and not acknowledged, against the window that was asked for. */
export function FlowCard({
  overview: { flow },
  rates,
}: {
  readonly overview: OverviewAnswer;
  readonly rates: RatesAnswer;
}) {
  const cursor = useCursor(rates.start);
  const data = useMemo((): ChartData => {
    const { open, openWidth, start } = rates;
    const bins = Math.max(open[0].length, open[1].length);
    const times = Array.from({ length: bins }, (_, bin) => bin * openWidth);
    return {
      times,
      series: DIRECTIONS.flatMap((direction) => {
        const colour = direction === 0 ? 'up' : 'down';
        const arrow = direction === 0 ? '→' : '←';
        const { windows } = flow[direction];
        const lines = [
          {
            label: `${arrow} not acknowledged`,
            values: open[direction],
            colour,
            ...(direction === 1 && { dash: [5, 3] }),
          },
        ];
        if (!drawn(flow[direction])) return lines;
        const values = windowSteps(windows, start, times);
        return [...lines, { label: `${arrow} window`, values, colour, dash: [1, 3], width: 2 }];
      }),
      marks: [],
      cursor,
      format: byteSize,
    };
  }, [flow, rates, cursor]);
  return (
    <section className="card" aria-labelledby="flow-title">
      <h2 id="flow-title">Flow control</h2>
      <p className="dim">
        Bytes sent and not yet acknowledged. A receiver is to acknowledge each time its peer’s
        window is full.
      </p>
      <TimeChart
        label={`Bytes without an acknowledgement over time: ${DIRECTIONS.map((direction) => `${DIRECTION_WORDS[direction]} at most ${byteSize(flow[direction].most)}`).join(', ')}. The numbers are below.`}
        data={data}
        height={150}
        onPick={goToSeconds}
      />
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">direction</th>
              <th scope="col">window</th>
              <th scope="col">acknowledgements</th>
              <th scope="col">most open</th>
            </tr>
          </thead>
          <tbody>
            {DIRECTIONS.map((direction) => {
              const { windows, acknowledgements, most, mostAt } = flow[direction];
              const last = windows.at(-1);
              return (
                <tr key={direction}>
                  <th scope="row">
                    <Swatch colour={direction === 0 ? 'up' : 'down'} dashed={direction === 1} />{' '}
                    <DirectionMark direction={direction} />
                  </th>
                  <td>
                    {last ? (
                      <AddressLink address={addressOf(direction, last.at)}>
                        {byteSize(last.size)}
                      </AddressLink>
                    ) : (
                      'none asked for'
                    )}
                  </td>
                  <td>{count(acknowledgements)}</td>
                  <td>
                    <AddressLink address={addressOf(direction, mostAt)}>
                      {byteSize(most)}
                    </AddressLink>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p>{verdict(flow)}</p>
      {DIRECTIONS.some((direction) => !drawn(flow[direction]) && flow[direction].windows[0]) && (
        <p className="dim">A window far above what was open is not drawn.</p>
      )}
    </section>
  );
}

/** A window far above what was ever open would press everything else to the ground. */
function drawn({ windows, most }: OverviewAnswer['flow'][number]): boolean {
  return windows.some(({ size }) => size <= 4 * Math.max(most, 1));
}

function AddressLink({
  address,
  children,
}: {
  readonly address: string;
  readonly children: string;
}) {
  return (
    <button
      type="button"
      className="link"
      title={`Go to ${address}`}
      onClick={() => void goTo(address)}
    >
      {children}
    </button>
  );
}

function verdict(flow: OverviewAnswer['flow']): string {
  const told = DIRECTIONS.flatMap((direction) => {
    const { windows, most, acknowledgements } = flow[direction];
    const size = windows.at(-1)?.size;
    const receiver = direction === 0 ? 'server' : 'client';
    if (size === undefined || most < size) return [];
    const times = (most / size).toFixed(1);
    return acknowledgements === 0
      ? [`The ${receiver} acknowledged nothing, though ${times} windows were sent.`]
      : [`The ${receiver} was late: up to ${times} windows were open.`];
  });
  return told.join(' ') || 'No window was ever full without an acknowledgement.';
}
