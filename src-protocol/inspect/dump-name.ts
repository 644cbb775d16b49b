/** The ends of a connection that the name of a dump tells. */
export interface DumpName {
  /** `10.0.0.1:50000`, of the side that sent the bytes. */
  readonly source: string;
  readonly destination: string;
}

/**
 * Reads the name tcpflow gives a dump: `192.000.002.001.50000-192.000.002.002.01935`, with zeros or
 * without, IPv6 in its usual form; `--5` behind it is a VLAN, `c1` the second connection of these ports.
 */
export function readDumpName(name: string): DumpName | undefined {
  const match = /^(.+)\.(\d{1,5})-(.+)\.(\d{1,5})(?:--\d+)?(?:c\d+)?(?:\.\w+)?$/.exec(name);
  if (!match) return undefined;
  const source = end(match[1]!, match[2]!);
  const destination = end(match[3]!, match[4]!);
  return source !== undefined && destination !== undefined ? { source, destination } : undefined;
}

/** Whether two dumps are of one connection, by their names. */
export function arePair(a: DumpName, b: DumpName): boolean {
  return a.source === b.destination && a.destination === b.source;
}

function end(host: string, port: string): string | undefined {
  if (Number(port) > 65_535) return undefined;
  const numbers = host.split('.').map(Number);
  if (numbers.length === 4 && numbers.every((one) => one >= 0 && one < 256))
    return `${numbers.join('.')}:${Number(port)}`;
  return /^[\da-f:]+:[\da-f:]+$/i.test(host) ? `[${host}]:${Number(port)}` : undefined;
}
