declare module 'virtual:occurrences' {
  /** Places in the samples (see bound-facts.ts), by kind and id of an entry of the reference: `structure chunk.basicHeader`. */
  export const occurrences: Readonly<
    Record<
      string,
      readonly {
        readonly sample: string;
        readonly connection: number;
        readonly at: `${'up' | 'down'}@${number}`;
        readonly kind?: 'message';
        readonly field?: string;
      }[]
    >
  >;
}

declare module 'virtual:chapter-sections' {
  /** The text of every chapter, in pieces from heading to heading. */
  export const sections: readonly {
    readonly chapter: string;
    readonly heading?: string;
    readonly text: string;
  }[];
}
