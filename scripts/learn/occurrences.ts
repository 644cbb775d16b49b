import type { Place } from '../../app/learn/bound-facts.ts';
import { keyedNodes } from '../../app/state/field-keys.ts';
import type { View } from '../../app/worker/view.ts';
import { addressOf } from '../../src-protocol/bytes/address.ts';
import { HANDSHAKE_PLACES } from '../../src-protocol/handshake/handshake-packet.ts';
import { structureById } from '../../src-protocol/inspect/dictionary.ts';
import type { RecordRef } from '../../app/worker/protocol.ts';
import { isCommand, isData } from '../../src-protocol/message/message-types.ts';
import { SAMPLES } from '../sample-list.js';
import { ask } from './record-fields.ts';
import { sampleConnections } from './sample-view.ts';

/** Places kept of each entry, from different samples where there are several; fields are too many for more than one. */
const MOST = 3;
const MOST_OF_A_FIELD = 1;
/** Messages of a connection that are looked into; what is rare comes early. */
const MESSAGES = 400;

/** Where the samples have each structure, field, message type, command, status code and finding. */
export function findOccurrences(): Record<string, Place[]> {
  const found = new Map<string, Place[]>();
  const add = (key: string, place: Place): void => {
    const places = found.get(key) ?? [];
    found.set(key, places);
    const most = key.startsWith('field ') ? MOST_OF_A_FIELD : MOST;
    if (places.length < most && !places.some(({ sample }) => sample === place.sample))
      places.push(place);
  };
  for (const { id } of SAMPLES) for (const view of sampleConnections(id)) lookInto(view, id, add);
  return Object.fromEntries(found);
}

type Add = (key: string, place: Place) => void;

function lookInto(view: View, sample: string, add: Add): void {
  const connection = view.connection.number;
  const place = ({ direction, at, kind }: RecordRef): Place => ({
    sample,
    connection,
    at: addressOf(direction, at),
    ...(kind === 'message' && { kind }),
  });
  for (const { direction, offset } of Object.values(HANDSHAKE_PLACES)) {
    const record = view.locate(direction, offset);
    if (record?.kind === 'handshake') structuresIn(view, record, place(record), add);
  }
  const { rows } = ask(view, 'messages', { connection, from: 0, count: MESSAGES });
  for (const message of rows) {
    const record = view.messageRef(message.row);
    const here = place(record);
    add(`message ${message.messageTypeId}`, here);
    if (message.command !== undefined) add(`command ${message.command}`, here);
    structuresIn(
      view,
      record,
      here,
      add,
      isCommand(message.messageTypeId),
      isData(message.messageTypeId),
    );
  }
  const findings = ask(view, 'findings', { connection, from: 0, count: MESSAGES });
  for (const { code, record } of findings.rows) if (record) add(`finding ${code}`, place(record));
}

function structuresIn(
  view: View,
  record: RecordRef,
  place: Place,
  add: Add,
  command = false,
  data = false,
): void {
  const described = ask(view, 'describe', { record });
  if (!described) return;
  for (const { key, node } of keyedNodes(described)) {
    const { id, value, origin } = node;
    const isStructure = structureById(id) !== undefined;
    add(`structure ${isStructure ? id : id.slice(0, id.lastIndexOf('.'))}`, place);
    if (!isStructure && origin !== 'inherited')
      add(`field ${id}`, { ...placeOf(id, place), field: key });
    if (typeof value !== 'string') continue;
    if (command && /^Net(Connection|Stream)\./.test(value)) add(`status ${value}`, place);
    if (data) add(`data ${value}`, place);
  }
}

/** A header is looked at in its chunk. */
function placeOf(id: string, { sample, connection, at, kind }: Place): Place {
  return { sample, connection, at, ...(kind && !id.startsWith('chunk.') && { kind }) };
}
