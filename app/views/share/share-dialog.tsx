import { useId, useState } from 'react';
import { Choice } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { setDialog } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';
import { FrameForm } from './frame-form.tsx';
import { markdownOf, staticHtmlOf, svgOf } from './share-texts.ts';
import { ToCopy } from './to-copy.tsx';
import { type ReadyRecord, useSharedRecord } from './use-shared-record.ts';
import './share.css';

type Form = 'link' | 'iframe' | 'markdown' | 'html' | 'svg' | 'vector';

const FORMS: readonly { readonly value: Form; readonly text: string }[] = [
  { value: 'link', text: 'Link' },
  { value: 'iframe', text: 'Frame' },
  { value: 'markdown', text: 'Markdown' },
  { value: 'html', text: 'HTML' },
  { value: 'svg', text: 'Picture (SVG)' },
  { value: 'vector', text: 'Test vector' },
];

/** The selected record for an article: as a link, a frame, or text that needs nothing of ours. */
export function ShareDialog() {
  const [form, setForm] = useState<Form>('link');
  const id = useId();
  const sample = useInspector(({ source }) => source?.kind === 'sample');
  const record = useSharedRecord();
  const close = () => setDialog(undefined);
  return (
    <Dialog title="Share this record" onClose={close}>
      <div className="share">
        <Choice label="Form" value={form} options={FORMS} onChange={setForm} />
        {form === 'iframe' ? (
          record && <FrameForm sample={sample} record={record} />
        ) : (
          <>
            <p className="dim" id={`${id}-says`}>
              {explanation(form, sample)}
            </p>
            <ToCopy text={record === undefined ? '' : textOf(form, record)} says={`${id}-says`} />
          </>
        )}
      </div>
    </Dialog>
  );
}

function explanation(form: Exclude<Form, 'iframe'>, sample: boolean): string {
  if (form === 'link')
    return sample
      ? 'Opens this sample at this record.'
      : 'The link holds the name and the size of your file, and nothing that is in it. Whoever opens it needs the file.';
  if (form === 'vector')
    return 'A TypeScript fixture for a report of wrong decoding: the bytes, what holds before them, and every field as it was read. Stream keys are stars as long as they are hidden on the page.';
  return sample
    ? 'Stands by itself: no script, nothing to load.'
    : 'Holds bytes of your file, as you see them here. Stream keys are hidden as long as they are hidden on the page.';
}

function textOf(form: Exclude<Form, 'iframe'>, record: ReadyRecord): string {
  switch (form) {
    case 'link':
      return record.link;
    case 'markdown':
      return markdownOf(record);
    case 'html':
      return staticHtmlOf(record);
    case 'svg':
      return svgOf(record);
    case 'vector':
      return record.vector;
  }
}
