import { type Direction, opposite } from '../bytes/units.ts';
import { sniff } from '../capture/sniff.ts';
import { DETECT_BYTES } from '../transport/detect.ts';
import { findChunk } from '../transport/evidence.ts';
import { beginsWithHandshake, type Side, sideOf } from '../transport/side.ts';
import { arePair, readDumpName } from './dump-name.ts';
import { RawDump } from './raw-dump.ts';
import { type InspectionOptions, optionsOf } from './inspection-options.ts';
import type { ReadingOptions } from './read-as.ts';

/** Whose bytes a file (or an end named in a text) was taken for, and why. */
export interface DumpSide extends Side {
  /** What it is called. */
  readonly name: string;
}

/** Who sent which of one or two runs of bytes. The client is the one that somebody says, else the one whose words are the client's. */
export function sidesOf(
  heads: readonly Uint8Array[],
  names: readonly string[],
  as: ReadingOptions['as'],
): DumpSide[] {
  const found = heads.map((head) => sideOf(head));
  const first = firstSide(found, names, as);
  return heads.map((_, file) => {
    const name = names[file] ?? (file === 0 ? 'the first' : 'the second');
    if (file === 0) return { ...first, name };
    const direction = opposite(first.direction);
    const own = found[1]!;
    return own.direction === direction && own.sure
      ? { ...own, name }
      : { direction, sure: first.sure, why: 'the other one is not', name };
  });
}

function firstSide(
  [a, b]: readonly Side[],
  names: readonly string[],
  as: ReadingOptions['as'],
): Side {
  if (as === 'client' || as === 'server')
    return { direction: as === 'client' ? 0 : 1, sure: true, why: 'that was asked for' };
  if (a!.sure) return a!;
  if (b?.sure) return { direction: opposite(b.direction), sure: true, why: 'the other one is not' };
  const { source, destination } = readDumpName(names[0] ?? '') ?? { source: '', destination: '' };
  const toServer = destination.endsWith(':1935');
  if (toServer !== source.endsWith(':1935'))
    return {
      direction: toServer ? 0 : 1,
      sure: false,
      why: `its name says that it went ${toServer ? 'to' : 'from'} port 1935`,
    };
  return b?.direction === a!.direction
    ? { direction: 0, sure: false, why: 'it was named first, and nothing in it tells' }
    : a!;
}

/** Whether two files can be the two directions of one connection: by their names, or by what is said in them. */
export function canBePair(heads: readonly Uint8Array[], names: readonly string[]): boolean {
  const [a, b] = heads.map((head) => sideOf(head));
  if (a!.sure && b!.sure && a!.direction === b!.direction) return false;
  const [first, second] = names.map(readDumpName);
  return first && second
    ? arePair(first, second)
    : a!.sure || b!.sure || a!.direction !== b!.direction;
}

/**
 * The first two of several files that are raw dumps and can be of one connection; those whose names say
 * so come first. Undefined when there are no such two.
 */
export function pairIn(
  heads: readonly Uint8Array[],
  names: readonly string[],
): readonly [number, number] | undefined {
  const raw = heads.map(isRawHead);
  const pairs: [number, number][] = [];
  for (let a = 0; a < heads.length; a++)
    for (let b = a + 1; b < heads.length; b++)
      if (raw[a] && raw[b] && canBePair([heads[a]!, heads[b]!], [names[a]!, names[b]!]))
        pairs.push([a, b]);
  return pairs.find((pair) => areNamedPair(pair.map((at) => names[at]!))) ?? pairs[0];
}

function areNamedPair(names: readonly string[]): boolean {
  const [first, second] = names.map(readDumpName);
  return first !== undefined && second !== undefined && arePair(first, second);
}

/** Whether a file with these first bytes is a raw dump, from the handshake on or from the middle. */
export function isRawHead(head: Uint8Array): boolean {
  const { format } = sniff(head);
  return format === 'rtmp' || (format === 'unknown' && findChunk(head, DETECT_BYTES) >= 0);
}

/** Reads one or two raw dumps as a session. */
export class DumpReader {
  readonly dump: RawDump;
  readonly sides: readonly DumpSide[];

  constructor(heads: readonly Uint8Array[], options: InspectionOptions & ReadingOptions) {
    const { names = [], as, resume } = options;
    this.sides = sidesOf(heads, names, as);
    const startSeen: [boolean, boolean] = [false, false];
    heads.forEach((head, file) => (startSeen[this.direction(file)] = beginsWithHandshake(head)));
    // Of one direction, the other one begins where it does.
    if (heads.length === 1) startSeen.fill(startSeen[0] || startSeen[1]);
    const forced = (as === 'client' || as === 'server') && !startSeen.includes(true);
    const resumed = resume && { direction: this.direction(0), from: resume };
    this.dump = new RawDump(
      { ...this.#ends(names), startSeen, forced, ...(resumed && { resumed }) },
      optionsOf(options, 0),
    );
  }

  /** Whose bytes a file has. */
  direction(file: number): Direction {
    return this.sides[file]?.direction ?? 0;
  }

  push(block: Uint8Array, file: number): void {
    this.dump.push(this.direction(file), block);
  }

  end(): void {
    // What is unfinished is told by the connection.
  }

  #ends(names: readonly string[]): { client?: string; server?: string } {
    for (const [file, name] of names.entries()) {
      const ends = readDumpName(name);
      if (!ends) continue;
      const { source, destination } = ends;
      return this.direction(file) === 0
        ? { client: source, server: destination }
        : { client: destination, server: source };
    }
    return {};
  }
}
