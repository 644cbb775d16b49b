import { ChevronDown, ChevronRight, CornerUpLeft } from 'lucide-react';
import { memo } from 'react';
import { ToneMark } from '../../components/banner.tsx';
import { byteSize } from '../../format/bytes.ts';
import { duration, offsetSeconds } from '../../format/times.ts';
import type { LadderRow } from '../../worker/session-questions.ts';
import { type Family, familyOf } from '../marks/message-family.ts';
import { FamilyChip } from '../marks/type-chip.tsx';
import { Arrow, type ArrowLook } from './arrow.tsx';
import { ladderSentence, mediaCounts, type Telling } from './ladder-sentence.ts';

/** What a row needs beside what is in it. */
export interface LadderRowProps {
  readonly row: LadderRow;
  readonly telling: Telling;
  /** Distance from the top of the list, pixels. */
  readonly top: number;
  readonly rowHeight: number;
  /** Rows of the whole list, for those who cannot see its length. */
  readonly of: number;
  readonly slope: number;
  readonly selected: boolean;
  /** Whether it is the one in the tab order. */
  readonly active: boolean;
  readonly onPress: (row: LadderRow) => void;
  readonly onFocus: (index: number) => void;
}

/** A line with an arrow. */
type DrawnRow = Exclude<LadderRow, { kind: 'idle' | 'ending' }>;

/** One line of the ladder: a sentence for ears, and an arrow for eyes. */
export const LadderLine = memo(function LadderLine(props: LadderRowProps) {
  const { row, telling, top, rowHeight, of, selected, active, onPress, onFocus } = props;
  const sentence = ladderSentence(row, telling);
  const shared = {
    tabIndex: active ? 0 : -1,
    'data-index': row.index,
    onFocus: () => onFocus(row.index),
  };
  return (
    <li
      className="ladder-line"
      data-kind={row.kind}
      aria-posinset={row.index + 1}
      aria-setsize={of}
      style={{ transform: `translateY(${top}px)` }}
    >
      {row.kind === 'run' && row.lasts > 0 && (
        <span
          className="ladder-lasts"
          data-direction={row.direction}
          style={{ height: row.lasts * rowHeight + rowHeight / 2 }}
          aria-hidden
        />
      )}
      {row.kind === 'idle' || row.kind === 'ending' ? (
        // It does nothing, but arrow keys pass over it, and those who cannot see must hear of it.
        <p className={row.kind === 'idle' ? 'ladder-idle' : 'ladder-ending'} {...shared}>
          {sentence}
        </p>
      ) : (
        <button
          type="button"
          className="ladder-button"
          aria-current={selected}
          {...(row.kind === 'run' && { 'aria-expanded': row.open })}
          onClick={() => onPress(row)}
          {...shared}
        >
          <span className="visually-hidden">{sentence}</span>
          <Drawing {...props} row={row} />
        </button>
      )}
    </li>
  );
});

function Drawing({ row, telling, slope }: LadderRowProps & { readonly row: DrawnRow }) {
  const direction =
    row.kind === 'run'
      ? row.direction
      : row.kind === 'handshake'
        ? row.packet.direction
        : row.message.direction;
  const look = lookOf(row, slope);
  return (
    <span className="ladder-drawing" aria-hidden>
      <span className="ladder-time mono">{timeText(row, telling)}</span>
      <span className="ladder-lane" data-direction={direction}>
        <span className="ladder-label">
          <Label row={row} family={look.family} telling={telling} />
        </span>
        <Arrow direction={direction} look={look} />
      </span>
    </span>
  );
}

function Label({
  row,
  family,
  telling: { mask },
}: {
  readonly row: DrawnRow;
  readonly family: Family;
  readonly telling: Telling;
}) {
  if (row.kind === 'handshake')
    return (
      <>
        <FamilyChip family="handshake" />
        <strong>{row.packet.name}</strong>
        <span className="faint">{row.packet.bytes} B</span>
      </>
    );
  if (row.kind === 'run') {
    const Chevron = row.open ? ChevronDown : ChevronRight;
    return (
      <>
        <Chevron size={15} />
        {row.video > 0 && <FamilyChip family="video" />}
        {row.audio > 0 && <FamilyChip family="audio" />}
        <strong className="clip">{mediaCounts(row)}</strong>
        <span className="dim">{duration(row.until - row.time)}</span>
        <span className="faint">{byteSize(row.bytes)}</span>
      </>
    );
  }
  const { message, roundTrip } = row;
  const { command, transactionId, summary, finding } = message;
  const text = mask(summary);
  return (
    <>
      <FamilyChip family={family} />
      {finding && <ToneMark tone={finding} size={13} />}
      {command === undefined ? (
        <span className="clip">{text}</span>
      ) : (
        <span className="clip">
          <strong>{command}</strong>
          {text.startsWith(command) ? text.slice(command.length) : ` ${text}`}
        </span>
      )}
      {transactionId !== undefined && transactionId > 0 && (
        <span className="ladder-transaction mono">#{transactionId}</span>
      )}
      {roundTrip !== undefined && (
        <span className="ladder-round-trip">
          <CornerUpLeft size={11} />
          {duration(roundTrip)}
        </span>
      )}
    </>
  );
}

function lookOf(row: DrawnRow, slope: number): ArrowLook {
  if (row.kind === 'handshake') return { family: 'handshake', weight: 'plain', slope };
  if (row.kind === 'run')
    return { family: row.video > 0 ? 'video' : 'audio', weight: 'fat', slope: 0 };
  const family = familyOf(row.message.messageTypeId);
  const weight = family === 'command' ? 'bold' : family === 'control' ? 'thin' : 'plain';
  return { family, weight, slope };
}

function timeText({ time }: LadderRow, { start }: Telling): string {
  return Number.isNaN(time) ? '–' : offsetSeconds(time - start, 6);
}
