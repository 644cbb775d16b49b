import { senderOf, type Direction, DIRECTIONS } from '../../src-protocol/bytes/units.ts';
import { HANDSHAKE_ORDER } from '../../src-protocol/handshake/packet-name.ts';
import { stateDerivations } from '../../src-protocol/session/derivations.ts';
import {
  DirectionStateStructure,
  SessionStateStructure,
  stateEntries,
} from '../../src-protocol/session/state-entries.ts';
import type { SessionState } from '../../src-protocol/session/session-state.ts';
import type { StateEntry } from '../../src-protocol/session/state-entry.ts';
import type { Questions, RecordRef } from './protocol.ts';
import type { View } from './view.ts';

/** What both ends remember before and after a record, with the sums behind what it changes. */
export function stateAnswer(view: View, record: RecordRef): Questions['state']['answer'] {
  // A file has nobody who remembers anything.
  if (view.session.framing === 'flv') return { before: [], after: [] };
  const packet = view.packetAt(record.direction, record.at);
  if (packet) {
    const entries = stateEntries(view.session.state.before(0));
    const sent = HANDSHAKE_ORDER.indexOf(packet);
    const names = HANDSHAKE_ORDER.filter((name) => view.has(name));
    const upTo = (count: number) => {
      const first = names.filter((name) => HANDSHAKE_ORDER.indexOf(name) < count);
      return first.length === 0 ? 'not begun' : `${first.join(', ')} sent`;
    };
    return {
      before: [...entries, handshakeEntry(upTo(sent))],
      after: [...entries, handshakeEntry(upTo(sent + 1))],
    };
  }
  const chunk = view.chunkAt(record.direction, record.at);
  if (chunk === undefined) return undefined;
  const { chunks, messages } = view.session;
  // A message's effect is there after its last chunk.
  const last =
    record.kind === 'message'
      ? messages.column.lastChunk.get(chunks.column.message.get(chunk))
      : chunk;
  const before = view.session.state.before(chunk);
  const after =
    last === chunk ? view.session.state.after(chunk, before) : view.session.state.after(last);
  const sums = last === chunk ? stateDerivations(view.session, chunk, before) : undefined;
  return {
    before: entriesAt(view, before),
    after: entriesAt(view, after).map((entry) => {
      const how = sums?.get(entry.path);
      return how === undefined ? entry : { ...entry, how };
    }),
  };
}

function entriesAt(view: View, state: SessionState): StateEntry[] {
  const entries = stateEntries(state);
  for (const direction of DIRECTIONS) {
    const value = missingBefore(view, direction, state.directions[direction].bytes);
    if (value === 0) continue;
    const sender = senderOf(direction);
    entries.push({
      path: `${sender}.missing`,
      group: sender === 'client' ? 'client to server' : 'server to client',
      id: DirectionStateStructure.fields.missing.id,
      value,
    });
  }
  const handshake = view.session.midstream ? 'not in the capture' : 'complete';
  return [...entries, handshakeEntry(handshake)];
}

function handshakeEntry(value: string): StateEntry {
  return {
    path: 'handshake',
    group: 'session',
    id: SessionStateStructure.fields.handshake.id,
    value,
  };
}

interface Gap {
  readonly at: number;
  /** Bytes missing up to the end of this gap. */
  readonly total: number;
}

interface Gaps {
  segments: number;
  end: number;
  readonly list: Gap[];
}

const known = new WeakMap<View, readonly [Gaps, Gaps]>();

/** Bytes that the capture misses before an offset; gaps lie between the segments. */
function missingBefore(view: View, direction: Direction, offset: number): number {
  let both = known.get(view);
  if (!both) {
    both = [
      { segments: 0, end: 0, list: [] },
      { segments: 0, end: 0, list: [] },
    ];
    known.set(view, both);
  }
  const gaps = both[direction];
  const table = view.connection.segmentsOf(direction);
  for (; gaps.segments < table.length; gaps.segments++) {
    const start = table.column.streamOffset.get(gaps.segments);
    if (start > gaps.end)
      gaps.list.push({ at: gaps.end, total: (gaps.list.at(-1)?.total ?? 0) + start - gaps.end });
    gaps.end = table.endOf(gaps.segments);
  }
  return gaps.list.findLast(({ at }) => at < offset)?.total ?? 0;
}
