/** The share of a device's memory that tables may take: views, the browser and other pages need the rest. */
const SHARE = 1 / 8;
/** Browsers tell no more than that of a device, so what says it has 8 GB may have any number. */
const MANY_GIGABYTES = 8;

/**
 * Bytes that the tables of a capture may take on this device; undefined where the browser does not tell, or where there is
 * plenty. `gigabytes` is `navigator.deviceMemory`.
 */
export function memoryForTables(gigabytes: unknown): number | undefined {
  if (typeof gigabytes !== 'number' || !(gigabytes > 0) || gigabytes >= MANY_GIGABYTES)
    return undefined;
  return gigabytes * 2 ** 30 * SHARE;
}

/** The same for the device the page is on. */
export function memoryHere(): number | undefined {
  return memoryForTables(
    (globalThis.navigator as { deviceMemory?: unknown } | undefined)?.deviceMemory,
  );
}
