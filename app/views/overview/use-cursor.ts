import { goTo } from '../../state/actions.ts';
import { usePlace } from '../stepper/use-place.ts';

/** Seconds after the start of the connection at which the selected record came. */
export function useCursor(start: number): number | undefined {
  const place = usePlace();
  const time = place?.chunk?.time ?? place?.message?.time;
  return time === undefined || Number.isNaN(time) ? undefined : time - start;
}

/** Goes to the first chunk at or after a time of a chart. */
export function goToSeconds(seconds: number): void {
  void goTo(`${Math.max(0, seconds).toFixed(6)}s`);
}
