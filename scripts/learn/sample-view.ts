import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { View } from '../../app/worker/view.ts';
import { MemorySource } from '../../src-protocol/bytes/byte-source.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import { SAMPLES } from '../sample-list.js';

const FOLDER = join(process.cwd(), 'corpus/captures');
const opened = new Map<string, { inspection: Inspection; source: MemorySource }>();
const views = new Map<string, View>();

/** A connection of a sample, as the page's worker sees it. Throws when there is none of that number. */
export function sampleView(id: string, connection: number): View {
  const key = `${id} ${connection}`;
  const known = views.get(key);
  if (known) return known;
  const { inspection, source } = openSample(id);
  const found = inspection.connections.find(({ number }) => number === connection);
  if (!found?.session) throw new Error(`the sample ${id} has no RTMP connection ${connection}`);
  const view = new View(found, found.session, () => source);
  views.set(key, view);
  return view;
}

/** Every RTMP connection of a sample. */
export function sampleConnections(id: string): View[] {
  return openSample(id)
    .inspection.connections.filter(({ session }) => session !== undefined)
    .map(({ number }) => sampleView(id, number));
}

function openSample(id: string): { inspection: Inspection; source: MemorySource } {
  const known = opened.get(id);
  if (known) return known;
  const sample = SAMPLES.find((one) => one.id === id);
  if (!sample) throw new Error(`there is no sample ${id}`);
  const bytes = readFileSync(join(FOLDER, sample.from));
  const source = new MemorySource(bytes);
  const inspection = new Inspection({ source });
  inspection.push(bytes);
  inspection.end();
  const result = { inspection, source };
  opened.set(id, result);
  return result;
}
