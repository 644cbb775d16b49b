import type { Citation } from './citation.ts';

/** error: breaks a MUST or cannot be decoded. warning: breaks a SHOULD, or known receivers. note: worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

/** Something that can be wrong, declared once: docs, filters, tests and the page read it here. */
export interface Diagnostic {
  /** Stable, `area.what-is-wrong`. */
  readonly code: string;
  readonly severity: Severity;
  readonly see: Citation;
  /** A full sentence, to a person, about this record. */
  readonly text: string;
  /** What would help, or why it matters. */
  readonly help?: string;
  /** What real programs do here: who breaks the rule, who minds. */
  readonly practice?: string;
}

/** Declares a diagnostic. */
export function diagnostic(
  code: string,
  severity: Severity,
  see: Citation,
  text: string,
  help?: string,
  practice?: string,
): Diagnostic {
  return {
    code,
    severity,
    see,
    text,
    ...(help !== undefined && { help }),
    ...(practice !== undefined && { practice }),
  };
}
