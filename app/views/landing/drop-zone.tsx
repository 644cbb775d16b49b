import { useEffect, useRef, useState } from 'react';
import { addDirection, notify, open } from '../../state/actions.ts';
import { picked, providePicker } from '../../state/commands.ts';
import { takeFiles } from '../../state/decipher.ts';
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
  const oneSided = useInspector(
    ({ capture }) => capture?.kind === 'raw' && capture.sides.length === 1,
  );
  const [over, setOver] = useState(false);
  const add = useRef<HTMLDivElement>(null);

  useEffect(() => providePicker(() => input.current?.click()), []);
  useEffect(() => listenForDrops(setOver, () => add.current), []);
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
            picked([...(event.currentTarget.files ?? [])]);
            // The same file can be chosen again.
            event.currentTarget.value = '';
          }}
        />
      </section>
      {over && (
        <div className="drop-overlay" role="status">
          {oneSided && (
            <div className="drop-target" ref={add}>
              <p>
                <strong>Drop here to add the other direction</strong>
              </p>
              <p>Both dumps are read as one session.</p>
            </div>
          )}
          <div className="drop-target">
            <p>
              <strong>Drop {oneSided ? 'here ' : ''}to open</strong>
            </p>
            <p>
              {replaces === undefined
                ? 'The capture is read in this tab and sent nowhere.'
                : `It takes the place of ${replaces}. It is read in this tab and sent nowhere.`}
            </p>
          </div>
        </div>
      )}
    </>
  );
}

function listenForDrops(
  show: (over: boolean) => void,
  addTarget: () => HTMLElement | null,
): () => void {
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
      const adds = isInside(event, addTarget());
      show(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (adds && files.length === 1) addDirection(files[0]!);
      else void takeFiles(files);
    },
    { signal },
  );
  return () => stop.abort();
}

/** The overlay takes no pointer events, so that the page below gets them: where it was dropped is looked up. */
function isInside({ clientX, clientY }: DragEvent, target: HTMLElement | null): boolean {
  if (!target) return false;
  const { left, right, top, bottom } = target.getBoundingClientRect();
  return clientX >= left && clientX < right && clientY >= top && clientY < bottom;
}

function pasted(event: ClipboardEvent): void {
  const target = event.target;
  if (target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]')) return;
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length > 0) {
    event.preventDefault();
    void takeFiles(files);
    return;
  }
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (text.trim() === '') return;
  event.preventDefault();
  void openText(text);
}

async function openText(text: string): Promise<void> {
  const source = await sourceFromText(text);
  if (source) open(source);
  else
    notify(
      'The pasted text is neither hexadecimal, nor a hex dump, nor base64, nor a followed stream of Wireshark.',
    );
}
