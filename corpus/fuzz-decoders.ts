import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex } from '../src-protocol/bytes/hex.ts';
import { type Decoder, DECODERS } from './decoders.ts';
import type { FuzzResult } from './fuzz.ts';
import { corpusFile, CORPUS } from './inspect-file.ts';
import { Chance, mutate } from './mutate.ts';
import { SPECIMENS } from './specimens.ts';
import { vectorPayloads } from './vectors.ts';

/** Milliseconds after which an input counts as one that hangs. */
const PATIENCE = 1000;
/** Bytes of an input that is made up. */
const LONGEST = 200;
/** Bytes that lengths, counts and markers go wrong with. */
const ODD = [0, 1, 2, 3, 4, 5, 7, 9, 0x0a, 0x11, 0x7f, 0x80, 0xf0, 0xff];

/**
 * Gives so many inputs to every decoder by turns: made up of bytes, made up behind the start that the decoder
 * knows, and vectors and specimens with things wrong. What throws, hangs or grows is kept in `crashes`.
 */
export function fuzzDecoders(
  inputs: number,
  seed: number,
  say: (line: string) => void,
): FuzzResult {
  const chance = new Chance(seed);
  const crashes = new Map<string, string>();
  const originals = originalsByType();
  for (let run = 0; run < inputs; run++) {
    const decoder = DECODERS[run % DECODERS.length]!;
    const input = inputFor(decoder, originals, chance);
    const failure = failureOf(decoder, input);
    if (failure === undefined || crashes.has(failure)) continue;
    const file = keep(decoder, input);
    crashes.set(failure, file);
    say(`${file}: ${decoder.name}: ${failure}`);
  }
  return { runs: inputs, crashes: [...crashes.values()] };
}

/** Vectors and specimens by the decoder that reads them. */
function originalsByType(): ReadonlyMap<number | string, Uint8Array[]> {
  const originals = new Map<number | string, Uint8Array[]>();
  const add = (key: number | string, bytes: Uint8Array): void => {
    originals.set(key, [...(originals.get(key) ?? []), bytes]);
  };
  for (const { messageTypeId, hex } of vectorPayloads()) add(messageTypeId, fromHex(hex)!);
  for (const { messageTypeId, payload } of SPECIMENS) add(messageTypeId, payload);
  for (const name of ['digest-first', 'key-first', 'librtmp-rtmpe-type-8'])
    add(
      'handshake',
      Uint8Array.from([
        ...corpusFile(`handshake/${name}.c2s`),
        ...corpusFile(`handshake/${name}.s2c`),
      ]),
    );
  return originals;
}

function inputFor(
  { name, messageTypeId, start }: Decoder,
  originals: ReadonlyMap<number | string, Uint8Array[]>,
  chance: Chance,
): Uint8Array {
  const known = originals.get(messageTypeId ?? name);
  if (known && chance.below(3) === 0) return mutate(chance.of(known), chance);
  const tail = Uint8Array.from({ length: chance.below(LONGEST) }, () =>
    chance.below(2) === 0 ? chance.of(ODD) : chance.below(256),
  );
  return Uint8Array.from([...start, ...tail]);
}

/** Why an input cannot be looked at; undefined when it can. */
function failureOf(decoder: Decoder, input: Uint8Array): string | undefined {
  const start = performance.now();
  try {
    decoder.run(input);
  } catch (error) {
    const place = error instanceof Error ? /\n\s+at (.*)/.exec(error.stack ?? '')?.[1] : undefined;
    return `${String(error).replace(/\d+/g, 'N')} ${place ?? ''}`;
  }
  return performance.now() - start > PATIENCE ? 'takes too long' : undefined;
}

function keep(decoder: Decoder, input: Uint8Array): string {
  const folder = join(CORPUS, 'crashes');
  mkdirSync(folder, { recursive: true });
  const hash = createHash('sha1').update(input).digest('hex').slice(0, 12);
  const kind = decoder.messageTypeId ?? decoder.name.replaceAll(' ', '-');
  const file = join(folder, `${hash}.${kind}.payload`);
  writeFileSync(file, input);
  return file;
}
