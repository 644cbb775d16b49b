import { citationText } from '../../src-protocol/dictionary/documents.ts';
import { offsetSeconds } from '../format/times.ts';
import { claimsOf, groupBytes, itemsOf, valueText } from '../learn/byte-groups.ts';
import type { ByteGroup, Place } from '../learn/bound-facts.ts';
import { hexText } from '../learn/hex-text.ts';
import { itemRanges } from '../views/inspector/field-items.ts';
import { formatValue } from '../views/inspector/format-value.ts';
import { fieldById } from '../views/inspector/words.ts';
import { stateGroups } from '../views/state/state-rows.ts';
import type { Described, MessageRowView, Questions } from '../worker/protocol.ts';
import { type Content, element } from './element.ts';
import { counted } from '../format/numbers.ts';

/** Bytes of a record that are drawn; an article is no place for more. */
export const MOST_DRAWN = 512;

/** The record's bytes in groups, each with the field that claims it; the named field stands out. */
export function bytesFigure(
  described: Described,
  { start, bytes, name }: { start: number; bytes: Uint8Array; name: string },
  place: Place,
  mask: (text: string) => string,
): Content[] {
  const items = itemsOf(described, mask);
  const shown = bytes.subarray(0, MOST_DRAWN);
  const groups = groupBytes(claimsOf(described, items, place), shown, start) ?? [];
  const more = described.end - start - shown.length;
  return [
    element(
      'div',
      { class: 'bound-bytes', role: 'group', 'aria-label': `Bytes from ${name}` },
      element('span', { class: 'bound-bytes-at' }, name),
      ...groups.map((group) => groupElement(group, place.field, mask)),
    ),
    more > 0 && element('p', { class: 'dim' }, `${more} more bytes are not shown here.`),
  ];
}

function groupElement(
  group: ByteGroup,
  wanted: string | undefined,
  mask: (text: string) => string,
): HTMLElement {
  const { fields, part } = group;
  const here = fields.some(({ place }) => place.field === wanted);
  return element(
    'span',
    { class: `bound-group bound-${part}${here ? ' embed-here' : ''}` },
    element('code', { class: 'bound-hex' }, hexText(group)),
    ...fields.map(({ label, text, bits }) =>
      element(
        'span',
        { class: 'bound-label' },
        bits !== undefined && element('code', { class: 'bound-bits' }, bits),
        `${label} `,
        element('strong', {}, mask(text)),
      ),
    ),
  );
}

/** One field: what it holds, where it is, and what the dictionary says of it. */
export function fieldFigure(
  described: Described,
  key: string | undefined,
  mask: (text: string) => string,
  payloadOnly = false,
): Content[] {
  const { byKey, roots } = itemsOf(described, mask);
  const item = (key === undefined ? undefined : byKey.get(key)) ?? roots.at(-1);
  const { node } = item ?? {};
  if (!item || !node) return [element('p', {}, 'This record has no such field.')];
  const declared = fieldById(node.id);
  const { text, name } = valueText(item);
  const ranges = itemRanges(item);
  const first = payloadOnly ? (described.pieces[0]?.lower ?? 0) * 8 : 0;
  const where = ranges
    .map(({ start, end }) => `${bitText(start - first)}–${bitText(end - first)}`)
    .join(', ');
  return [
    element(
      'p',
      { class: 'embed-field' },
      item.text,
      ' ',
      element('strong', {}, mask(text)),
      name !== undefined && ` (${name})`,
    ),
    declared && element('p', {}, declared.text),
    element(
      'p',
      { class: 'dim' },
      where === ''
        ? 'Not on the wire.'
        : `Bytes ${where} of the ${payloadOnly ? 'payload' : 'stream'}.`,
      declared && ` ${citationText(declared.see)}.`,
    ),
  ];
}

function bitText(bit: number): string {
  return bit % 8 === 0 ? String(bit / 8) : `${Math.floor(bit / 8)}.${bit % 8}`;
}

/** What the record changes in what both ends remember. */
export function stateFigure(answer: Questions['state']['answer']): Content[] {
  const groups = answer ? stateGroups(answer.before, answer.after, false) : [];
  if (groups.length === 0) return [element('p', {}, 'This record changes nothing.')];
  const cell = (id: string, value: Parameters<typeof formatValue>[0] | undefined) =>
    element('td', {}, value === undefined ? '–' : formatValue(value, fieldById(id)).text);
  return [
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...['what', 'before', 'after'].map((text) => element('th', { scope: 'col' }, text)),
        ),
      ),
      element(
        'tbody',
        {},
        ...groups.flatMap(({ name, rows }) =>
          rows.map(({ id, before, after }) =>
            element(
              'tr',
              {},
              element('th', { scope: 'row' }, `${fieldById(id)?.label ?? id}, ${name}`),
              cell(id, before),
              cell(id, after),
            ),
          ),
        ),
      ),
    ),
  ];
}

/** Messages around the record, between client and server. */
export function ladderFigure(
  rows: readonly MessageRowView[],
  at: string,
  start: number,
  mask: (text: string) => string,
): Content[] {
  return [
    element(
      'div',
      { class: 'bound-ladder' },
      element(
        'div',
        { class: 'bound-ladder-ends', 'aria-hidden': 'true' },
        element('span', {}, 'client'),
        element('span', {}, 'server'),
      ),
      element(
        'ol',
        {},
        ...rows.map((row) => {
          const client = row.direction === 0;
          const here = row.address === at;
          return element(
            'li',
            {
              class: `bound-rung bound-from-${client ? 'client' : 'server'}${here ? ' embed-here' : ''}`,
              ...(here && { 'aria-current': 'true' }),
            },
            element(
              'span',
              { class: 'visually-hidden' },
              client ? 'client sends ' : 'server sends ',
            ),
            element('span', {}, mask(row.summary)),
            element('span', { class: 'faint mono' }, offsetSeconds(row.time - start)),
          );
        }),
      ),
    ),
  ];
}

/** Lanes of messages over time, the record's among them. */
export function timelineFigure(rows: readonly MessageRowView[], at: string): Content[] {
  const times = rows.map(({ time }) => time).filter(Number.isFinite);
  const from = Math.min(...times);
  const span = Math.max(...times) - from || 1;
  const lanes = [...new Set(rows.map(laneOf))];
  const height = 18;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `0 0 600 ${lanes.length * height}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute(
    'aria-label',
    `${counted(rows.length, 'message')} in ${counted(lanes.length, 'lane')}: ${lanes.join('; ')}`,
  );
  for (const row of rows) {
    const mark = document.createElementNS(svg.namespaceURI, 'rect');
    const here = row.address === at;
    const box = {
      x: 130 + ((row.time - from) / span) * 462,
      y: lanes.indexOf(laneOf(row)) * height + 3,
      width: here ? 6 : 3,
      height: height - 6,
    };
    for (const [key, value] of Object.entries(box)) mark.setAttribute(key, value.toFixed(1));
    mark.setAttribute(
      'class',
      here ? 'embed-mark-here' : `embed-mark embed-type-${row.messageTypeId}`,
    );
    svg.append(mark);
  }
  lanes.forEach((lane, index) => {
    const text = document.createElementNS(svg.namespaceURI, 'text');
    text.setAttribute('x', '0');
    text.setAttribute('y', String(index * height + 13));
    text.textContent = lane;
    svg.append(text);
  });
  return [svg];
}

function laneOf({ direction, chunkStreamId }: MessageRowView): string {
  return `${direction === 0 ? '→' : '←'} chunk stream ${chunkStreamId}`;
}
