import * as v from 'valibot';

const KEY = 'rtmp-inspector.recent';
const MOST = 8;

const Recent = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  crc: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/))),
  /** When it was opened, milliseconds since 1970. */
  opened: v.pipe(v.number(), v.minValue(0)),
});

/** A file that was open before: what it is called, not what is in it. */
export type Recent = Readonly<v.InferOutput<typeof Recent>>;

type Box = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The files opened last, the latest first. */
export function readRecent(storage: () => Pick<Box, 'getItem'>): Recent[] {
  try {
    const stored: unknown = JSON.parse(storage().getItem(KEY) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.slice(0, MOST).flatMap((one) => {
      const parsed = v.safeParse(Recent, one);
      return parsed.success ? [parsed.output] : [];
    });
  } catch {
    return [];
  }
}

/** Puts a file in front. */
export function addRecent(storage: () => Box, file: Recent): void {
  const others = readRecent(storage).filter(
    ({ name, size, crc }) => name !== file.name || size !== file.size || crc !== file.crc,
  );
  try {
    storage().setItem(KEY, JSON.stringify([file, ...others].slice(0, MOST)));
  } catch {
    // Blocked or full: there is no list then.
  }
}

/** Forgets them all. */
export function clearRecent(storage: () => Box): void {
  try {
    storage().removeItem(KEY);
  } catch {
    // Blocked: there was nothing to forget.
  }
}
