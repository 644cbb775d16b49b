import type { CaptureComment } from '../../src-protocol/capture/capture-facts.ts';
import { DIRECTIONS } from '../../src-protocol/bytes/units.ts';
import type { Inspection } from '../../src-protocol/inspect/inspection.ts';
import type { CommentView, RecordRef } from './protocol.ts';
import type { View } from './view.ts';

const ABOUT: Record<CaptureComment['about'], string> = {
  section: 'the file',
  interface: 'an interface',
  packet: 'packet',
};

/** The comments of a capture, those about packets with the record that the packet's bytes belong to. */
export function commentsOf(
  { capture: { facts }, connections }: Inspection,
  viewOf: (connection: number) => View | undefined,
): CommentView[] {
  if (facts.comments.length === 0) return [];
  const wanted = new Set(facts.comments.map(({ packet }) => packet));
  const records = new Map<number, RecordRef>();
  for (const { number } of connections) {
    const view = viewOf(number);
    if (!view) continue;
    for (const direction of DIRECTIONS) {
      const segments = view.connection.segmentsOf(direction);
      const { packet, streamOffset } = segments.column;
      for (let row = 0; row < segments.length; row++) {
        if (!wanted.has(packet.get(row)) || records.has(packet.get(row))) continue;
        const record = view.locate(direction, streamOffset.get(row));
        if (record) records.set(packet.get(row), record);
      }
    }
  }
  return facts.comments.map(({ about, text, packet }) => {
    const record = packet > 0 ? records.get(packet) : undefined;
    const words = packet > 0 ? `packet ${packet}` : ABOUT[about];
    return record ? { about: words, text, record } : { about: words, text };
  });
}
