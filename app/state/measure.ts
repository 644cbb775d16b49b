/** The measurements the page promises (performance.measure entries). */
export type Measure = 'open-to-first-row' | 'open-to-ready' | 'step' | 'filter';

/**
 * Records the time from `start` (of `performance.now()`) to when the change now made has been painted; `painted` is called
 * then.
 */
export function measureSince(name: Measure, start: number, painted?: () => void): void {
  if (typeof requestAnimationFrame === 'undefined') return;
  // What a frame asks for before all else is done when the frame that holds the change has been handed over.
  requestAnimationFrame(() =>
    afterFrame(() => {
      performance.measure(name, { start, end: performance.now() });
      painted?.();
    }),
  );
}

/** Calls back as soon as the frame that is being drawn is done: whatever the page puts off until then comes later. */
function afterFrame(done: () => void): void {
  if ('scheduler' in window) void scheduler.postTask(done, { priority: 'user-blocking' });
  else setTimeout(done);
}
