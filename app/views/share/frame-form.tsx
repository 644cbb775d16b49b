import { counted } from '../../format/numbers.ts';
import { useId, useState } from 'react';
import { Choice } from '../../components/button.tsx';
import { FIGURES, type FigureName, parseEmbedAddress } from '../../embed/embed-address.ts';
import { MOST_INLINE } from '../../embed/inline-bytes.ts';
import { locationOf } from '../../state/history.ts';
import { formatLocation } from '../../state/location.ts';
import { inspector } from '../../state/store.ts';
import type { InlinePart, InlineRecord } from './inline-link.ts';
import { embedAddress, iframeCode, inlineAddress } from './share-texts.ts';
import { ToCopy } from './to-copy.tsx';
import type { ReadyRecord } from './use-shared-record.ts';

/** Where a frame takes its bytes from. */
type Carrier = 'sample' | InlinePart;

/** A frame: of a sample, or with the record's bytes in its address. */
export function FrameForm({
  sample,
  record,
}: {
  readonly sample: boolean;
  readonly record: ReadyRecord;
}) {
  const [figure, setFigure] = useState<FigureName>('hex');
  const [wanted, setWanted] = useState<Carrier>('sample');
  const id = useId();
  const carriers = carriersOf(sample, record);
  const carrier = carriers.includes(wanted) ? wanted : carriers[0];
  if (carrier === undefined) return <p className="dim">{NO_FRAME}</p>;
  const figures = FIGURES_OF[carrier];
  const shown = figures.includes(figure) ? figure : figures[0]!;
  const inline = carrier === 'sample' ? undefined : record.inline?.[carrier];
  const address = addressOfFrame(carrier, record, shown);
  // What is handed out is read here as the frame will read it.
  const parsed = parseEmbedAddress(new URL(address).hash);
  if (typeof parsed === 'string') return <p role="alert">{parsed}</p>;
  return (
    <>
      <Choice
        label="Where its bytes come from"
        value={carrier}
        options={carriers.map((value) => ({ value, text: CARRIER_NAMES[value] }))}
        onChange={setWanted}
      />
      <Choice
        label="What the frame shows"
        value={shown}
        options={figures.map((value) => ({ value, text: value }))}
        onChange={setFigure}
      />
      <div className="dim" id={`${id}-says`}>
        <p>
          A frame that shows the record alive. It runs in a sandbox and leaves keys and wheel to
          your page.
        </p>
        {inline && <p>{inlineSays(inline, carrier === 'chunks', record.keysHidden)}</p>}
      </div>
      <ToCopy text={iframeCode(address, shown, record.caption)} says={`${id}-says`} />
    </>
  );
}

const NO_FRAME =
  'Neither a sample nor a link has this record: it is no part of the handshake and no chunk. Take HTML or the picture instead.';

function carriersOf(sample: boolean, { inline }: ReadyRecord): Carrier[] {
  return [
    ...(sample ? (['sample'] as const) : []),
    ...(inline ? (['chunks'] as const) : []),
    ...(inline?.payload ? (['payload'] as const) : []),
  ];
}

function addressOfFrame(carrier: Carrier, record: ReadyRecord, figure: FigureName): string {
  const base = window.location.origin + window.location.pathname;
  const { place, inline } = record;
  if (carrier === 'sample')
    return embedAddress(base, formatLocation(locationOf(inspector.getState())), figure);
  const { query = '' } = inline?.[carrier] ?? {};
  return inlineAddress(base, query, figure, carrier === 'chunks' ? place : { field: place.field });
}

const CARRIER_NAMES: Readonly<Record<Carrier, string>> = {
  sample: 'The sample',
  chunks: 'The link: chunks',
  payload: 'The link: payload',
};

/** What can be shown: of bytes in a link there is no session around the record. */
const FIGURES_OF: Readonly<Record<Carrier, readonly FigureName[]>> = {
  sample: FIGURES,
  chunks: ['hex', 'field', 'state'],
  payload: ['hex', 'field'],
};

function inlineSays(
  { bytes, omitted }: InlineRecord,
  chunks: boolean,
  keysHidden: boolean,
): string {
  const what = chunks
    ? `Its address carries ${counted(bytes, 'byte')}, and what the chunks before them have set: nothing else of the capture.`
    : `Its address carries the ${counted(bytes, 'byte')} of the payload and their message type: nothing else of the capture.`;
  const cut = omitted === 0 ? '' : ` ${omitted} more do not fit; a link holds ${MOST_INLINE}.`;
  const keys = keysHidden ? ' Stream keys became stars of the same length.' : '';
  return what + cut + keys;
}
