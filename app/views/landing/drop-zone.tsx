import { useEffect, useRef, useState } from 'react';
import { notify, open, openFiles } from '../../state/actions.ts';
import { providePicker } from '../../state/commands.ts';
import { sourceFromText } from '../../state/input.ts';
import { useInspector } from '../../state/store.ts';
import './landing.css';

/**
 * The ways in, on every page: the file input (labelled, in the tab order, drawn by the buttons that
 * open it), a drop anywhere, a paste anywhere but in a field.
 */
export function DropZone() {
  const input = useRef<HTMLInputElement>(null);
  const replaces = useInspector((state) =>
    state.phase === 'empty' ? undefined : state.sourceName,
  );
  const [over, setOver] = useState(false);

  useEffect(() => providePicker(() => input.current?.click()), []);
  useEffect(() => listenForDrops(setOver), []);
  useEffect(() => {
    window.addEventListener('paste', pasted);
    return () => window.removeEventListener('paste', pasted);
  }, []);

  return (
    <>
      <section className="file-input" aria-label="File">
        <label htmlFor="open-a-capture">Open a capture</label>
        <input
          ref={input}
          id="open-a-capture"
          type="file"
          multiple
          tabIndex={-1}
          onChange={(event) => {
            openFiles([...(event.currentTarget.files ?? [])]);
            // The same file can be chosen again.
            event.currentTarget.value = '';
          }}
        />
      </section>
      {over && (
        <div className="drop-overlay" role="status">
          <p>
            <strong>Drop to open</strong>
          </p>
          <p>
            {replaces === undefined
              ? 'The capture is read in this tab and sent nowhere.'
              : `It takes the place of ${replaces}. It is read in this tab and sent nowhere.`}
          </p>
        </div>
      )}
    </>
  );
}

function listenForDrops(show: (over: boolean) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  // Moving over a child leaves the parent: only when no enter follows has the pointer left the window.
  let depth = 0;
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  const over = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (event.type === 'dragenter') depth++;
    show(true);
  };
  window.addEventListener('dragenter', over, { signal });
  window.addEventListener('dragover', over, { signal });
  window.addEventListener(
    'dragleave',
    () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) show(false);
    },
    { signal },
  );
  window.addEventListener(
    'drop',
    (event) => {
      depth = 0;
      show(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      openFiles([...(event.dataTransfer?.files ?? [])]);
    },
    { signal },
  );
  return () => stop.abort();
}

function pasted(event: ClipboardEvent): void {
  const target = event.target;
  if (target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]')) return;
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length > 0) {
    event.preventDefault();
    openFiles(files);
    return;
  }
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (text.trim() === '') return;
  event.preventDefault();
  const source = sourceFromText(text);
  if (source) open(source);
  else notify('The pasted text is neither hexadecimal, nor a hex dump, nor base64.');
}
