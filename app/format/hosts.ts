/** An endpoint as the worker writes it, taken apart at the port: `[::1]:1935` is `::1` and `1935`. */
export function hostAndPort(endpoint: string): { host: string; port: string } {
  const at = endpoint.lastIndexOf(':');
  if (at < 0) return { host: endpoint, port: '' };
  return { host: endpoint.slice(0, at).replace(/^\[|\]$/g, ''), port: endpoint.slice(at + 1) };
}
