import type { OneSource } from '../worker/protocol.ts';

/** What pasted text is called. */
const NAME = 'pasted text';

/**
 * Makes a source of pasted text that stands for bytes: digits, a hex dump, base64, an exported stream.
 * The worker reads it as it reads a file of text; here it is only asked whether there is anything in it,
 * so that a sentence pasted by mistake does not close a capture. Undefined when there is not.
 */
export async function sourceFromText(text: string): Promise<OneSource | undefined> {
  const { readTextDump } = await import('../../src-protocol/capture/text-dump.ts');
  if (!readTextDump(text)) return undefined;
  return { kind: 'bytes', name: NAME, bytes: new TextEncoder().encode(text) };
}
