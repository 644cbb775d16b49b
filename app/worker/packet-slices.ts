import { concatBytes } from '@noble/hashes/utils.js';
import type { FileOffset } from '../../src-protocol/bytes/units.ts';
import type { Packet } from '../../src-protocol/capture/packet.ts';
import { PacketSlice } from '../../src-protocol/capture/packet-slice.ts';
import { directionOf } from '../../src-protocol/chunk/chunk-table.ts';
import { FilterRun } from '../../src-protocol/filter/filter-run.ts';
import type { SegmentRowView } from '../../src-protocol/inspect/segment-rows.ts';
import type { FilterQuestions } from './filter-questions.ts';
import { HiddenTexts } from './timeline/hidden-texts.ts';
import type { View } from './view.ts';

type Ask = FilterQuestions['slicePackets']['ask'];
type Answer = FilterQuestions['slicePackets']['answer'];

/** Bytes of the file that are read again for one answer. */
const READ = 2 * 1024 * 1024;

/** A slice under way. */
interface Slicing {
  readonly filter: string;
  readonly slice: PacketSlice;
  /** Number of the last packet that is wanted. */
  readonly last: number;
  /** How far the file was read. */
  at: number;
}

const UNDER_WAY = new WeakMap<View, Slicing>();

/**
 * The next piece of the pcapng file with the packets whose segments match; the file is read again for it, from front to
 * back. The empty answer when another slice took the place of this one, or nothing matches.
 */
export function slicePackets(view: View, { filter, from, hide }: Ask): Answer {
  if (from === 0) {
    const run = view.filters.run('segments', filter);
    if (!(run instanceof FilterRun)) return NO_SLICE;
    if (holdsHidden(view, run, hide)) return { ...NO_SLICE, hidden: true };
    const wanted = wantedPackets(view, run);
    if (!wanted) return NO_SLICE;
    const slice = new PacketSlice(wanted.isWanted, 'RTMP Inspector');
    UNDER_WAY.set(view, { filter, slice, last: wanted.last, at: 0 });
  }
  const now = UNDER_WAY.get(view);
  if (now?.filter !== filter || now.at !== from) return NO_SLICE;
  const block = view.source.read(now.at, Math.min(now.at + READ, view.source.size));
  now.at += block.length;
  const pieces = now.slice.push(block);
  const done = block.length === 0 || now.at >= view.source.size || now.slice.seen >= now.last;
  if (done) {
    pieces.push(...now.slice.end());
    UNDER_WAY.delete(view);
  }
  return { bytes: concatBytes(...pieces), next: now.at, packets: now.slice.packets, done };
}

/** The answer when there is nothing to slice. */
export const NO_SLICE: Answer = { bytes: new Uint8Array(0), next: 0, packets: 0, done: true };

interface Wanted {
  readonly isWanted: (packet: Packet) => boolean;
  /** Number of the last one. */
  readonly last: number;
}

/**
 * Packets by what they carry: those that hold bytes of a segment that matches, and what the connection said without bytes
 * meanwhile (openings, endings, closed windows). A slice with the first chunk has all that came before it, the handshake,
 * too; one with the last chunk all that came after it.
 */
function wantedPackets(view: View, run: FilterRun): Wanted | undefined {
  const { column, length } = view.session.chunks;
  const packets = new PacketChoice(view);
  for (let at = 0; at < run.count; at++) packets.add(view.segments.rows(run.hit(at), 1)[0]!);
  const { first, last } = packets;
  if (length === 0 || first > last) return undefined;
  const isIn = (chunk: number): boolean => {
    const segments = view.connection.segmentsOf(directionOf(column.header.get(chunk)));
    return packets.has(segments.column.packet.get(view.session.chunkSegments.get(chunk)));
  };
  const from = isIn(0) ? 0 : first;
  const to = isIn(length - 1) ? Infinity : last;
  const total = view.segments.total();
  for (let at = 0; at < total; at++) {
    const segment = view.segments.rows(at, 1)[0]!;
    const { packet } = segment;
    const isAround = packet < first || packet > last;
    if (packet >= from && packet <= to && (isAround || segment.length === 0)) packets.add(segment);
  }
  return packets.chosen();
}

/** Packets that are to be in a slice, by their numbers and by where their bytes lie in the file: a fragment has no segment of its own. */
class PacketChoice {
  first = Infinity;
  last = 0;
  readonly #view: View;
  readonly #numbers = new Set<number>();
  readonly #offsets: FileOffset[] = [];

  constructor(view: View) {
    this.#view = view;
  }

  has(packet: number): boolean {
    return this.#numbers.has(packet);
  }

  add({ packet, direction, offset, length, missing }: SegmentRowView): void {
    if (missing !== undefined) return;
    this.#numbers.add(packet);
    this.first = Math.min(this.first, packet);
    this.last = Math.max(this.last, packet);
    const pieces = this.#view.connection.segmentsOf(direction).pieces(offset, offset + length);
    for (const { lower } of pieces) this.#offsets.push(lower);
  }

  /** To be asked about packets in the order of the file. */
  chosen(): Wanted {
    const offsets = Float64Array.from(this.#offsets).sort();
    let next = 0;
    const isWanted = ({ number, start, end, fileOffset }: Packet): boolean => {
      while (next < offsets.length && offsets[next]! < fileOffset) next++;
      const holdsPiece = next < offsets.length && offsets[next]! < fileOffset + end - start;
      return holdsPiece || this.#numbers.has(number);
    };
    return { isWanted, last: this.last };
  }
}

/** Whether a message with bytes in what matches has one of the texts that must not be shown. */
function holdsHidden(view: View, run: FilterRun, texts: readonly string[]): boolean {
  if (texts.length === 0) return false;
  const { message } = view.session.chunks.column;
  const hidden = new HiddenTexts(view, texts);
  for (let at = 0; at < run.count; at++) {
    const { direction, offset, length } = view.segments.rows(run.hit(at), 1)[0]!;
    for (const chunk of view.chunkRowsIn(direction, offset, offset + length))
      if (hidden.of(message.get(chunk)).length > 0) return true;
  }
  return false;
}
