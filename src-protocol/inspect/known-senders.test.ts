import { expect, it } from 'vitest';
import { KNOWN_SENDERS } from '../dictionary/known-senders.ts';
import { diagnosticByCode } from './dictionary.ts';

it('speaks of diagnostics there are', () => {
  for (const [code, who] of Object.entries(KNOWN_SENDERS)) {
    expect(diagnosticByCode(code), code).toBeDefined();
    expect(who).toMatch(/\.$/);
  }
});
