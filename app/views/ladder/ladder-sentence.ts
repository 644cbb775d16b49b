import { byteSize } from '../../format/bytes.ts';
import { count, counted } from '../../format/numbers.ts';
import { duration, seconds } from '../../format/times.ts';
import type { LadderRow } from '../../worker/session-questions.ts';
import type { MessageRowView } from '../../worker/protocol.ts';
import { endingText } from '../overview/course-text.ts';
import { DIRECTION_WORDS } from '../marks/direction-words.ts';

/** How a row is told: names of streams hidden, times counted from the start of the connection. */
export interface Telling {
  readonly start: number;
  readonly mask: (text: string) => string;
}

/** A row of the ladder as it is read aloud: `Client to server, command connect, transaction 1, 0.394 s, 225 bytes in 2 chunks`. */
export function ladderSentence(row: LadderRow, telling: Telling): string {
  switch (row.kind) {
    case 'handshake': {
      const { name, direction, bytes } = row.packet;
      return `${way(direction)}, handshake ${name}, ${at(row, telling)}, ${counted(bytes, 'byte')}`;
    }
    case 'message':
      return messageSentence(row, telling);
    case 'run':
      return `${way(row.direction)}, ${mediaCounts(row)}, from ${at(row, telling)} for ${duration(row.until - row.time)}, ${byteSize(row.bytes)}`;
    case 'idle':
      return `Nothing for ${duration(row.until - row.time)}`;
    case 'ending':
      return endingText(row.ending, telling.start);
  }
}

function messageSentence(row: Extract<LadderRow, { kind: 'message' }>, telling: Telling): string {
  const { message, roundTrip } = row;
  const { direction, transactionId, length, chunks, complete, finding } = message;
  const parts = [way(direction), whatItIs(message, telling)];
  if (transactionId !== undefined && transactionId > 0) parts.push(`transaction ${transactionId}`);
  parts.push(at(row, telling), `${counted(length, 'byte')} in ${counted(chunks, 'chunk')}`);
  if (!complete) parts.push('incomplete');
  if (roundTrip !== undefined) parts.push(`answers after ${duration(roundTrip)}`);
  if (finding) parts.push(`with ${finding === 'error' ? 'an' : 'a'} ${finding}`);
  return parts.join(', ');
}

function whatItIs({ command, summary, messageType }: MessageRowView, { mask }: Telling): string {
  const told = mask(summary);
  if (command !== undefined) return `command ${told}`;
  return told.toLowerCase().startsWith(messageType.toLowerCase()) ? told : `${messageType} ${told}`;
}

/** `842 video and 1 204 audio messages`. */
export function mediaCounts({
  count: all,
  audio,
  video,
}: Pick<Extract<LadderRow, { kind: 'run' }>, 'count' | 'audio' | 'video'>): string {
  const others = all - audio - video;
  const parts = [
    video > 0 && `${count(video)} video`,
    audio > 0 && `${count(audio)} audio`,
    others > 0 && `${count(others)} aggregate`,
  ].filter((part) => part !== false);
  return `${parts.join(' and ')} messages`;
}

function way(direction: 0 | 1): string {
  const words = DIRECTION_WORDS[direction];
  return words[0]!.toUpperCase() + words.slice(1);
}

function at({ time }: LadderRow, { start }: Telling): string {
  return Number.isNaN(time) ? 'time unknown' : seconds(time - start);
}
