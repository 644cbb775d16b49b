/** The measurements the page promises (performance.measure entries). */
export type Measure = 'open-to-first-row' | 'open-to-ready' | 'step' | 'filter';

/** Records the time from `start` (of `performance.now()`) to when the change now made has been painted. */
export function measureSince(name: Measure, start: number): void {
  if (typeof requestAnimationFrame === 'undefined') return;
  // The frame after next begins when the one that holds the change is on the screen.
  requestAnimationFrame(() =>
    setTimeout(() => performance.measure(name, { start, end: performance.now() })),
  );
}

let firstRowOf = -1;

/** The first row of the capture opened at `openedAt` is on its way to the screen. */
export function firstRow(openedAt: number): void {
  if (firstRowOf === openedAt) return;
  firstRowOf = openedAt;
  measureSince('open-to-first-row', openedAt);
}
