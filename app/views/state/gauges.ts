import type { StateEntry } from '../../../src-protocol/session/state-entry.ts';
import { count, counted } from '../../format/numbers.ts';

/** How far something has come, for a bar. */
export interface Gauge {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly most: number;
  /** What it means, in words. */
  readonly text: string;
}

const SENDERS = [
  { sender: 'client', way: 'client to server', peer: 'server' },
  { sender: 'server', way: 'server to client', peer: 'client' },
] as const;

/**
 * The bars of a state: bytes sent since the last Acknowledgement, of the window (§5.4.4), for each direction
 * that has one; and the messages under way, by chunk stream.
 */
export function gaugesOf(entries: readonly StateEntry[]): Gauge[] {
  const byPath = new Map(entries.map((entry) => [entry.path, entry.value]));
  const number = (path: string): number | undefined => {
    const value = byPath.get(path);
    return typeof value === 'number' ? value : undefined;
  };
  const gauges: Gauge[] = [];
  for (const { sender, way, peer } of SENDERS) {
    const most = number(`${sender}.windowAcknowledgementSize`);
    const bytes = number(`${sender}.bytes`);
    if (most === undefined || most === 0 || bytes === undefined) continue;
    const value = Math.max(0, bytes - (number(`${sender}.acknowledged`) ?? 0));
    const due =
      value > most
        ? `${counted(value - most, 'byte')} overdue from the ${peer}`
        : `the ${peer} has to acknowledge in ${counted(most - value, 'byte')}`;
    gauges.push({
      id: `${sender}.window`,
      label: `${way}, since the last Acknowledgement`,
      value,
      most,
      text: `${count(value)} of ${counted(most, 'byte')}; ${due}`,
    });
  }
  for (const { path, group, amount: received } of entries) {
    const length = number(path.replace(/assembled$/, 'messageLength'));
    if (received === undefined || length === undefined) continue;
    gauges.push({
      id: path,
      label: group,
      value: received,
      most: length,
      text: `${count(received)} of ${counted(length, 'byte')} of the message have come`,
    });
  }
  return gauges;
}
