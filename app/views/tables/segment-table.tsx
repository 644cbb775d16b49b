import { selectAt } from '../../state/filter.ts';
import type { SegmentRowView } from '../../worker/protocol.ts';
import { LevelTable } from './level-table.tsx';
import { segmentColumns } from './segment-columns.tsx';

/** The TCP segments of the connection looked at, in capture order. */
export function SegmentTable() {
  return (
    <LevelTable
      level="segments"
      label="Segments"
      columns={segmentColumns}
      choose={choose}
      nothing="This capture has no packets: there are no segments to show."
    />
  );
}

function choose(connection: number, { direction, offset, length }: SegmentRowView): void {
  void selectAt(connection, direction, offset, length);
}
