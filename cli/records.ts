import { addressOf } from '../src-protocol/bytes/address.ts';
import { type Direction, senderOf } from '../src-protocol/bytes/units.ts';
import { toHex } from '../src-protocol/bytes/hex.ts';
import type { ConnectionSummary } from '../src-protocol/inspect/connection-summary.ts';
import type { DescribedChunk, DescribedMessage } from '../src-protocol/inspect/describe.ts';
import { citationText, diagnosticByCode } from '../src-protocol/inspect/dictionary.ts';
import type { FindingRowView, MessageRowView } from '../src-protocol/inspect/rows.ts';
import type { FieldNode } from '../src-protocol/wire/field-tree.ts';

/** JSON has no NaN; a raw dump has no times. */
function seconds(time: number): number | null {
  return Number.isNaN(time) ? null : time;
}

/** One row of the level `connections`. */
export function connectionRecord(summary: ConnectionSummary): object {
  const [up, down] = summary.directions;
  return {
    connection: summary.connection,
    client: summary.client,
    server: summary.server,
    ...(summary.clientName !== undefined && { clientName: summary.clientName }),
    ...(summary.serverName !== undefined && { serverName: summary.serverName }),
    start: seconds(summary.start),
    end: seconds(summary.end),
    transport: summary.transport,
    handshake: summary.handshake,
    ...(summary.app !== undefined && { app: summary.app }),
    streams: summary.streams,
    bytes: { client: up.bytes, server: down.bytes },
    chunks: { client: up.chunks, server: down.chunks },
    messages: { client: up.messages, server: down.messages },
    missing: { client: up.missing, server: down.missing },
    findings: summary.findings,
    midstream: summary.midstream,
    why: summary.why,
    ...(summary.authentication && { authentication: summary.authentication }),
  };
}

/** One row of the level `findings`. */
export function findingRecord(connection: number, row: FindingRowView): object {
  const diagnostic = diagnosticByCode(row.code);
  return {
    connection,
    sender: senderOf(row.direction),
    code: row.code,
    severity: row.severity,
    time: seconds(row.time),
    address: row.address,
    section: diagnostic ? citationText(diagnostic.see) : '',
    text: diagnostic?.text ?? '',
    ...(diagnostic?.help !== undefined && { help: diagnostic.help }),
  };
}

/** A packet of the handshake, which is a row of the level `fields`, too. */
export function packetRecord(
  connection: number,
  direction: Direction,
  name: string,
  { tree, start }: DescribedChunk,
): object {
  return {
    connection,
    sender: senderOf(direction),
    address: addressOf(direction, start),
    handshake: name,
    tree: fieldRecord(tree),
  };
}

/** One row of the level `fields`: the headers of the message's chunks, then its payload. */
export function fieldsRecord(
  connection: number,
  row: MessageRowView,
  described: DescribedMessage,
): object {
  return {
    connection,
    sender: senderOf(row.direction),
    address: row.address,
    message: row.row,
    ...(row.aggregate !== undefined && { aggregate: row.aggregate }),
    tree: {
      id: 'message',
      summary: row.summary,
      ...(described.headersOmitted > 0 && { headersOmitted: described.headersOmitted }),
      children: [...described.headers, described.body].map(fieldRecord),
    },
  };
}

function fieldRecord(node: FieldNode): object {
  const { id, path, name, value, origin, from, how, notes, ranges, children } = node;
  return {
    id,
    path,
    ...(name !== undefined && { name }),
    ...(value !== undefined && { value: value instanceof Uint8Array ? toHex(value) : value }),
    ...(origin && { origin }),
    ...(from && { from }),
    ...(how && { how }),
    ...(notes && { notes }),
    bits: ranges.map(({ start, end }) => [start, end]),
    ...(children && { children: children.map(fieldRecord) }),
  };
}
