import { useEffect, useState } from 'react';
import { useMask } from '../../state/mask.ts';
import { useInspector } from '../../state/store.ts';
import { ask } from '../../worker/client.ts';
import type { Level, ValueCount } from '../../worker/protocol.ts';

/** Rows looked at for the sake of a list of values; more would change little. */
const ENOUGH_ROWS = 300_000;

/**
 * The most frequent values of a field, as far as they have been counted. Values that hold a stream key
 * are left out while keys are hidden: choosing one would put it into the address bar.
 */
export function useValueCounts(
  level: Level,
  connection: number | undefined,
  field: string | undefined,
): readonly ValueCount[] {
  const opened = useInspector((state) => state.openedAt);
  const mask = useMask();
  const key = `${opened} ${connection ?? ''} ${level} ${field ?? ''}`;
  const [known, setKnown] = useState<{ key: string; values: readonly ValueCount[] }>();

  useEffect(() => {
    if (connection === undefined || field === undefined) return;
    let over = false;
    const goOn = async (): Promise<void> => {
      for (;;) {
        const { values, looked, done } = await ask('values', { connection, level, field });
        if (over) return;
        setKnown({ key, values });
        if (done || looked >= ENOUGH_ROWS) return;
      }
    };
    // Without counts the list is only shorter.
    goOn().catch(() => undefined);
    return () => {
      over = true;
    };
  }, [connection, level, field, key]);

  if (field === undefined || known?.key !== key) return [];
  return known.values.filter(({ value }) => mask(value) === value);
}
