import { Check, Copy } from 'lucide-react';
import { lazy, type ReactNode, useState } from 'react';
import type { BitRange } from '../../../src-protocol/bytes/units.ts';
import { bytesOf } from '../../components/hex/rows.ts';
import { PopupButton } from '../../components/popup-button.tsx';
import { counted } from '../../format/numbers.ts';
import { ask } from '../../worker/client.ts';
import type { RecordRef } from '../../worker/protocol.ts';
import type { CopyFormat } from './copy-formats.ts';

const fetchPopup = () => import('./copy-popup.tsx');
const CopyPopup = lazy(async () => ({ default: (await fetchPopup()).CopyPopup }));

/** More than this is not put into the clipboard. */
const MOST = 1 << 20;

export interface CopyMenuProps {
  readonly record: RecordRef;
  /** Bits of the stream; whole bytes are copied. */
  readonly ranges: readonly BitRange[];
  readonly hidden: readonly BitRange[];
}

/** Copies the selected bytes in a form of choice. */
export function CopyMenu({ record, ranges, hidden }: CopyMenuProps): ReactNode {
  const [said, setSaid] = useState('');
  const secret = ranges.some((range) =>
    hidden.some(({ start, end }) => range.start < end && range.end > start),
  );
  const copy = async (format: CopyFormat): Promise<void> => {
    try {
      const bytes = await gather(record, ranges);
      await navigator.clipboard.writeText(
        format.write(bytes, Math.floor((ranges[0]?.start ?? 0) / 8)),
      );
      setSaid(`Copied ${counted(bytes.length, 'byte')}`);
    } catch (error) {
      setSaid(error instanceof Error ? error.message : 'Not copied');
    }
    setTimeout(() => setSaid(''), 2500);
  };
  return (
    <>
      <span className="copied" role="status">
        {said && (
          <>
            <Check size={14} aria-hidden="true" /> {said}
          </>
        )}
      </span>
      <PopupButton
        kind="menu"
        className="tool"
        disabled={secret}
        title={secret ? SECRET : undefined}
        fetchPopup={fetchPopup}
        popup={(popup) => <CopyPopup {...popup} onCopy={(format) => void copy(format)} />}
      >
        <Copy size={14} aria-hidden="true" /> Copy
      </PopupButton>
    </>
  );
}

const SECRET = 'The stream key is hidden; show it first';

async function gather(record: RecordRef, ranges: readonly BitRange[]): Promise<Uint8Array> {
  const bits = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  if (bits > MOST * 8) throw new Error('Too many bytes for the clipboard');
  const offsets = bytesOf(ranges, 0, Infinity);
  const result = new Uint8Array(offsets.length);
  for (let from = 0; from < offsets.length;) {
    let to = from + 1;
    while (to < offsets.length && offsets[to] === offsets[to - 1]! + 1) to++;
    const start = offsets[from]!;
    const { connection, direction } = record;
    const answer = await ask('bytes', { connection, direction, start, end: start + to - from });
    result.set(answer.bytes.subarray(start - answer.start).subarray(0, to - from), from);
    from = to;
  }
  return result;
}
