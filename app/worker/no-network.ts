/** Every way out of a worker. */
const WAYS_OUT = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'importScripts',
  'RTCPeerConnection',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'caches',
];

/** Removes them from the global object and its prototypes, for good. */
export function removeNetwork(scope: object): void {
  for (const name of WAYS_OUT) {
    for (let at: object | null = scope; at; at = Object.getPrototypeOf(at) as object | null)
      if (Object.hasOwn(at, name)) Reflect.deleteProperty(at, name);
    Object.defineProperty(scope, name, { value: undefined, configurable: false, writable: false });
  }
}
