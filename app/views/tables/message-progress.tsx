import { count, counted, percent } from '../../format/numbers.ts';

export interface MessageProgressProps {
  /** Bytes of the message before this row's, and in it. */
  readonly before: number;
  readonly here: number;
  readonly length: number;
  readonly complete: boolean;
  /** What stands beside the bar; the share in per cent when left out. */
  readonly text?: string;
}

/** How much of a message is there: a bar, a share, and the bytes in words. */
export function MessageProgress({ before, here, length, complete, text }: MessageProgressProps) {
  const have = before + here;
  const share = (bytes: number): number => (length > 0 ? (bytes / length) * 100 : 0);
  const start = Math.min(100, share(before));
  const width = length > 0 ? Math.min(100 - start, share(here)) : 100;
  const words = `${count(have)} of ${counted(length, 'byte')}`;
  const sign = have >= length ? (complete ? '✓' : '✂') : `${percent(have, length)}%`;
  return (
    <span className="message-progress" title={`${words}${complete ? '' : ', incomplete'}`}>
      <span className="message-bar" aria-hidden>
        <span className="message-before" style={{ width: `${start}%` }} />
        <span className="message-here" style={{ width: `${width}%` }} />
      </span>
      <span className="message-share">{text ?? sign}</span>
      <span className="visually-hidden">
        {words} of the message{complete ? '' : ', incomplete in this capture'}
      </span>
    </span>
  );
}
