import type {
  BoundFacts,
  BoundField,
  BoundLadder,
  BoundRecord,
  BoundState,
  Place,
} from '../../app/learn/bound-facts.ts';
import { valueText } from '../../app/learn/byte-groups.ts';
import { itemRanges } from '../../app/views/inspector/field-items.ts';
import { formatValue } from '../../app/views/inspector/format-value.ts';
import { fieldById } from '../../app/views/inspector/words.ts';
import { stateGroups } from '../../app/views/state/state-rows.ts';
import { VIEWS, type ViewName } from '../../app/state/store.ts';
import type { MessageRowView } from '../../app/worker/protocol.ts';
import type { View } from '../../app/worker/view.ts';
import { type Address, parseAddress } from '../../src-protocol/bytes/address.ts';
import type { FieldValue } from '../../src-protocol/wire/field-tree.ts';
import { citationText } from '../../src-protocol/dictionary/documents.ts';
import { bindBytes } from './bind-bytes.ts';
import { questionAt } from './bind-question.ts';
import { sumOf } from './bind-sum.ts';
import { ask, fieldsOf, findRecord, hexOf, placeOfField } from './record-fields.ts';
import { sampleView } from './sample-view.ts';

/** Attributes of a component in a chapter; all are texts. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** The components that are bound, by name. */
export type BoundName = keyof BoundFacts;

type Binder<Name extends BoundName> = (
  view: View,
  place: Place,
  attributes: Attributes,
  /** What stands between the tags; a claim where the component has a value. */
  claim: string,
) => BoundFacts[Name];

const BINDERS: { [Name in BoundName]: Binder<Name> } = {
  Bytes: (view, place, { at = '' }, claim) => {
    const bound = bindBytes(view, place, at);
    const hex = bound.groups.flatMap((group) => group.hex).join(' ');
    if (claim !== '') expectClaim(claim.toLowerCase(), [hex], at);
    return bound;
  },
  Field: (view, place, _attributes, claim) => {
    const bound = bindField(view, place);
    if (claim !== '') expectClaim(claim, claimsOf(bound), `${place.at} ${place.field ?? ''}`);
    return bound;
  },
  Show: (view, place) => bindRecord(view, place),
  Record: (view, place) => bindRecord(view, place),
  State: (view, place) => bindState(view, place),
  Ladder: (view, place, { from = '', to = '' }) => bindLadder(view, place, from, to),
  Quiz: (view, place, { ask: what = '' }) => questionAt(findRecord(view, place), what),
  Compute: (view, place, { what = '' }) => sumOf(findRecord(view, place), what),
};

/** Whether a component of a chapter is one that is bound. */
export function isBound(name: string | null): name is BoundName {
  return name !== null && Object.hasOwn(BINDERS, name);
}

/**
 * The facts that a component of a chapter asks for: `sample` is the chapter's, unless the component
 * names another one. Throws an error with a plain sentence when the sample does not bear it out.
 */
export function bind(
  name: BoundName,
  attributes: Attributes,
  claim: string,
  sample: string,
): BoundFacts[BoundName] {
  const place = placeOf(attributes, attributes['sample'] ?? sample);
  const view = sampleView(place.sample, place.connection);
  return BINDERS[name](view, place, attributes, claim.trim());
}

function placeOf(attributes: Attributes, sample: string): Place {
  const { at = attributes['from'] ?? '', field, view, kind } = attributes;
  const address = at.replace(/\.\..*/, '');
  if (!parseAddress(address)) throw new Error(`"${at}" is not an address such as up@3351`);
  if (view !== undefined && !isView(view)) throw new Error(`there is no view called ${view}`);
  if (kind !== undefined && kind !== 'message') throw new Error(`there is no kind ${kind}`);
  return {
    sample,
    connection: Number(attributes['connection'] ?? 0),
    at: address as Address,
    ...(kind && { kind }),
    ...(field !== undefined && { field }),
    ...(view !== undefined && { view }),
  };
}

function isView(text: string): text is ViewName {
  return (VIEWS as readonly string[]).includes(text);
}

function bindField(view: View, place: Place): BoundField {
  const found = findRecord(view, place);
  const items = fieldsOf(found);
  const item = items.get(place.field ?? '');
  if (!item?.node) {
    const near = [...items.keys()].filter((key) =>
      key.includes((place.field ?? '').split('.').at(-1)!),
    );
    throw new Error(
      `${place.at} has no field ${place.field ?? '(none named)'}; there are ${(near.length > 0 ? near : [...items.keys()]).slice(0, 12).join(', ')}`,
    );
  }
  const { text, name } = valueText(item);
  const declared = fieldById(item.node.id);
  return {
    place,
    label: item.text,
    text,
    ...(name !== undefined && { name }),
    hex: itemRanges(item)
      .flatMap(({ start, end }) =>
        hexOf(found, Math.floor(start / 8), Math.ceil(end / 8)).slice(0, 16),
      )
      .join(' '),
    see: declared ? citationText(declared.see) : '',
  };
}

/** What a chapter may say of a field: its value, its name, both, or the value without its unit or quotes. */
function claimsOf({ text, name }: BoundField): string[] {
  const plain = [text, text.replace(/^"(.*)"$/s, '$1'), text.replace(/ [a-z/]+$/i, '')];
  return name === undefined ? plain : [...plain, name, `${text} (${name})`, `${name} (${text})`];
}

function expectClaim(claim: string, known: readonly string[], where: string): void {
  // Spaces inside numbers are the page's, not the author's.
  const bare = (text: string) =>
    text
      .replace(/(?<=\d)[\u00a0\u202f ](?=\d{3})/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  if (!known.map(bare).includes(bare(claim)))
    throw new Error(`the text says "${claim}" of ${where}; the sample says ${known.join(' or ')}`);
}

function bindRecord(view: View, place: Place): BoundRecord {
  if (place.field !== undefined) bindField(view, place);
  const found = findRecord(view, placeOfField(place, undefined));
  const { message, record } = found.described;
  const from = record.direction === 0 ? 'Client to server' : 'Server to client';
  const what =
    message === undefined
      ? packetWords(view, found.described.address)
      : record.kind === 'message'
        ? `${message.summary}, ${bytesText(message.length)} in ${message.chunks === 1 ? 'one chunk' : `${message.chunks} chunks`}`
        : `a chunk of ${message.summary}`;
  return { place, sentence: `${from}, ${place.at}: ${what}` };
}

function packetWords(view: View, address: Address): string {
  const { direction, offset } = parseAddress(address)!;
  return `${view.packetAt(direction, offset) ?? 'a packet'} of the handshake`;
}

function bytesText(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

function bindState(view: View, place: Place): BoundState {
  const { record } = findRecord(view, place);
  const answer = ask(view, 'state', { record });
  if (!answer) throw new Error(`there is no state at ${place.at}`);
  const rows = stateGroups(answer.before, answer.after, false).flatMap(({ name, rows }) =>
    rows.map(({ id, before, after }) => ({
      group: name,
      label: fieldById(id)?.label ?? id,
      ...(before !== undefined && { before: stateText(id, before) }),
      ...(after !== undefined && { after: stateText(id, after) }),
    })),
  );
  if (rows.length === 0) throw new Error(`${place.at} changes nothing`);
  return { place, rows };
}

function stateText(id: string, value: FieldValue): string {
  const { text, name } = formatValue(value, fieldById(id));
  return name === undefined ? text : `${text} (${name})`;
}

/** Rows of a ladder that still read at a glance. */
const MOST_RUNGS = 40;

function bindLadder(view: View, place: Place, from: string, to: string): BoundLadder {
  const row = (at: string) => {
    const found = findRecord(view, { ...place, at: at as Address, kind: 'message' });
    const { message } = found.described;
    if (!message) throw new Error(`${at} is no message`);
    return message;
  };
  const [first, last] = [row(from), row(to)];
  const count = last.row - first.row + 1;
  if (count < 1 || count > MOST_RUNGS)
    throw new Error(`from ${from} to ${to} are ${count} messages; 1 to ${MOST_RUNGS} can be shown`);
  const { connection } = place;
  const { rows } = ask(view, 'messages', { connection, from: first.row, count });
  return { rows: rows.map((message) => rung(view, place, message, view.connection.start)) };
}

function rung(
  view: View,
  { sample, connection }: Place,
  message: MessageRowView,
  start: number,
): BoundLadder['rows'][number] {
  const place: Place = { sample, connection, at: message.address, kind: 'message' };
  return {
    ...bindRecord(view, place),
    from: message.direction === 0 ? 'client' : 'server',
    title: message.summary,
    seconds: Math.round((message.time - start) * 1e6) / 1e6,
  };
}
