/** A sentence's beginning as it stands inside of one: `Bytes are missing` becomes `bytes are missing`, `RTMP` stays. */
export function uncapitalised(text: string): string {
  return /^[A-Z](?![A-Z])/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}
