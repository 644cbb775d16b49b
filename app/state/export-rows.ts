import { counted } from '../format/numbers.ts';
import { ask } from '../worker/client.ts';
import type { ExportFormat, ExportLevel } from '../worker/protocol.ts';
import { complain, notify, say } from './actions.ts';
import { hiddenKeys, MASK } from './mask.ts';
import { fileName, saveFile } from './save-file.ts';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
};
const ROW_WORDS: Readonly<Record<ExportLevel, string>> = {
  chunks: 'chunk',
  messages: 'message',
  segments: 'TCP segment',
};

/** Saves the rows of a table that match a filter as a file; stream keys stay hidden there as long as they are here. */
export async function exportRows(
  connection: number,
  level: ExportLevel,
  filter: string,
  format: ExportFormat,
): Promise<void> {
  try {
    await filterThrough(connection, level, filter);
    const what = { connection, level, filter, format, hide: hiddenKeys(), instead: MASK };
    const texts: string[] = [];
    let total = 1;
    for (let from = 0; from < total;) {
      const part = await ask('exportRows', { ...what, from });
      texts.push(part.text);
      ({ total } = part);
      // The rows may have become fewer than were counted: another source is open.
      from = part.next > from ? part.next : total;
    }
    saveFile(fileName(connection, level, format), new Blob(texts, { type: TYPES[format] }));
    say(`${counted(total, ROW_WORDS[level])} saved.`);
  } catch (error) {
    complain(error);
  }
}

/** Why the packets of the open capture cannot be saved; undefined when they can. */
export function reasonAgainstPackets(
  kind: 'capture' | 'raw' | 'text' | 'flv' | undefined,
): string | undefined {
  if (kind === 'capture') return undefined;
  return kind === 'flv'
    ? 'An FLV file has tags and no packets that could be saved.'
    : 'A dump has bytes and no packets that could be saved.';
}

/** Saves the packets of the capture that carry what matches a filter, as a pcapng file. */
export async function exportPackets(connection: number, filter: string): Promise<void> {
  try {
    await filterThrough(connection, 'segments', filter);
    const hide = hiddenKeys();
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let from = 0, done = false; !done;) {
      const part = await ask('slicePackets', { connection, filter, from, hide });
      if (part.hidden) {
        notify('These packets carry a stream key, which is hidden. Show stream keys, then save.');
        return;
      }
      if (part.done && part.packets === 0) {
        notify(
          from === 0
            ? 'No packet of the capture carries any of it.'
            : 'Nothing was saved: other packets were asked for before these were complete.',
        );
        return;
      }
      pieces.push(part.bytes as Uint8Array<ArrayBuffer>);
      if (part.done) say(`${counted(part.packets, 'packet')} saved.`);
      ({ next: from, done } = part);
    }
    saveFile(
      fileName(connection, 'packets', 'pcapng'),
      new Blob(pieces, { type: 'application/vnd.tcpdump.pcap' }),
    );
  } catch (error) {
    complain(error);
  }
}

async function filterThrough(
  connection: number,
  level: ExportLevel,
  filter: string,
): Promise<void> {
  while (!(await ask('filter', { connection, level, filter })).done);
}
