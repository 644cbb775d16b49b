import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src-protocol/bytes/byte-source.ts';
import { HANDSHAKE_ORDER } from '../../../src-protocol/handshake/packet-name.ts';
import { Inspection } from '../../../src-protocol/inspect/inspection.ts';
import { answer } from '../../worker/answers.ts';
import type { Described, RecordRef } from '../../worker/protocol.ts';
import { View } from '../../worker/view.ts';
import { type FieldItem, fieldItems } from './field-items.ts';
import { FieldPlaces } from './field-places.ts';

const SAMPLES = new URL('../../../public/samples/', import.meta.url);
/** Records of each kind that are looked at in a sample; later ones repeat what these have. */
const MOST = 30;
const NO_WORDS = { field: () => undefined, structure: () => undefined };

function viewsOf(name: string): View[] {
  const bytes = new Uint8Array(readFileSync(new URL(name, SAMPLES)));
  const inspection = new Inspection();
  inspection.push(bytes);
  inspection.end();
  return inspection.connections.flatMap((one) =>
    one.session ? [new View(one, one.session, () => new MemorySource(bytes))] : [],
  );
}

function recordsOf(view: View): RecordRef[] {
  const { chunks, messages } = view.session;
  const rows = (length: number) => Array.from({ length: Math.min(MOST, length) }, (_, row) => row);
  return [
    ...HANDSHAKE_ORDER.filter((packet) => view.has(packet)).map((packet) => view.packetRef(packet)),
    ...rows(chunks.length).map((row) => view.chunkRef(row)),
    ...rows(messages.length).map((row) => view.messageRef(row)),
  ];
}

function isIn(item: FieldItem | undefined, parent: FieldItem): boolean {
  for (let at = item; at; at = at.parent) if (at === parent) return true;
  return false;
}

describe('F6: From tree to bytes and back to the tree', () => {
  it.each(readdirSync(SAMPLES).filter((name) => /\.(pcap|pcapng)$/.test(name)))(
    'every field is found where it lies: %s',
    (name) => {
      let fields = 0;
      const lost: string[] = [];
      for (const view of viewsOf(name))
        for (const record of recordsOf(view)) {
          const described = answer(view, 'describe', { record }).value as Described | undefined;
          if (!described) continue;
          const items = fieldItems(described, NO_WORDS);
          const places = new FieldPlaces(items);
          for (const item of items.byKey.values())
            for (const { start, end } of item.node?.ranges ?? []) {
              if (end <= start) continue;
              fields++;
              const found = places.at(start);
              // The message tells more of its bytes than the chunk that carries them.
              if (isIn(found, item) || (item.part === 'headers' && found?.part === 'body'))
                continue;
              lost.push(`${described.address} ${item.key}: ${found?.key ?? 'nothing'}`);
            }
        }
      expect(lost).toEqual([]);
      expect(fields).toBeGreaterThan(0);
    },
  );
});
