import { useId, useMemo, useState } from 'react';
import { Choice } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FIGURES, type FigureName } from '../../embed/embed-address.ts';
import { setDialog } from '../../state/actions.ts';
import { locationOf } from '../../state/history.ts';
import { formatLocation } from '../../state/location.ts';
import { streamKeys } from '../../state/mask.ts';
import { currentConnection, inspector, useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import {
  embedAddress,
  iframeCode,
  markdownOf,
  type SharedRecord,
  staticHtmlOf,
  svgOf,
} from './share-texts.ts';
import { sharedRecord } from './shared-record.ts';
import './share.css';

type Form = 'link' | 'iframe' | 'markdown' | 'html' | 'svg';

const FORMS: readonly { readonly value: Form; readonly text: string }[] = [
  { value: 'link', text: 'Link' },
  { value: 'iframe', text: 'Frame' },
  { value: 'markdown', text: 'Markdown' },
  { value: 'html', text: 'HTML' },
  { value: 'svg', text: 'Picture (SVG)' },
];

/** Bytes of a record that go into an article; more would drown it. */
const MOST_SHARED = 256;

/** The selected record for an article: as a link, a frame, or text that needs nothing of ours. */
export function ShareDialog() {
  const [form, setForm] = useState<Form>('link');
  const [figure, setFigure] = useState<FigureName>('hex');
  const id = useId();
  const sample = useInspector(({ source }) => source?.kind === 'sample');
  const record = useSharedRecord();
  const text = record === undefined ? '' : textOf(form, figure, record);
  const close = () => setDialog(undefined);
  return (
    <Dialog title="Share this record" onClose={close}>
      <div className="share">
        <Choice label="Form" value={form} options={FORMS} onChange={setForm} />
        {form === 'iframe' && (
          <Choice
            label="What the frame shows"
            value={figure}
            options={FIGURES.map((value) => ({ value, text: value }))}
            onChange={setFigure}
          />
        )}
        <p className="dim" id={`${id}-says`}>
          {explanation(form, sample)}
        </p>
        {form === 'iframe' && !sample ? null : (
          <>
            <textarea
              className="text-field mono share-text"
              readOnly
              rows={8}
              value={text}
              aria-label="What to copy"
              aria-describedby={`${id}-says`}
            />
            <CopyButton text={text} label="Copy" />
          </>
        )}
      </div>
    </Dialog>
  );
}

function explanation(form: Form, sample: boolean): string {
  if (form === 'iframe')
    return sample
      ? 'A frame that shows the record alive. It runs in a sandbox and leaves keys and wheel to your page.'
      : 'Frames can only show samples: your file is on your machine, and stays there. Take HTML or the picture instead.';
  if (form === 'link')
    return sample
      ? 'Opens this sample at this record.'
      : 'The link holds the name and the size of your file, and nothing that is in it. Whoever opens it needs the file.';
  return sample
    ? 'Stands by itself: no script, nothing to load.'
    : 'Holds bytes of your file, as you see them here. Stream keys are hidden as long as they are hidden on the page.';
}

function textOf(form: Form, figure: FigureName, record: SharedRecord): string {
  switch (form) {
    case 'link':
      return record.link;
    case 'iframe': {
      const { origin, pathname } = window.location;
      const hash = formatLocation(locationOf(inspector.getState()));
      return iframeCode(embedAddress(origin + pathname, hash, figure), figure, record.caption);
    }
    case 'markdown':
      return markdownOf(record);
    case 'html':
      return staticHtmlOf(record);
    case 'svg':
      return svgOf(record);
  }
}

/** The selected record with its bytes in groups; undefined until the worker has answered. */
function useSharedRecord(): SharedRecord | undefined {
  const selection = useInspector((state) => state.selection);
  const connection = useInspector(currentConnection);
  const reveal = useInspector((state) => state.revealKeys);
  const { answer: described } = useAnswer('describe', selection && { record: selection });
  const { answer: read } = useAnswer(
    'bytes',
    described && {
      connection: described.record.connection,
      direction: described.record.direction,
      start: described.start,
      end: Math.min(described.end, described.start + MOST_SHARED),
    },
  );
  return useMemo(() => {
    if (!described || read?.start !== described.start) return undefined;
    const keys = reveal ? [] : streamKeys(connection);
    return sharedRecord(described, read, keys, window.location.href);
  }, [described, read, connection, reveal]);
}
