import { existsSync, readdirSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { Spool, type SpoolFile } from './spool.ts';

const spools: Spool[] = [];
afterEach(() => {
  for (const spool of spools.splice(0)) spool.close();
});

function open(mostBytes: number): Spool {
  const spool = new Spool(mostBytes);
  spools.push(spool);
  return spool;
}

const block = (length: number, fill: number): Uint8Array => new Uint8Array(length).fill(fill);

/** Everything from `start` on, up to the end of the file. */
async function readAll(file: SpoolFile, start = 0): Promise<number[]> {
  const found: number[] = [];
  for (;;) {
    const grown = file.grown();
    const bytes = await file.read(start + found.length, 3);
    if (bytes === undefined) return found;
    if (bytes.length === 0) await grown;
    found.push(...bytes);
  }
}

test('a file is read while it grows, from any place, to its end', async () => {
  const file = open(100).create('1', () => undefined);
  file.append([block(4, 1)]);
  const early = readAll(file);
  file.append([block(2, 2), block(2, 3)]);
  await file.grown();
  file.append([block(1, 4)]);
  file.end();
  expect(await early).toEqual([1, 1, 1, 1, 2, 2, 3, 3, 4]);
  expect(await readAll(file, 5)).toEqual([2, 3, 3, 4]);
});

test('a full file says so, and never ends inside a block', async () => {
  const file = open(10).create('1', () => undefined);
  file.append([block(8, 1)]);
  expect(file.full).toBeUndefined();
  file.append([block(8, 2)]);
  file.append([block(1, 3)]);
  expect(file.full).toMatch(/^The recording is full/);
  expect(await readAll(file)).toEqual([...block(8, 1)]);
});

test('files nobody writes to make room, the oldest first', async () => {
  const spool = open(10);
  const dropped: number[] = [];
  const files = Array.from({ length: 9 }, (_, i) => {
    const file = spool.create(String(i), () => dropped.push(i));
    file.append([block(10, i)]);
    if (i < 2) file.end();
    return file;
  });
  expect(dropped).toEqual([0]);
  expect(await files[0]!.read(0, 5)).toBeUndefined();
  expect(spool.size).toBe(80);
});

test('the folder goes with the program', async () => {
  const spool = open(10);
  const file = spool.create('1', () => undefined);
  file.append([block(3, 1)]);
  await file.grown();
  expect(readdirSync(spool.folder)).toEqual(['1']);
  spool.close();
  expect(existsSync(spool.folder)).toBe(false);
});
