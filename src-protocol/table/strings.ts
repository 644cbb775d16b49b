/** Texts kept once and named by number, for columns that refer to text. Number 0 is the empty text. */
export class Strings {
  readonly #texts: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);
  readonly #most: number;

  /** After `most` different texts, new ones are not kept: hostile input must not fill memory. */
  constructor(most = 100_000) {
    this.#most = most;
  }

  /** The number of `text`; 0 when there is no room for a new one. */
  intern(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    if (this.#texts.length > this.#most) return 0;
    const number = this.#texts.length;
    this.#texts.push(text);
    this.#numbers.set(text, number);
    return number;
  }

  /** The text behind a number. */
  get(number: number): string {
    return this.#texts[number] ?? '';
  }

  /** How many texts are kept, the empty one included. */
  get size(): number {
    return this.#texts.length;
  }
}
