import { counted } from '../format/numbers.ts';
import { ask } from '../worker/client.ts';
import type { SavableStream } from '../worker/session-questions.ts';
import { complain, notify, say } from './actions.ts';
import { hiddenKeys } from './mask.ts';
import { fileName, saveFile } from './save-file.ts';
import { inspector } from './store.ts';

type Form = SavableStream['forms'][number];

/** Forms as people say them, with what their files are called and are to browsers. */
export const FORMS: Readonly<
  Record<Form, { readonly text: string; readonly ending: string; readonly type: string }>
> = {
  flv: { text: 'FLV: audio, video and metadata', ending: 'flv', type: 'video/x-flv' },
  h264: { text: 'H.264 alone (Annex B)', ending: 'h264', type: 'video/h264' },
  hevc: { text: 'HEVC alone (Annex B)', ending: 'h265', type: 'video/h265' },
  aac: { text: 'AAC alone (ADTS)', ending: 'aac', type: 'audio/aac' },
  mp3: { text: 'MP3 alone', ending: 'mp3', type: 'audio/mpeg' },
};

/**
 * Saves a stream as a file. `onProgress` is told how many messages are written, and returns false to give up. Bytes go to the
 * browser as they come, so that neither the worker nor the page holds all of them.
 */
export async function saveStream(
  connection: number,
  stream: SavableStream,
  form: Form,
  onProgress: (written: number) => boolean,
): Promise<void> {
  const { direction, messageStreamId } = stream;
  const { ending, type } = FORMS[form];
  const what = { connection, direction, messageStreamId, form, hide: hiddenKeys() };
  const pieces: Blob[] = [];
  try {
    for (let from = 0; ;) {
      const part = await ask('saveStream', { ...what, from });
      if (!part) {
        notify('Nothing was saved: another file was asked for before this one was complete.');
        return;
      }
      const { bytes, next, written, done, remarks } = part;
      if (bytes.length > 0) pieces.push(new Blob([bytes as Uint8Array<ArrayBuffer>]));
      if (!onProgress(written)) return;
      from = next;
      if (!done) continue;
      const said = remarks.join(' ');
      if (written === 0) notify(`There is nothing to save. ${said}`.trim());
      else {
        saveFile(fileName(connection, nameOf(stream), ending), new Blob(pieces, { type }));
        say(`${counted(written, 'message')} saved.`);
        if (said !== '') notify(`What was saved of the stream is not all of it: ${said}`);
      }
      return;
    }
  } catch (error) {
    complain(error);
  }
}

/** What a stream is called in the name of its file: its own name only where that may be seen. */
function nameOf({ name, direction, messageStreamId }: SavableStream): string {
  if (name !== undefined && name !== '' && inspector.getState().revealKeys)
    return name.slice(0, 80);
  return `${direction === 0 ? 'client' : 'server'} stream ${messageStreamId}`;
}
