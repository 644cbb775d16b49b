import { useState } from 'react';
import { DIRECTIONS } from '../../../src-protocol/bytes/units.ts';
import { byteSize } from '../../format/bytes.ts';
import { count, counted } from '../../format/numbers.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { OverviewAnswer } from '../../worker/session-questions.ts';
import { DirectionMark } from '../marks/direction-mark.tsx';
import { DIRECTION_WORDS } from '../marks/direction-words.ts';

/** Chunk sizes that the slider offers are powers of two; the field beside it takes any. */
const SMALLEST = 5;
const LARGEST = 16;
/** §5.4.1: the largest chunk size that makes a difference, as no message is longer. */
const MOST = 0xffffff;

/** What chunk headers cost, and what they would cost with another chunk size. */
export function EconomyCard({
  connection,
  economy,
}: {
  readonly connection: number;
  readonly economy: OverviewAnswer['economy'];
}) {
  return (
    <section className="card" aria-labelledby="economy-title">
      <h2 id="economy-title">Chunk economy</h2>
      {DIRECTIONS.filter((direction) => economy[direction].chunks > 0).map((direction) => {
        const { headerBytes, payloadBytes, fmts, chunks } = economy[direction];
        return (
          <div key={direction} className="economy">
            <p>
              <DirectionMark direction={direction} />{' '}
              <strong>{share(headerBytes, headerBytes + payloadBytes)}</strong> headers:{' '}
              {byteSize(headerBytes)} beside {byteSize(payloadBytes)} of payload in{' '}
              {counted(chunks, 'chunk')}
            </p>
            <ul
              className="fmts"
              aria-label={`Chunk types, ${DIRECTION_WORDS[direction]}`}
              style={{ gridTemplateColumns: fmts.map((many) => `minmax(0, ${many}fr)`).join(' ') }}
            >
              {fmts.map((many, fmt) => (
                <li
                  key={fmt}
                  data-fmt={fmt}
                  title={`fmt ${fmt}: ${counted(many, 'chunk')}, ${share(many, chunks)}`}
                />
              ))}
            </ul>
            <ul className="legend">
              {fmts.map((many, fmt) => (
                <li key={fmt}>
                  <span className="fmt-swatch" data-fmt={fmt} aria-hidden />
                  fmt {fmt} <span className="dim">{share(many, chunks)}</span>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <WhatIf connection={connection} economy={economy} />
    </section>
  );
}

function WhatIf({
  connection,
  economy,
}: {
  readonly connection: number;
  readonly economy: OverviewAnswer['economy'];
}) {
  const [chunkSize, setChunkSize] = useState(4096);
  const { answer } = useAnswer('chunkCost', { connection, chunkSize });
  const exponent = Math.round(Math.log2(chunkSize));
  return (
    <fieldset className="what-if">
      <legend>What if the chunk size were …</legend>
      <div className="what-if-inputs">
        <input
          type="range"
          aria-label="Chunk size, in powers of two"
          aria-valuetext={counted(chunkSize, 'byte')}
          min={SMALLEST}
          max={LARGEST}
          value={Math.min(LARGEST, Math.max(SMALLEST, exponent))}
          onChange={({ currentTarget: { value } }) => setChunkSize(2 ** Number(value))}
        />
        <label>
          <input
            type="number"
            min={1}
            max={MOST}
            value={chunkSize}
            onChange={({ currentTarget: { valueAsNumber } }) => {
              if (valueAsNumber >= 1 && valueAsNumber <= MOST)
                setChunkSize(Math.floor(valueAsNumber));
            }}
          />{' '}
          bytes
        </label>
      </div>
      <table className="plain-table" aria-live="polite">
        <thead>
          <tr>
            <th scope="col">direction</th>
            <th scope="col">chunks</th>
            <th scope="col">header bytes</th>
            <th scope="col">share</th>
          </tr>
        </thead>
        <tbody>
          {DIRECTIONS.map((direction) => {
            const now = economy[direction];
            const then = answer?.[direction];
            return (
              <tr key={direction}>
                <th scope="row">
                  <DirectionMark direction={direction} />
                </th>
                <td>
                  {then ? count(then.chunks) : '…'} <Change now={now.chunks} then={then?.chunks} />
                </td>
                <td>
                  {then ? count(then.headerBytes) : '…'}{' '}
                  <Change now={now.headerBytes} then={then?.headerBytes} />
                </td>
                <td>{then ? share(then.headerBytes, then.headerBytes + now.payloadBytes) : '…'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </fieldset>
  );
}

function Change({ now, then }: { readonly now: number; readonly then: number | undefined }) {
  if (then === undefined || then === now) return null;
  const more = then > now;
  return (
    <span className="dim">
      ({more ? '+' : '−'}
      {count(Math.abs(then - now))})
    </span>
  );
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(2)} %`;
}
