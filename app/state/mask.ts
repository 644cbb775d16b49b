import { useMemo } from 'react';
import type { ConnectionSummary } from '../worker/protocol.ts';
import { currentConnection, inspector, useInspector } from './store.ts';

/** What stands in place of a stream key. */
export const MASK = '••••••';

/**
 * Replaces the connection's stream names in a text. A stream's name is what a server takes for a
 * password, and pictures of this page end up in bug reports.
 */
export function maskKeys(text: string, keys: readonly string[], instead = MASK): string {
  let masked = text;
  for (const key of keys) masked = masked.replaceAll(key, instead);
  return masked;
}

/** The stream names of a connection, longest first, so that no part of one stays behind. */
export function streamKeys(connection: ConnectionSummary | undefined): string[] {
  const names = (connection?.streams ?? []).flatMap(({ name }) => [name, name.split('?')[0]!]);
  return [...new Set(names)]
    .filter((name) => name.length > 1 && name !== connection?.app)
    .sort((a, b) => b.length - a.length);
}

/** The keys that must not be told now: none once they are revealed. */
export function hiddenKeys(): readonly string[] {
  const now = inspector.getState();
  return now.revealKeys ? [] : streamKeys(currentConnection(now));
}

/** Gives a function that hides the keys of the connection looked at, or leaves texts alone when keys are revealed. */
export function useMask(): (text: string) => string {
  const connection = useInspector(currentConnection);
  const reveal = useInspector((state) => state.revealKeys);
  // The connection is told anew with all that is read, its names hardly ever change: they decide, or every cell would be drawn again.
  const written = JSON.stringify(reveal ? [] : streamKeys(connection));
  return useMemo(() => {
    const keys = JSON.parse(written) as string[];
    return (text) => maskKeys(text, keys);
  }, [written]);
}
