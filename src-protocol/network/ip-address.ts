/** The text of an IPv4 address: `192.0.2.1`. */
export function ipv4Text(address: Uint8Array): string {
  return address.join('.');
}

/**
 * The text of an IPv6 address as RFC 5952 wants it: lower case, no leading zeros, the longest run of
 * two or more zero groups as `::`. An IPv4-mapped address ends in dotted form.
 */
export function ipv6Text(address: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, i) => (address[2 * i]! << 8) | address[2 * i + 1]!);
  if (groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0))
    return `::ffff:${ipv4Text(address.subarray(12))}`;
  let runStart = -1;
  let runLength = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > runLength) {
      runStart = i;
      runLength = end - i;
    }
    i = Math.max(i, end - 1);
  }
  const text = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':');
  if (runStart < 0) return text(0, 8);
  return `${text(0, runStart)}::${text(runStart + runLength, 8)}`;
}

/** The text of an address of 4 or 16 bytes. */
export function ipText(address: Uint8Array): string {
  return address.length === 4 ? ipv4Text(address) : ipv6Text(address);
}

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const IPV6 = /^[\da-f:]*:[\da-f:]*(?:\d{1,3}(?:\.\d{1,3}){3})?$/i;

/**
 * The 4 or 16 bytes of an address in text; an IPv4 one inside IPv6 as 4, a zone (`%eth0`) left out. What is no address
 * is sixteen zeros.
 */
export function ipBytes(text: string): Uint8Array {
  const plain = text.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (IPV4.test(plain)) return Uint8Array.from(plain.split('.').map(Number));
  const bytes = new Uint8Array(16);
  if (!IPV6.test(plain)) return bytes;
  const [head = '', tail] = plain.split('::');
  const before = groupBytes(head);
  const after = tail === undefined ? [] : groupBytes(tail);
  if (before.length + after.length > 16) return bytes;
  bytes.set(before, 0);
  bytes.set(after, 16 - after.length);
  return bytes;
}

function groupBytes(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (group.includes('.')) return group.split('.').map(Number);
    const value = parseInt(group, 16);
    return [value >> 8, value & 255];
  });
}
