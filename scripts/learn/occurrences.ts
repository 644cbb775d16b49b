import type { Place } from '../../app/learn/bound-facts.ts';
import type { View } from '../../app/worker/view.ts';
import { addressOf } from '../../src-protocol/bytes/address.ts';
import { HANDSHAKE_PLACES } from '../../src-protocol/handshake/handshake-packet.ts';
import { structureById } from '../../src-protocol/inspect/dictionary.ts';
import { walk } from '../../src-protocol/wire/field-tree.ts';
import type { RecordRef } from '../../app/worker/protocol.ts';
import { isCommand, isData } from '../../src-protocol/message/message-types.ts';
import { SAMPLES } from '../sample-list.js';
import { ask } from './record-fields.ts';
import { sampleConnections } from './sample-view.ts';

/** Places kept of each entry, from different samples where there are several. */
const MOST = 3;
/** Messages of a connection that are looked into; what is rare comes early. */
const MESSAGES = 400;

/** Where the samples have each structure, message type, command, status code and finding. */
export function findOccurrences(): Record<string, Place[]> {
  const found = new Map<string, Place[]>();
  const add = (key: string, place: Place): void => {
    const places = found.get(key) ?? [];
    found.set(key, places);
    if (places.length < MOST && !places.some(({ sample }) => sample === place.sample))
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
  for (const tree of [...described.headers, ...(described.body ? [described.body] : [])])
    walk(tree, ({ id, value }) => {
      const structure = structureById(id) ? id : id.slice(0, id.lastIndexOf('.'));
      add(`structure ${structure}`, place);
      if (typeof value !== 'string') return;
      if (command && /^Net(Connection|Stream)\./.test(value)) add(`status ${value}`, place);
      if (data) add(`data ${value}`, place);
    });
}
