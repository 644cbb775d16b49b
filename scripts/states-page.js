/** @typedef {typeof import('../src-protocol/server/connection-state.ts')} States */

/**
 * `docs/states.md`: the server's state machines, drawn from their tables.
 * @param {States} states
 */
export function statesPage({ CONNECTION, STREAM }) {
  return `# States of the server

What the server of \`src-protocol/server\` knows of a connection and of each message stream on it. An event that a state has no
arrow for is not expected there: the server refuses it with a status, or passes over it.

This page is written by \`npm run docs\` from \`src-protocol/server/connection-state.ts\`.

## A connection

Handshake (RTMP 1.0 §5.2), then connect (§7.2.1.1). The server answers C0 and C1 in one go, so it is never in _Version Sent_
of §5.2.5. A limit that is hit, bytes that make no sense, and a closed socket all count as _ended_.

${diagram(CONNECTION)}

## A message stream

From createStream to deleteStream (§7.2.1.3, §7.2.2). _Closed_ is closeStream, FCUnpublish, publish or play with \`false\` for a name, and the
end of the connection.

${diagram(STREAM)}
`;
}

/** @param {Readonly<Record<string, Readonly<Record<string, string | undefined>>>>} transitions */
function diagram(transitions) {
  const states = Object.keys(transitions);
  const id = (/** @type {string} */ state) => state.replaceAll(' ', '');
  const names = states
    .filter((state) => id(state) !== state)
    .map((state) => `  state "${state}" as ${id(state)}`);
  const arrows = states.flatMap((state) => {
    // One arrow for all events that lead to the same place.
    const targets = groupByTarget(transitions[state] ?? {});
    return [...targets].map(([to, events]) => `  ${id(state)} --> ${id(to)}: ${events.join(', ')}`);
  });
  const ends = states
    .filter((state) => Object.keys(transitions[state] ?? {}).length === 0)
    .map((state) => `  ${id(state)} --> [*]`);
  const lines = [
    'stateDiagram-v2',
    ...names,
    `  [*] --> ${id(states[0] ?? '')}`,
    ...arrows,
    ...ends,
  ];
  return ['```mermaid', ...lines, '```'].join('\n');
}

/**
 * Node 20 has no Map.groupBy yet.
 * @param {Readonly<Record<string, string | undefined>>} transitions
 */
function groupByTarget(transitions) {
  /** @type {Map<string, string[]>} */
  const targets = new Map();
  for (const [event, to = ''] of Object.entries(transitions))
    targets.set(to, [...(targets.get(to) ?? []), event]);
  return targets;
}
