import { errata, rtmp } from '../dictionary/citation.ts';
import { diagnostic } from '../dictionary/diagnostic.ts';
import { uint } from '../dictionary/field.ts';
import type { Wire } from '../wire/wire.ts';

/** The first byte of types 17 and 15, the same in both. */
export const formatSelectorField = uint(
  8,
  'Only in types 17 and 15. 0: AMF0 values follow, each of which may switch to AMF3.',
  {
    see: rtmp('7.1.1').amendedBy(errata('7.2')),
    errata:
      'The text has types 17 and 15 as AMF3 from the first byte. No program sends that: a zero byte comes first, then AMF0 values, and marker 0x11 before each value that is AMF3.',
    practice:
      'Some senders leave it out. nginx-rtmp once read the data of such messages a byte too far.',
  },
);

export const SELECTOR_MISSING = diagnostic(
  'command.format-selector-missing',
  'error',
  errata('7.2'),
  'The format selector byte is missing: the first byte is already the marker of the name.',
  'Receivers that skip a byte here lose the name.',
);
export const SELECTOR_UNKNOWN = diagnostic(
  'command.format-selector-unknown',
  'error',
  errata('7.2'),
  'The format selector is not 0, the only format defined.',
);

const STRING_MARKER = 0x02;

/**
 * Reads or writes the format selector of an AMF3 command or data message. Undefined when the message
 * has none. Anything but a string cannot begin such a message, which is how a missing one is found.
 */
export function formatSelector(
  w: Wire,
  field: Parameters<Wire['uint']>[0],
  given: number | undefined,
): number | undefined {
  if (w.writing) return given === undefined ? undefined : w.uint(field, given);
  if (w.remaining === 0) return undefined;
  if (w.peek(1) === STRING_MARKER) {
    w.note(SELECTOR_MISSING);
    return undefined;
  }
  const selector = w.uint(field, 0);
  if (selector !== 0) w.note(SELECTOR_UNKNOWN);
  return selector;
}

/** Whether values can be expected behind this selector. */
export function valuesFollow(w: Wire, selector: number | undefined): boolean {
  return selector === undefined || selector === 0 || w.writing || w.peek(1) === STRING_MARKER;
}
