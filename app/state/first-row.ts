import { takeTurn } from '../components/turns.ts';
import { sessionShown } from '../worker/client.ts';
import { measureSince } from './measure.ts';

/** The turn after that of every part of the workbench. */
const LAST = 9;

let firstRowOf = -1;

/**
 * The first row of the capture opened at `openedAt` is on its way to the screen. The worker, which waits, reads on when the
 * other parts are there as well: each of them is drawn sooner while nothing else takes the processor.
 */
export function firstRow(openedAt: number): void {
  if (firstRowOf === openedAt) return;
  firstRowOf = openedAt;
  measureSince('open-to-first-row', openedAt, () => {
    const over = takeTurn(LAST, () => {
      over();
      sessionShown();
    });
  });
}
