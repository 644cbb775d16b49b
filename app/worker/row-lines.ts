import type { ExportFormat, ExportLevel } from './filter-questions.ts';

/** Columns of the CSV of each table, by the names that the JSON has. */
const COLUMNS: Readonly<Record<ExportLevel, readonly string[]>> = {
  chunks: [
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
  ],
  messages: [
    'connection',
    'sender',
    'message',
    'time',
    'offset',
    'address',
    'chunkStreamId',
    'timestamp',
    'messageTypeId',
    'messageType',
    'messageStreamId',
    'length',
    'chunks',
    'complete',
    'summary',
    'command',
    'transactionId',
    'aggregate',
    'confidence',
    'timestampUncertain',
    'messageStreamIdUncertain',
    'headless',
  ],
  segments: [
    'connection',
    'sender',
    'packet',
    'time',
    'offset',
    'address',
    'length',
    'flags',
    'window',
    'kinds',
    'missing',
    'roundTrip',
  ],
};

/** Rows of a table as lines of a file; `names` puts the names of the columns before them. */
export function rowLines(
  rows: readonly object[],
  level: ExportLevel,
  format: ExportFormat,
  names: boolean,
): string {
  const columns = COLUMNS[level];
  const lines =
    format === 'csv'
      ? rows.map((row) => columns.map((column) => cell(row[column as keyof object])).join(','))
      : rows.map((row) => JSON.stringify(row));
  return [...(names ? [columns.join(',')] : []), ...lines].map((line) => `${line}\n`).join('');
}

/** A value as RFC 4180 writes it. What a spreadsheet would take for a formula, which a capture may well hold, gets an apostrophe. */
function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return cell(value.join(' '));
  if (typeof value !== 'string') return JSON.stringify(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The same row with other words for texts that must not be shown. */
export function withoutTexts<Row extends object>(
  row: Row,
  texts: readonly string[],
  instead: string,
): Row {
  if (texts.length === 0) return row;
  const masked = (value: unknown): unknown =>
    typeof value === 'string'
      ? texts.reduce((text, hidden) => text.replaceAll(hidden, instead), value)
      : value;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, masked(value)]),
  ) as Row;
}
