import { ask } from '../worker/client.ts';
import { messageOf } from '../worker/session-client.ts';
import { notify, openFiles } from './actions.ts';
import { isKeyLog } from './key-log-file.ts';
import { inspector } from './store.ts';

const { getState, setState } = inspector;

/** A key log that was dropped with a capture, until the capture is read and shows whether it needs one. */
let held: { readonly text: string; readonly openedAt: number } | undefined;

/**
 * Takes what somebody dropped, pasted or picked. A key log among the files is for the capture beside it, or, alone, for the
 * one that is open.
 */
export async function takeFiles(files: readonly File[]): Promise<void> {
  const are = await Promise.all(files.map(isKeyLog));
  const keyLogs = files.filter((_, at) => are[at]);
  const captures = files.filter((_, at) => !are[at]);
  if (keyLogs.length === 0) {
    openFiles(captures);
    return;
  }
  const texts = await Promise.all(keyLogs.map((file) => file.text()));
  const text = texts.join('\n');
  if (captures.length > 0) {
    openFiles(captures);
    held = { text, openedAt: getState().openedAt };
  } else if (getState().phase === 'empty') {
    notify(
      `${keyLogs[0]!.name} is a key log: secrets of TLS connections. Drop it together with the capture that it belongs to, or after that is open.`,
    );
  } else {
    const problem = await decipher(text);
    if (problem !== undefined) notify(problem);
  }
}

/**
 * Deciphers the TLS connections of the capture that is open, with a key log or the one it carries, and opens what comes of it
 * in its place. Resolves to what went wrong, in sentences.
 */
export async function decipher(keyLog: string | undefined): Promise<string | undefined> {
  const { sourceName = 'capture' } = getState();
  try {
    const { file: plain, problems } = await ask('decipher', { keyLog });
    if (!plain) return problems.join(' ');
    const file = new File([plain], nameOfPlain(sourceName));
    openFiles([file]);
    setState({ deciphered: { from: sourceName, file } });
    problems.forEach(notify);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** `session.pcapng.gz` becomes `session-deciphered.pcapng`. */
export function nameOfPlain(name: string): string {
  return `${name.replace(/(?:\.(?:pcapng|pcap|cap|gz|zst))+$/i, '')}-deciphered.pcapng`;
}

/** A capture that came with a key log is deciphered as soon as it is read. */
inspector.subscribe(({ done, openedAt, connections }) => {
  if (!held) return;
  const { text, openedAt: since } = held;
  if (openedAt === since && !done) return;
  held = undefined;
  if (openedAt !== since || !connections.some(({ tls }) => tls)) return;
  void decipher(text).then((problem) => {
    if (problem !== undefined) notify(problem);
  });
});
