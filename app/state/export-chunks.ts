import { counted } from '../format/numbers.ts';
import { ask } from '../worker/client.ts';
import type { ExportFormat } from '../worker/protocol.ts';
import { complain, say } from './actions.ts';
import { saveFile } from './save-file.ts';
import { inspector } from './store.ts';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
};

/** Saves the chunks that match a filter as a file. */
export async function exportChunks(
  connection: number,
  filter: string,
  format: ExportFormat,
): Promise<void> {
  try {
    while (!(await ask('filter', { connection, level: 'chunks', filter })).done);
    const texts: string[] = [];
    let total = 1;
    for (let from = 0; from < total;) {
      const part = await ask('exportChunks', { connection, filter, from, format });
      texts.push(part.text);
      ({ total } = part);
      // The rows may have become fewer than were counted: another source is open.
      from = part.next > from ? part.next : total;
    }
    const name = `${inspector.getState().capture?.name ?? 'capture'} c${connection} chunks.${format}`;
    saveFile(name, new Blob(texts, { type: TYPES[format] }));
    say(`${counted(total, 'chunk')} saved.`);
  } catch (error) {
    complain(error);
  }
}
