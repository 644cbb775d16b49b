import { basename } from 'node:path';
import type { ByteSource } from '../src-protocol/bytes/byte-source.ts';
import type { Direction } from '../src-protocol/bytes/units.ts';
import { failuresOf } from '../src-protocol/inspect/inspection-failures.ts';
import { Inspection } from '../src-protocol/inspect/inspection.ts';
import type { ReadRequest } from './arguments.ts';
import { DecodeError, Input } from './input.ts';

/** What came of reading the files. */
export interface Reading {
  readonly inputs: readonly Input[];
  readonly inspection: Inspection;
  /** The first bytes of all. */
  readonly first: Uint8Array;
  readonly size: number;
}

/** What somebody does while files are read. */
export interface Reader {
  /** The bytes of records will be read again. */
  readonly again: boolean;
  /** A reading begins; bytes of connections are read back from there. */
  readonly open?: (sourceOf: (direction: Direction) => ByteSource) => void;
  /** More was read. Not called any more where the files have to be read once more. */
  readonly more?: (inspection: Inspection) => Promise<void>;
}

/**
 * Reads files to their ends; they stay open. Where bytes were decoded that their receiver never took, they are read once more
 * without the packets that turned out to be damaged.
 */
export async function readAll(
  files: readonly string[],
  request: ReadRequest,
  reader: Reader,
): Promise<Reading> {
  let reading = await readOnce(files, request, reader);
  if (reading.again) {
    for (const input of reading.inputs) input.close();
    reading = await readOnce(files, request, reader, reading.inspection.damaged);
  }
  reading.inspection.end();
  return reading;
}

/** Pushes everything, two files by turns, so that neither has to be kept until the other one ends. */
async function readOnce(
  files: readonly string[],
  request: ReadRequest,
  { again: twice, open, more }: Reader,
  damaged?: ReadonlySet<number>,
): Promise<Reading & { readonly again: boolean }> {
  const inputs = files.map((file) => new Input(file, twice));
  const inspection = new Inspection({
    chunkSizes: request.chunkSizes,
    as: request.as,
    pair: request.pair,
    names: files.map((file) => basename(file)),
    source: inputs[0]?.inPlace,
    force: request.force ? (request.connection ?? 0) : undefined,
    damaged,
  });
  open?.((direction) =>
    inspection.source(
      direction,
      inputs.map((input) => input.source),
    ),
  );
  const once = damaged !== undefined || !inputs.every(({ isFile }) => isFile);
  const again = (): boolean => !once && inspection.damaged.size > 0;
  const readers = inputs.map((input) => input.blocks());
  let first = new Uint8Array(0);
  let size = 0;
  for (let left = true; left;) {
    left = false;
    for (const [file, reader] of readers.entries()) {
      const { value } = await reader.next();
      if (!value) {
        inspection.ended(file);
        continue;
      }
      left = true;
      if (size === 0) first = value.slice(0, 64);
      size += value.length;
      inspection.push(value, file);
    }
    if (!again()) await more?.(inspection);
  }
  return { inputs, inspection, first, size, again: again() };
}

/** What there is to say about files that were read, a sentence each. */
export function remarksOf({ inputs, inspection }: Reading, request: ReadRequest): string[] {
  const [side] = inspection.sides;
  // Somebody who names the client first should hear that it is the other one.
  const isTurned = request.pair && request.as === undefined && side?.direction === 1;
  return [
    ...inputs.flatMap(({ damage }) =>
      damage === undefined ? [] : [`${damage} Everything before is printed.`],
    ),
    ...inspection.remarks,
    ...(isTurned ? [`${side.name} was taken for the server’s bytes, since ${side.why}.`] : []),
  ];
}

/** Why nothing could be decoded, and what would help. */
export function nothingDecoded(
  name: string,
  { inputs, inspection, first, size }: Reading,
): DecodeError {
  const broken = inputs.find(({ damage }) => damage !== undefined);
  if (size === 0 && broken) return new DecodeError(`${name}: ${broken.damage}`);
  const [failure] = failuresOf(inspection, size, first);
  return new DecodeError(
    `${name}: ${failure?.text ?? 'Nothing could be decoded.'} ${failure?.help ?? ''}`.trim(),
  );
}

/** There is no connection with the number that was asked for. */
export function noConnection(
  name: string,
  wanted: number,
  { connections }: Inspection,
): DecodeError {
  return new DecodeError(
    `${name}: There is no connection ${wanted}. The capture has ${connections.length}, numbered from 0.`,
  );
}
