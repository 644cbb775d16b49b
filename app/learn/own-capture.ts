import { useInspector } from '../state/store.ts';

/** The name of the reader's own capture, or live session, that waits behind the article. */
export function useOwnCapture(): string | undefined {
  return useInspector(({ phase, source, sourceName }) =>
    phase !== 'empty' && source?.kind !== 'sample' ? sourceName : undefined,
  );
}
