/**
 * What a server knows of a connection and of each message stream in it, as tables: states, events, and
 * where each event leads. An event that a state does not list is not expected there; what to do about it
 * is the session's business. `docs/states.md` is drawn from these tables.
 */

/** States of one machine, and where each event leads from each of them. */
export type Transitions<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>;

/** The first four are those of §5.2.5, from the server's side; it answers C0 and C1 in one go. */
export type ConnectionState =
  'Uninitialized' | 'Ack Sent' | 'Handshake Done' | 'Connect Asked' | 'Connected' | 'Closed';

export type ConnectionEvent = 'C0 and C1' | 'C2' | 'connect' | 'accepted' | 'refused' | 'ended';

/** The connection: handshake (§5.2), then connect (§7.2.1.1). */
export const CONNECTION: Transitions<ConnectionState, ConnectionEvent> = {
  Uninitialized: { 'C0 and C1': 'Ack Sent', ended: 'Closed' },
  'Ack Sent': { C2: 'Handshake Done', ended: 'Closed' },
  'Handshake Done': { connect: 'Connect Asked', ended: 'Closed' },
  'Connect Asked': { accepted: 'Connected', refused: 'Closed', ended: 'Closed' },
  Connected: { ended: 'Closed' },
  Closed: {},
};

/** Where a message stream stands; what leads from one state to the next is in `STREAM`. */
export type StreamState =
  'Idle' | 'Publish Asked' | 'Publishing' | 'Play Asked' | 'Playing' | 'Paused' | 'Deleted';

export type StreamEvent =
  'publish' | 'play' | 'accepted' | 'refused' | 'pause' | 'resume' | 'closed' | 'deleted';

/** A message stream, from createStream (§7.2.1.3) to deleteStream (§7.2.2.3). */
export const STREAM: Transitions<StreamState, StreamEvent> = {
  Idle: { publish: 'Publish Asked', play: 'Play Asked', closed: 'Idle', deleted: 'Deleted' },
  'Publish Asked': { accepted: 'Publishing', refused: 'Idle', closed: 'Idle', deleted: 'Deleted' },
  Publishing: { closed: 'Idle', deleted: 'Deleted' },
  'Play Asked': { accepted: 'Playing', refused: 'Idle', closed: 'Idle', deleted: 'Deleted' },
  Playing: { pause: 'Paused', resume: 'Playing', closed: 'Idle', deleted: 'Deleted' },
  Paused: { pause: 'Paused', resume: 'Playing', closed: 'Idle', deleted: 'Deleted' },
  Deleted: {},
};

/** Where `event` leads from `state`; undefined when it is not expected there. */
export function nextState<State extends string, Event extends string>(
  transitions: Transitions<State, Event>,
  state: State,
  event: Event,
): State | undefined {
  return transitions[state][event];
}
