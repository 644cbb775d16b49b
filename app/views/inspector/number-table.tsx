import type { ReactNode } from 'react';
import { numbersAt } from './numbers-at.ts';

/** The bytes at the cursor as numbers of every width; folded until somebody wants it. */
export function NumberTable({
  byteAt,
  littleEndian,
}: {
  readonly byteAt: (by: number) => number | undefined;
  /** The field at the cursor is one of the few with the low byte first. */
  readonly littleEndian: boolean;
}): ReactNode {
  return (
    <details className="numbers">
      <summary>
        As numbers
        {littleEndian && (
          <span className="numbers-note">message stream id: the low byte comes first</span>
        )}
      </summary>
      {/* A region that scrolls must be reachable by key. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="numbers-scroll" role="region" aria-label="Numbers at the byte" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">kind</th>
              <th scope="col">high byte first</th>
              <th scope="col">low byte first</th>
            </tr>
          </thead>
          <tbody>
            {numbersAt(byteAt).map((reading) => (
              <tr
                key={reading.kind}
                data-meant={(littleEndian && reading.kind === 'u32') || undefined}
              >
                <th scope="row">{reading.kind}</th>
                <td>{reading.bigEndian ?? '–'}</td>
                <td>
                  {reading.littleEndian ?? '–'}
                  {littleEndian && reading.kind === 'u32' && ' (meant here)'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
