import { toHex } from '../src-protocol/bytes/hex.ts';
import { type FieldNode, type FieldValue, walk } from '../src-protocol/wire/field-tree.ts';
import { expectFullCoverage } from '../src-protocol/wire/coverage.test-support.ts';
import { bytesOf } from './network/build-packets.ts';
import { type Part, session, setChunkSize, type0 } from './fixture.ts';
import { inspect, look } from './inspect-file.ts';

/** What there is to say about one message. */
export interface Said {
  readonly summary: string;
  /** Codes of diagnostics in its tree, in order. */
  readonly notes: readonly string[];
  /** Codes of findings about it. */
  readonly findings: readonly string[];
  /** Values of all fields whose id ends with this key, in order; bytes in hexadecimal. */
  values(key: string): (string | number | boolean)[];
  readonly tree: FieldNode;
}

/** A message of a client, on message stream 1 unless it is a control message or a command. */
export interface Message {
  readonly type: number;
  readonly body: readonly Part[];
  readonly timestamp?: number;
}

/** Sends messages one after another in a session of their own, and tells what is said of each. */
export function saidOf(...messages: Message[]): Said[] {
  const bytes = session([
    setChunkSize(0xffffff),
    ...messages.map(({ type, body, timestamp = 0 }) => {
      const payload = bytesOf(...body);
      const control = type < 7;
      const stream = control || type === 20 || type === 17 ? 0 : 1;
      const chunkStreamId = control ? 2 : 5;
      return bytesOf(
        type0({ chunkStreamId, timestamp, length: payload.length, type, stream }),
        payload,
      );
    }),
  ]);
  const [connection] = inspect(bytes).connections;
  const { rows, describer } = look(connection!, bytes);
  const { findings, messages: table, parts } = connection!.session!;
  // The first message is Set Chunk Size; parts of Aggregates come behind these.
  const sent = Array.from({ length: table.length }, (_, row) => row).filter(
    (row) => row > 0 && parts.find(row) === undefined,
  );
  return sent.map((row) => {
    const { body } = describer.message(row);
    expectFullCoverage(body);
    const view = rows.message(row);
    const about: string[] = [];
    for (let i = 0; i < findings.table.length; i++) {
      const { code, address } = rows.finding(i);
      if (address === view.address) about.push(code);
    }
    const notes: string[] = [];
    walk(body, (node) => notes.push(...(node.notes ?? [])));
    return {
      summary: view.summary,
      notes,
      findings: about,
      tree: body,
      values: (key) => valuesOf(body, key),
    };
  });
}

/** What is said of a single message. */
export function said(type: number, ...body: Part[]): Said {
  return saidOf({ type, body })[0]!;
}

function valuesOf(tree: FieldNode, key: string): (string | number | boolean)[] {
  const found: (string | number | boolean)[] = [];
  walk(tree, ({ id, value }) => {
    if (value !== undefined && (id === key || id.endsWith(`.${key}`))) found.push(plain(value));
  });
  return found;
}

const plain = (value: FieldValue): string | number | boolean =>
  value instanceof Uint8Array ? toHex(value) : value;
