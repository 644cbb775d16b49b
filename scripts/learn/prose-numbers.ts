/** What a component says is bound to bytes and checked by the build; addresses, links and commands to type are not prose. */
const NOT_PROSE = [
  /^```[\s\S]*?^```$/gm,
  /<(Field|Show|Step)\b[^>]*>[\s\S]*?<\/\1>/g,
  /<[^>]*>/g,
  /\]\([^)]*\)/g,
  /^(import|export) .*$/gm,
];

/** A number of digits, with spaces, commas or a point in it, or a byte of two hexadecimal digits in code. */
const NUMBER = /(?<![\w.])\d+(?:[ \u00a0\u202f,.]\d{3})*(?:\.\d+)?(?![\w])/g;
const CODE = /`([^`]*)`/g;
const HEX = /(?<![\w.])(?:0x)?[0-9a-f]{2,8}(?![\w.])/gi;

/** Every number and every byte that a chapter's own words name, in the order of the text, each as often as it is there. */
export function proseNumbers(mdx: string): string[] {
  let text = mdx;
  for (const pattern of NOT_PROSE) text = text.replaceAll(pattern, ' ');
  const found: string[] = [];
  const words = text.replaceAll(CODE, (_, code: string) => {
    for (const [one] of code.matchAll(HEX)) if (/\d|^[a-f]{2}$/i.test(one)) found.push(one);
    return ' ';
  });
  for (const [one] of words.matchAll(NUMBER)) found.push(one);
  return found;
}

/** The numbers of a chapter that are left when those of its checked sentences are taken away. */
export function uncheckedNumbers(mdx: string, checked: readonly string[]): string[] {
  const left = proseNumbers(mdx);
  for (const number of checked.flatMap(proseNumbers)) {
    const at = left.indexOf(number);
    if (at >= 0) left.splice(at, 1);
  }
  return left.sort();
}
