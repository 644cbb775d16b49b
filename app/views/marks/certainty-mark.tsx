import type { RowConfidence } from '../../../src-protocol/inspect/rows.ts';

const WORDS: Readonly<Record<RowConfidence, string>> = {
  found: 'Read after a hole in the capture: the place was found by headers that agree',
  guessed: 'Read after a hole in the capture: so few headers agree that the place may be chance',
};
const UNCERTAIN = 'Uncertain: deltas before it may be missing in the capture';

/** How sure it is that a record is where it seems to be; nothing where that is simply known. */
export function ConfidenceMark({ confidence }: { readonly confidence: RowConfidence | undefined }) {
  if (confidence === undefined) return null;
  return (
    <abbr className="tag" title={WORDS[confidence]}>
      {confidence === 'found' ? 'found' : 'guess'}
    </abbr>
  );
}

/** Before a timestamp that deltas in a hole may have moved. */
export function UncertainMark({ uncertain }: { readonly uncertain: boolean | undefined }) {
  if (uncertain !== true) return null;
  return (
    <abbr className="faint" title={UNCERTAIN}>
      <span aria-hidden>≈ </span>
      <span className="visually-hidden">about</span>
    </abbr>
  );
}
