import { fmtOf, type ChunkRow } from '../../src-protocol/chunk/chunk-table.ts';
import type { MessageRow } from '../../src-protocol/message/message-table.ts';
import type { FieldNode } from '../../src-protocol/wire/field-tree.ts';
import type { Questions, RecordRef } from './protocol.ts';
import type { View } from './view.ts';

/** Rows looked at for one that is alike. */
const MOST_ROWS = 50_000;
/** Records taken apart to see whether they have a field, and how long a message may be for that, in bytes. */
const MOST_DESCRIBED = 120;
const MOST_BYTES = 256 * 1024;
/** Examples given. */
const EXAMPLES = 3;

/**
 * The message before, in the same direction, that is of the same kind: the same type on the same message
 * stream, and for commands the same name.
 */
export function previousLike(view: View, record: RecordRef): RecordRef | undefined {
  const own = view.messageOf(record);
  if (own === undefined) return undefined;
  const rows = view.session.messageRows[record.direction];
  const { column } = view.session.messages;
  const { ledger } = view.session;
  const command = ledger.commandOf(own)?.name;
  const chunk = column.firstChunk.get(own);
  // Parts of Aggregates stand behind the others: what came before is told by its first chunk.
  let looked = 0;
  let best: MessageRow | undefined;
  for (let index = rows.length - 1; index >= 0 && looked < MOST_ROWS; index--) {
    const row = rows.get(index);
    if (row === own || column.firstChunk.get(row) >= chunk) continue;
    looked++;
    if (column.messageTypeId.get(row) !== column.messageTypeId.get(own)) continue;
    if (column.messageStreamId.get(row) !== column.messageStreamId.get(own)) continue;
    if (ledger.commandOf(row)?.name !== command) continue;
    best = row;
    break;
  }
  return best === undefined ? undefined : view.messageRef(best);
}

/** Up to three other records, from the beginning of the capture, whose bytes have a field of this kind. */
export function examples(
  view: View,
  record: RecordRef,
  id: string,
): Questions['examples']['answer'] {
  const inHeader = id.startsWith('chunk.') || id === 'chunk';
  const found: Questions['examples']['answer'] = [];
  let described = 0;
  const consider = (candidate: RecordRef, trees: () => readonly FieldNode[]): boolean => {
    if (candidate.direction === record.direction && candidate.at === record.at) return false;
    described++;
    const path = trees()
      .map((tree) => pathOf(tree, id))
      .find((one) => one !== undefined);
    if (path !== undefined) found.push({ record: candidate, path });
    return found.length >= EXAMPLES || described >= MOST_DESCRIBED;
  };
  if (inHeader) {
    const own = view.chunkAt(record.direction, record.at);
    const { header } = view.session.chunks.column;
    const fmt = own === undefined ? undefined : fmtOf(header.get(own));
    for (let row: ChunkRow = 0; row < view.session.chunks.length && row < MOST_ROWS; row++) {
      if (fmtOf(header.get(row)) !== fmt) continue;
      if (consider(view.chunkRef(row), () => [view.describer.chunk(row).tree])) break;
    }
    return found;
  }
  const own = view.messageOf(record);
  if (own === undefined) return found;
  const { messageTypeId, length } = view.session.messages.column;
  for (let row: MessageRow = 0; row < view.session.messages.length && row < MOST_ROWS; row++) {
    if (messageTypeId.get(row) !== messageTypeId.get(own)) continue;
    if (length.get(row) > MOST_BYTES) continue;
    if (consider(view.messageRef(row), () => [view.describer.message(row).body])) break;
  }
  return found;
}

/** The path of the first node of this kind that has bits of its own. */
function pathOf(node: FieldNode, id: string): string | undefined {
  if (node.id === id && node.end > node.start) return node.path;
  for (const child of node.children ?? []) {
    const path = pathOf(child, id);
    if (path !== undefined) return path;
  }
  return undefined;
}
