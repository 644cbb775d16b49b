import { counted } from '../bytes/counted.ts';
import type { SavedCounts } from './saved-stream.ts';

/** What is not in a saved stream, or is other than it was: a sentence for each kind; none where all is as it was. */
export function savedRemarks({
  incomplete,
  amf3,
  unusable,
  early,
  uncertain,
}: SavedCounts): string[] {
  const of = (count: number, rest: string): string[] =>
    count === 0 ? [] : [`${counted(count, 'message')} ${rest}`];
  return [
    ...of(incomplete, 'left out, since not all of their bytes came.'),
    ...of(amf3, 'left out, since they hold AMF3 and script data of FLV is AMF0.'),
    ...of(unusable, 'left out: no sequence header came before, or the form cannot hold them.'),
    ...of(early, 'written with time 0, since they are earlier than the first frame.'),
    ...of(
      uncertain,
      'written with a time that may be too early, since the capture has a hole before.',
    ),
  ];
}
