import { expect, it } from 'vitest';
import { structureById } from '../../../src-protocol/inspect/dictionary.ts';
import { fieldStops, HEADERS_KEY, nextStop } from '../../state/field-keys.ts';
import { answer } from '../../worker/answers.ts';
import type { Described } from '../../worker/protocol.ts';
import { captureView } from '../../worker/view.test-support.ts';
import { fieldItems } from './field-items.ts';
import { fieldById } from './words.ts';

const view = captureView('real/01c-ffmpeg-publish-nginx-2s.pcapng');
const records = [
  view.packetRef('C1'),
  ...[0, 1, 5, 20].map((row) => view.chunkRef(row)),
  ...[0, 1, 4, 12].map((row) => view.messageRef(row)),
];

it('steps go over the very fields that the tree shows, each once, and back again', () => {
  for (const record of records) {
    const described = answer(view, 'describe', { record }).value as Described;
    const stops = fieldStops(described);
    const { byKey } = fieldItems(described, { field: fieldById, structure: structureById });
    const shown = [...byKey.keys()].filter((key) => key !== HEADERS_KEY);
    expect(stops.map(({ key }) => key)).toEqual(shown);

    const forwards: string[] = [];
    for (let at = nextStop(stops, undefined, 1); at; at = nextStop(stops, at, 1)) forwards.push(at);
    expect(forwards).toEqual(
      [...byKey.values()]
        .filter(({ key, children }) => key !== HEADERS_KEY && children.length === 0)
        .map(({ key }) => key),
    );
    const back = [forwards.at(-1)!];
    for (let at = nextStop(stops, back[0], -1); at; at = nextStop(stops, at, -1)) back.push(at);
    expect(back.reverse()).toEqual(forwards);
  }
});
