import type { WindowChange } from '../../../src-protocol/session/flow-control.ts';

/** The window in force at each of `times` (seconds after `start`); 0 before there was one. */
export function windowSteps(
  windows: readonly WindowChange[],
  start: number,
  times: readonly number[],
): number[] {
  let at = -1;
  return times.map((time) => {
    while (windows[at + 1] && windows[at + 1]!.time - start <= time) at++;
    return windows[at]?.size ?? 0;
  });
}
