import { isIPv4, isIPv6 } from 'node:net';

/** An address as a socket tells it, as its 4 or 16 bytes; an IPv4 one inside IPv6 as 4. */
export function ipBytes(text: string): Uint8Array {
  const plain = text.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return Uint8Array.from(plain.split('.').map(Number));
  const bytes = new Uint8Array(16);
  if (!isIPv6(plain)) return bytes;
  const [head = '', tail] = plain.split('::');
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  bytes.set(before, 0);
  bytes.set(after, 16 - after.length);
  return bytes;
}

function groups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (group.includes('.')) return group.split('.').map(Number);
    const value = parseInt(group, 16);
    return [value >> 8, value & 255];
  });
}
