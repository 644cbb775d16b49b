import { counted } from '../src-protocol/bytes/counted.ts';
import type { Connection } from '../src-protocol/inspect/connection.ts';
import type { ConnectionSummary } from '../src-protocol/inspect/connection-summary.ts';
import type { DescribedChunk, DescribedMessage } from '../src-protocol/inspect/describe.ts';
import {
  citationText,
  diagnosticByCode,
  fieldById,
  structureById,
} from '../src-protocol/inspect/dictionary.ts';
import type { ChunkRowView, FindingRowView, MessageRowView } from '../src-protocol/inspect/rows.ts';
import { toHex } from '../src-protocol/bytes/hex.ts';
import { flagNames } from '../src-protocol/command/connect-flags.ts';
import type { FieldNode, FieldValue } from '../src-protocol/wire/field-tree.ts';

/** Seconds since the connection's first packet, for people. */
function since(time: number, start: number): string {
  return Number.isNaN(time - start) ? '         -' : (time - start).toFixed(6).padStart(10);
}

const arrow = (direction: number): string => (direction === 0 ? '→' : '←');

/** A connection in a few lines. */
export function connectionText(summary: ConnectionSummary): string {
  const [up, down] = summary.directions;
  const lines = [
    `connection ${summary.connection}  ${summary.client} → ${summary.server}  ${summary.transport}`,
  ];
  if (!summary.decoded) return [...lines, `  ${summary.why}`].join('\n');
  const streams = summary.streams.map(({ role, name }) => `${role} '${name}'`).join(', ');
  lines.push(
    `  handshake ${summary.handshake}${summary.app === undefined ? '' : `, app '${summary.app}'`}${streams ? `, ${streams}` : ''}`,
  );
  lines.push(`  client ${count(up)}`, `  server ${count(down)}`);
  const { error, warning, note } = summary.findings;
  if (summary.authentication) lines.push(`  ${summary.authentication.text}`);
  lines.push(
    `  findings: ${counted(error, 'error')}, ${counted(warning, 'warning')}, ${counted(note, 'note')}`,
  );
  return lines.join('\n');
}

function count({
  bytes,
  missing,
  chunks,
  messages,
}: {
  bytes: number;
  missing: number;
  chunks: number;
  messages: number;
}): string {
  return `${counted(bytes, 'byte')}${missing > 0 ? ` (${missing} missing)` : ''}, ${counted(chunks, 'chunk')}, ${counted(messages, 'message')}`;
}

/** A message in one line. */
export function messageText(connection: Connection, row: MessageRowView): string {
  const head = `${connection.number} ${since(row.time, connection.start)} ${arrow(row.direction)} ${row.address.padEnd(12)}`;
  const numbers = `cs ${String(row.chunkStreamId).padEnd(3)} ms ${String(row.messageStreamId).padEnd(2)} t ${time(row)} ${String(row.length).padStart(7)} B in ${row.chunks}`;
  // Control messages are named by what they say.
  const what = row.summary.startsWith(row.messageType)
    ? row.summary
    : `${row.messageType}: ${row.summary}`;
  const inside = row.aggregate === undefined ? '' : ` (in the Aggregate, message ${row.aggregate})`;
  return `${head} ${numbers}  ${what}${inside}${row.complete ? '' : ' (incomplete)'}${confidence(row)}${mark(row.finding)}`;
}

/** A chunk in one line. */
export function chunkText(connection: Connection, row: ChunkRowView): string {
  const head = `${connection.number} ${since(row.time, connection.start)} ${arrow(row.direction)} ${row.address.padEnd(12)}`;
  return `${head} fmt ${row.fmt} cs ${String(row.chunkStreamId).padEnd(3)} header ${String(row.headerLength).padStart(2)} payload ${String(row.payloadLength).padStart(6)} t ${time(row)}  message ${row.message} ${row.messageOffset + row.payloadLength}/${row.messageLength} ${row.summary}${row.complete ? '' : ' (cut)'}${confidence(row)}${mark(row.finding)}`;
}

/** A timestamp; `~` says that deltas before it may be missing. */
function time({ timestamp, timestampUncertain }: MessageRowView | ChunkRowView): string {
  return `${timestampUncertain ? '~' : ''}${timestamp}`.padStart(8);
}

function confidence({ confidence }: MessageRowView | ChunkRowView): string {
  if (confidence === undefined) return '';
  return confidence === 'found' ? ' (found after a hole)' : ' (place guessed)';
}

function mark(finding: string | undefined): string {
  return finding === undefined ? '' : `  [${finding}]`;
}

/** A finding in two lines. */
export function findingText(connection: Connection, row: FindingRowView): string {
  const diagnostic = diagnosticByCode(row.code);
  const section = diagnostic ? citationText(diagnostic.see) : '';
  return `${connection.number} ${since(row.time, connection.start)} ${row.severity.padEnd(7)} ${row.address.padEnd(12)} ${row.code} (${section})\n    ${diagnostic?.text ?? ''}`;
}

/** A message's fields, indented. */
export function fieldsText(
  connection: Connection,
  row: MessageRowView,
  described: DescribedMessage,
): string {
  const lines = [messageText(connection, row)];
  for (const tree of [...described.headers, described.body]) addNode(lines, tree, 1);
  if (described.headersOmitted > 0)
    lines.push(`  … and the headers of ${described.headersOmitted} more chunks`);
  return lines.join('\n');
}

/** A packet of the handshake and its fields, indented. */
export function packetText(
  connection: Connection,
  name: string,
  { tree, start, end }: DescribedChunk,
): string {
  const lines = [
    `${connection.number} handshake ${name}, ${counted(end - start, 'byte')} at ${start}`,
  ];
  addNode(lines, tree, 1);
  return lines.join('\n');
}

function addNode(lines: string[], node: FieldNode, depth: number): void {
  const label = fieldById(node.id)?.label ?? structureById(node.id)?.label ?? node.id;
  const name = node.name === undefined ? label : `${node.name} (${label})`;
  const bits = node.ranges.map(({ start, end }) => place(start, end)).join(' ');
  const value = node.value === undefined ? '' : `: ${valueText(node.id, node.value)}`;
  const origin = node.origin
    ? ` (${node.origin}${node.from ? ` from ${node.from}` : ''}${node.how ? `, ${node.how}` : ''})`
    : '';
  lines.push(
    `${'  '.repeat(depth)}${name}${value}${origin}${bits ? `  @${bits}` : ''}${node.notes ? `  [${node.notes.join(', ')}]` : ''}`,
  );
  for (const child of node.children ?? []) addNode(lines, child, depth + 1);
}

function place(start: number, end: number): string {
  const whole = start % 8 === 0 && end % 8 === 0;
  return whole
    ? `${start / 8}..${end / 8}`
    : `${Math.floor(start / 8)}.${start % 8}+${end - start}b`;
}

function valueText(id: string, value: FieldValue): string {
  if (value instanceof Uint8Array)
    return value.length > 32 ? `${toHex(value.subarray(0, 32))}…` : toHex(value);
  if (typeof value === 'string') return JSON.stringify(value);
  const field = fieldById(id);
  if (typeof value !== 'number' || !field) return String(value);
  const named = field.values?.[value];
  const name = typeof named === 'string' ? named : named?.name;
  const words = field.flags ? flagNames(field.flags, value).join(' + ') : (name ?? '');
  return words === '' ? String(value) : `${String(value)} (${words})`;
}
