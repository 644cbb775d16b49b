/** A line of a dump: an offset, and digits behind it that may be followed by their text. */
export interface HexRow {
  /** Number of the line. */
  readonly line: number;
  /** Blanks before the offset; a tab counts four. Dumps of two ends indent one of them. */
  readonly indent: number;
  readonly offset: string;
  /** Groups of digits, with the number of blanks before each. */
  readonly groups: readonly { readonly digits: string; readonly gap: number }[];
  /** Whether the offset is followed by a colon, as xxd and tcpdump write it. */
  readonly colon: boolean;
}

/** A line with a star stands for rows like the one before, up to the next offset. */
export interface SameRows {
  readonly line: number;
  readonly same: true;
}

/**
 * Lines of xxd, hexdump, od, tcpdump -x and Wireshark that begin with an offset:
 *
 * ```
 * 00000010: 0300 1985  ....          xxd
 * 00000010  03 00 19 85  |....|      hexdump -C, Wireshark
 * 0000020 03 00 19 85                od -t x1, offsets in octal
 *         0x0010:  4500 0034  E..4   tcpdump -X
 * ```
 */
export function hexRows(lines: readonly string[]): (HexRow | SameRows)[] {
  const rows: (HexRow | SameRows)[] = [];
  lines.forEach((text, line) => {
    if (text.trim() === '*') {
      rows.push({ line, same: true });
      return;
    }
    const match = /^([ \t>]*)(?:0x)?([0-9a-f]{4,16})(:?)(?=[ \t]|$)(.*)$/i.exec(text);
    if (!match) return;
    const [, indent = '', offset = '', colon, rest = ''] = match;
    const groups: { digits: string; gap: number }[] = [];
    for (const [, gap = '', digits = '', after] of rest.matchAll(/([ \t]+)([0-9a-f]+)(?=(.?))/gi)) {
      // A group ends at a blank, or where the text column begins at once.
      if (digits.length % 2 !== 0 || !/^[ \t|]?$/.test(after ?? '')) break;
      groups.push({ digits, gap: gap.length });
      if (after === '|') break;
    }
    // Something that is neither digits nor their text, right behind the offset: a sentence with a number.
    if (groups.length === 0 && rest.trim() !== '') return;
    // Digits in groups, without an offset before them.
    const [first] = groups;
    if (!colon && first?.gap === 1 && first.digits.length === offset.length) return;
    rows.push({
      line,
      indent: indent.replaceAll('\t', '    ').length,
      offset,
      groups,
      colon: colon === ':',
    });
  });
  return rows;
}

/**
 * The bytes of a row. Its text may look like digits, too: it begins behind a gap of two blanks that is
 * not the one in the middle, or when there are as many bytes as a row can have.
 */
export function rowBytes({ groups }: HexRow, most: number, words: boolean): Uint8Array {
  const bytes: number[] = [];
  for (const [at, { digits, gap }] of groups.entries()) {
    if (at > 0 && gap > 1 && !(gap === 2 && bytes.length % 8 === 0)) break;
    if (bytes.length >= most) break;
    const group = digits.match(/../g)!.map((pair) => parseInt(pair, 16));
    bytes.push(...(words ? group.reverse() : group));
  }
  // An odd byte at the end is printed as a word, half of which is not there.
  return Uint8Array.from(bytes.slice(0, most));
}
