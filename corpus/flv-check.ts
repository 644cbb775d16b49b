import { createHash } from 'node:crypto';

/** A tag of an FLV file. */
export interface CheckedTag {
  readonly type: number;
  readonly timestamp: number;
  readonly length: number;
  /** The first 12 hexadecimal digits of the SHA-1 of its data, as the truth has them. */
  readonly sha1: string;
}

/** What an FLV file holds, and what is wrong with how it is built. */
export interface CheckedFlv {
  readonly audio: boolean;
  readonly video: boolean;
  readonly tags: readonly CheckedTag[];
  readonly problems: readonly string[];
}

/** Walks through an FLV file by FLV 10.1, Annex E; shares nothing with the reader and the writer. */
export function checkFlv(file: Uint8Array): CheckedFlv {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const problems: string[] = [];
  const tags: CheckedTag[] = [];
  const expect = (what: string, found: number, wanted: number): void => {
    if (found !== wanted) problems.push(`${what} is ${found}, not ${wanted}`);
  };
  expect('the signature', view.getUint32(0), 0x464c5601);
  expect('a reserved flag', view.getUint8(4) & 0xfa, 0);
  expect('the header’s length', view.getUint32(5), 9);
  expect('the size before the first tag', view.getUint32(9), 0);
  let at = 13;
  while (at + 15 <= file.length) {
    const type = view.getUint8(at);
    const length = view.getUint32(at) & 0xffffff;
    const timestamp = (view.getUint32(at + 4) >>> 8) + view.getUint8(at + 7) * 2 ** 24;
    if (![8, 9, 18].includes(type)) problems.push(`at ${at} a tag of type ${type}`);
    expect(`the stream ID at ${at}`, view.getUint32(at + 7) & 0xffffff, 0);
    const end = at + 11 + length;
    if (end + 4 > file.length) break;
    const data = file.subarray(at + 11, end);
    const sha1 = createHash('sha1').update(data).digest('hex').slice(0, 12);
    tags.push({ type, timestamp, length, sha1 });
    expect(`the size behind the tag at ${at}`, view.getUint32(end), length + 11);
    at = end + 4;
  }
  expect('the end', at, file.length);
  const flags = view.getUint8(4);
  const has = (type: number): number => Number(tags.some((tag) => tag.type === type));
  expect('the flag of audio', (flags >> 2) & 1, has(8));
  expect('the flag of video', flags & 1, has(9));
  expect('the first time', tags[0]?.timestamp ?? 0, 0);
  return { audio: (flags & 4) !== 0, video: (flags & 1) !== 0, tags, problems };
}
