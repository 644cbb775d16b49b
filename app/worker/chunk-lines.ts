import type { ChunkRecord } from '../../src-protocol/inspect/chunk-record.ts';
import type { ExportFormat } from './filter-questions.ts';

/** Columns of the CSV, by the names that the JSON has. */
const COLUMNS: readonly (keyof ChunkRecord)[] = [
  'connection',
  'sender',
  'chunk',
  'time',
  'offset',
  'address',
  'fmt',
  'chunkStreamId',
  'headerLength',
  'payloadLength',
  'timestamp',
  'message',
  'complete',
  'confidence',
];

/** Chunks as lines of a file; `names` puts the names of the columns before them. Nothing in a chunk's row needs quotes. */
export function chunkLines(
  rows: readonly ChunkRecord[],
  format: ExportFormat,
  names: boolean,
): string {
  const lines =
    format === 'csv'
      ? rows.map((row) => COLUMNS.map((column) => row[column] ?? '').join(','))
      : rows.map((row) => JSON.stringify(row));
  return [...(names ? [COLUMNS.join(',')] : []), ...lines].map((line) => `${line}\n`).join('');
}
