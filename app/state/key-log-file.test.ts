import { expect, it } from 'vitest';
import { isKeyLog } from './key-log-file.ts';

const LINE = `CLIENT_RANDOM ${'5a'.repeat(32)} ${'01'.repeat(48)}`;

it.each([
  ['keys.log', LINE, true],
  ['sslkeylog.txt', `# made by a program\r\n${LINE}\r\n`, true],
  ['keys', LINE.replace('CLIENT_RANDOM', 'CLIENT_TRAFFIC_SECRET_0'), true],
  ['session.pcapng', LINE, false],
  ['notes.txt', 'CLIENT_RANDOM is what a key log has', false],
  ['bytes.txt', '03 00 00 0b 68', false],
  ['empty', '', false],
])('%s', async (name, text, is) => {
  expect(await isKeyLog(new File([text], name))).toBe(is);
});
