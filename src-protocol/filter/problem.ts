/** What is wrong with a filter, where, and what could stand there instead. */
export interface FilterProblem {
  /** The letters it is about: `[from, to)` of the text. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** What may have been meant by these letters. */
  readonly instead?: string;
}

/** The name among `names` that is most like `word`: few letters differ, or it begins the same. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 0.5;
  for (const name of names) {
    const distance = editDistance(wanted, name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best ?? names.find((name) => wanted.length > 1 && name.toLowerCase().startsWith(wanted));
}

/** Letters to add, leave out, change or swap to make `b` of `a`; long words are not compared. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3 || a.length > 40) return Infinity;
  let older: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, older[j - 2]! + 1);
      row.push(cost);
    }
    older = before;
    before = row;
  }
  return before[b.length]!;
}
