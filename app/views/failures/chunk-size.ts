import * as v from 'valibot';

/** Set Chunk Size has 31 bits, and 0 is none (§5.4.1). */
const ChunkSize = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^\d{1,10}$/),
  v.transform(Number),
  v.minValue(1),
  v.maxValue(0x7fffffff),
);

/** What somebody typed as a chunk size; undefined for nothing, `wrong` for what is none. */
export function readChunkSize(text: string): number | 'wrong' | undefined {
  if (text.trim() === '') return undefined;
  const read = v.safeParse(ChunkSize, text);
  return read.success ? read.output : 'wrong';
}
