/** The measurements the page promises (performance.measure entries). */
export type Measure = 'open-to-first-row' | 'open-to-ready' | 'step' | 'filter';

/** Records the time from `start` (of `performance.now()`) to when the change now made has been painted. */
export function measureSince(name: Measure, start: number): void {
  if (typeof requestAnimationFrame === 'undefined') return;
  // What a frame asks for before all else is done when the frame that holds the change has been handed over.
  requestAnimationFrame(() =>
    afterFrame(() => performance.measure(name, { start, end: performance.now() })),
  );
}

/** Calls back as soon as the frame that is being drawn is done: whatever the page puts off until then comes later. */
function afterFrame(done: () => void): void {
  if ('scheduler' in window) void scheduler.postTask(done, { priority: 'user-blocking' });
  else setTimeout(done);
}

let firstRowOf = -1;

/** The first row of the capture opened at `openedAt` is on its way to the screen. */
export function firstRow(openedAt: number): void {
  if (firstRowOf === openedAt) return;
  firstRowOf = openedAt;
  measureSince('open-to-first-row', openedAt);
}
