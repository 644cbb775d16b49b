import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fromHex } from '../bytes/hex.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { codecString } from './codec-string.ts';
import { videoTag } from './video-tag.ts';

const { records } = JSON.parse(
  readFileSync(new URL('../../corpus/vectors/media.json', import.meta.url), 'utf8'),
) as { records: Record<string, string> };

it.each([
  ['avcc', '1700000000', 'avc1.64000C'],
  ['hvcc', '9068766331', 'hvc1.1.6.L60.90'],
  ['av1c', '9061763031', 'av01.0.00M.08'],
  ['vpcc', '9076703039', 'vp09.00.11.08'],
])('%s is named as browsers want it', (record, header, name) => {
  const hex = header + records[record]!.replaceAll(' ', '');
  const [track] = videoTag(new WireReader(fromHex(hex))).tracks;
  expect(codecString(track!)).toBe(name);
});
