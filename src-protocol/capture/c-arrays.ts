import type { Stretch, TextDump } from './text-dump.ts';

/**
 * A followed stream as Wireshark saves it for C: an array for each run of bytes, whose name says whose
 * it is.
 *
 * ```
 * char peer0_0[] = { /* Packet 4 *\/
 * 0x03, 0x00, … };
 * char peer1_0[] = {
 * ```
 */
export function readCArrays(text: string): TextDump | undefined {
  const stretches: Stretch[] = [];
  for (const [, peer, digits] of text.matchAll(ARRAY)) {
    const bytes = Uint8Array.from(
      digits!.replace(/\/\*.*?\*\//g, '').match(/0x[0-9a-f]{1,2}\b/gi) ?? [],
      Number,
    );
    if (bytes.length > 0)
      stretches.push({ peer: peer === '0' ? 0 : 1, bytes, time: NaN, skipped: 0 });
  }
  if (stretches.length === 0) return undefined;
  return {
    name: 'a followed stream of Wireshark, as C arrays',
    content: { kind: 'streams', stretches, peers: [] },
  };
}

const ARRAY = /\bchar\s+peer([01])_\d+\s*\[\s*\d*\s*\]\s*=\s*\{([^}]*)\}/g;
