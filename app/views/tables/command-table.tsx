import { select } from '../../state/actions.ts';
import type { CommandRowView } from '../../worker/protocol.ts';
import { commandColumns } from './command-columns.tsx';
import { LevelTable } from './level-table.tsx';

/** The commands of the connection looked at, each with its answer. */
export function CommandTable() {
  return (
    <LevelTable
      level="commands"
      label="Commands"
      columns={commandColumns}
      choose={choose}
      nothing="No commands were found in this connection."
    />
  );
}

function choose(connection: number, { direction, offset }: CommandRowView): void {
  select({ connection, direction, kind: 'message', at: offset });
}
