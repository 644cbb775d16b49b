import { addressOf } from '../../../src-protocol/bytes/address.ts';
import { byteSize } from '../../format/bytes.ts';
import { count, counted } from '../../format/numbers.ts';
import type {
  Axis,
  AxisSpan,
  ChunkBox,
  TimelineAnswer,
} from '../../worker/timeline/timeline-types.ts';
import { noteWords } from '../../state/noted-places.ts';
import { sumLane } from './bins.ts';
import { type Detail, DETAIL_WORDS } from './detail.ts';
import type { Hit } from './hit.ts';
import { laneName } from './lane-layout.ts';
import type { NoteMark } from './note-marks.ts';
import { placeText, stretchText } from './place-text.ts';

type Mask = (text: string) => string;

/** What is under the pointer, in words. */
export function toldHit(hit: Hit, axis: Axis, viewLength: number, mask: Mask): string {
  const { lane, at } = hit;
  const way = lane.lane.direction === undefined ? '' : lane.lane.direction === 0 ? '→ ' : '← ';
  const head = `${way}${laneName(lane.lane)}`;
  if (at === undefined) return head;
  const where = `${placeText(axis, at, viewLength)} · ${head}`;
  if (hit.notes) return `${where} · ${hit.notes.map((note) => mask(noteWords(note))).join(' · ')}`;
  if (hit.mark) return `${where} · ${hit.mark.code} at ${hit.mark.address}`;
  if (hit.segment) {
    const { packet, length, direction, offset } = hit.segment;
    return `${where} · packet ${count(packet)}, ${addressOf(direction, offset)}, ${counted(length, 'byte')}`;
  }
  if (hit.chunk && hit.byte !== undefined) return `${where} · ${toldByte(hit.chunk, hit.byte)}`;
  if (hit.chunk && hit.message) {
    const { chunk, message } = hit;
    const address = addressOf(chunk.direction, chunk.offset);
    const size = `${chunk.headerLength} + ${counted(chunk.payloadLength, 'byte')}`;
    return `${where} · ${mask(message.summary)} · chunk ${address}, type ${chunk.fmt}, ${size}`;
  }
  if (hit.message) {
    const { summary, length, chunks } = hit.message;
    return `${where} · ${mask(summary)} · ${counted(length, 'byte')} in ${counted(chunks, 'chunk')}`;
  }
  if (!hit.bar || lane.lane.kind === 'notes') return where;
  const what = UNITS[lane.lane.kind];
  return `${where} · ${counted(hit.bar.count, what)}${hit.bar.bytes > 0 ? `, ${byteSize(hit.bar.bytes)}` : ''}`;
}

const UNITS = {
  stream: 'chunk',
  control: 'chunk',
  segments: 'segment',
  problems: 'problem',
} as const;

/** A byte in words: where it is, what it is worth, and what part of the chunk it belongs to. */
export function toldByte(chunk: ChunkBox, number: number): string {
  const address = addressOf(chunk.direction, chunk.offset + number);
  const i = number - (chunk.strip?.start ?? 0);
  const value = chunk.strip?.bytes[i];
  const among = (stretches: readonly { start: number; end: number }[] | undefined): boolean =>
    stretches?.some(({ start, end }) => i >= start && i < end) ?? false;
  const worth = among(chunk.strip?.missing)
    ? 'not in the capture'
    : among(chunk.strip?.hidden)
      ? 'hidden'
      : value === undefined
        ? ''
        : `0x${value.toString(16).padStart(2, '0')}`;
  const part =
    number < chunk.headerLength
      ? `byte ${number + 1} of ${chunk.headerLength} of the chunk header`
      : `byte ${count(chunk.messageOffset + number - chunk.headerLength)} of the message`;
  return [address, worth, part].filter((text) => text !== '').join(', ');
}

/** The whole picture in a sentence. */
export function toldPicture(
  answer: TimelineAnswer,
  span: AxisSpan,
  detail: Detail,
  whole: number,
  notes: readonly NoteMark[] = [],
): string {
  const stretch = stretchText(answer.axis, span, whole);
  const streams = answer.lanes.flatMap(({ kind }, lane) => (kind === 'stream' ? [lane] : []));
  const sums = streams.map((lane) => sumLane(answer, lane, span));
  const chunks = sums.reduce((total, sum) => total + sum.count, 0);
  const problems = sumLane(answer, 0, span);
  const wrong =
    problems.finding === 0 ? 'no problems' : counted(Math.max(1, problems.count), 'problem');
  const shown = sums.filter((sum) => sum.count > 0).length;
  const noted = notes.filter(({ at }) => at >= span.from && at <= span.to).length;
  const alsoNoted = noted === 0 ? '' : `, ${counted(noted, 'note')}`;
  return `Timeline, ${stretch}, showing ${DETAIL_WORDS[detail]}: ${counted(shown, 'chunk stream')}, ${counted(chunks, 'chunk')}, ${wrong}${alsoNoted}.`;
}
