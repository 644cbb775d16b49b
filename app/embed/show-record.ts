import { counted } from '../../src-protocol/bytes/counted.ts';
import { addressOf, parseAddress } from '../../src-protocol/bytes/address.ts';
import { recordCaption } from '../learn/record-caption.ts';
import { maskKeys, streamKeys } from '../state/mask.ts';
import { fetchSample } from '../state/samples.ts';
import { ask, listen, openSession } from '../worker/client.ts';
import type { ConnectionSummary, Described, OpenOptions, RecordRef } from '../worker/protocol.ts';
import type { Content } from './element.ts';
import type { EmbedAddress } from './embed-address.ts';
import { inlineSource } from './inline-source.ts';
import {
  bytesFigure,
  fieldFigure,
  ladderFigure,
  MOST_DRAWN,
  stateFigure,
  timelineFigure,
} from './figures.ts';

/** Messages of a ladder before and after the record. */
const AROUND = 6;
/** Messages of a timeline. */
const MOST_MARKS = 2000;

/** A figure, and what stands under it. */
export interface Shown {
  readonly content: readonly Content[];
  readonly caption: string;
}

/** Opens what the link names and draws the record. Rejects with a sentence for the reader. */
export async function showRecord(address: EmbedAddress): Promise<Shown> {
  const { location, inline } = address;
  const source = inline ? inlineSource(inline) : { bytes: await sampleBytes(address), options: {} };
  const connections = await decode(source.bytes, source.options);
  const wanted = location.connection ?? connections.find(({ decoded }) => decoded)?.connection;
  const connection = connections.find((one) => one.connection === wanted);
  if (!connection?.decoded)
    throw new Error(
      connection === undefined
        ? 'There is no RTMP connection of that number in it.'
        : 'This connection could not be decoded.',
    );
  const record = await locate(address, connection.connection);
  const described = await ask('describe', { record });
  if (!described) throw new Error(`Nothing decoded holds ${location.at ?? 'the first byte'}.`);
  return {
    content: await draw(address, connection, described),
    caption:
      inline?.payloadType === undefined
        ? captionOf(described, connection)
        : `The payload of a message: ${described.message?.messageType ?? ''}, ${counted(inline.bytes.length, 'byte')}`,
  };
}

async function sampleBytes({ location: { source } }: EmbedAddress): Promise<Uint8Array> {
  if (source?.kind !== 'sample') throw new Error('The link names no sample.');
  return (await fetchSample(source.id)).bytes;
}

/** Hands the bytes to the worker; resolves when all of them have been read. */
function decode(bytes: Uint8Array, options: OpenOptions): Promise<readonly ConnectionSummary[]> {
  return new Promise((resolve, reject) => {
    listen({
      progress: ({ connections, done }) => done !== undefined && resolve(connections),
      died: (message) => reject(new Error(message)),
      busy: () => undefined,
    });
    void openSession({ kind: 'bytes', name: 'bytes', bytes }, options);
  });
}

async function locate({ location, inline }: EmbedAddress, connection: number): Promise<RecordRef> {
  const payload = inline?.payloadType !== undefined;
  const at = payload ? 'up@0' : location.at;
  const kind = payload ? 'message' : location.kind;
  const place = at === undefined ? undefined : parseAddress(at);
  const record = place
    ? (
        await ask('locate', {
          connection,
          direction: place.direction,
          at: place.offset,
          ...(kind && { kind }),
        })
      )?.record
    : await ask('step', { from: undefined, connection, unit: 'chunk', by: 1 });
  if (!record) throw new Error(`Nothing decoded holds ${location.at ?? 'the first byte'}.`);
  return record;
}

async function draw(
  { figure, location, inline }: EmbedAddress,
  connection: ConnectionSummary,
  described: Described,
): Promise<Content[]> {
  const { record, start, end } = described;
  const number = connection.connection;
  const keys = streamKeys(connection);
  const mask = (text: string) => maskKeys(text, keys);
  switch (figure) {
    case 'hex': {
      // Of a payload alone, what was put before it to read it is left out.
      const first = inline?.payloadType === undefined ? start : (described.pieces[0]?.lower ?? end);
      const span = { start: first, end: Math.min(end, first + MOST_DRAWN) };
      const { direction } = record;
      const asked = { connection: number, direction, ...span };
      const { bytes } = await ask('bytes', asked);
      const place = {
        sample: '',
        connection: number,
        at: described.address,
        ...(location.field !== undefined && { field: location.field }),
      };
      const name = first === start ? described.address : 'byte 0';
      return bytesFigure(described, { start: first, bytes, name }, place, mask);
    }
    case 'field':
      return fieldFigure(described, location.field, mask, inline?.payloadType !== undefined);
    case 'state':
      return stateFigure(await ask('state', { record }));
    case 'ladder': {
      const from = Math.max(0, (described.message?.row ?? 0) - AROUND);
      const asked = { connection: number, from, count: 2 * AROUND + 1 };
      const { rows } = await ask('messages', asked);
      return ladderFigure(rows, messageAddress(described), connection.start, mask);
    }
    case 'timeline': {
      const asked = { connection: number, from: 0, count: MOST_MARKS };
      const { rows } = await ask('messages', asked);
      return timelineFigure(rows, messageAddress(described));
    }
  }
}

function messageAddress({ message, address }: Described): string {
  return message?.address ?? address;
}

function captionOf(described: Described, { app }: ConnectionSummary): string {
  return recordCaption(described) + (app === undefined ? '' : `, application ${app}`);
}

/** The same place in the inspector itself; undefined for bytes, which no link of it can carry. */
export function inspectorLink({ location, inline }: EmbedAddress): string | undefined {
  const { source, connection, at, kind, field } = location;
  if (inline || source?.kind !== 'sample') return undefined;
  const query = [
    at !== undefined && `at=${at}`,
    kind !== undefined && `kind=${kind}`,
    field !== undefined && `field=${encodeURIComponent(field)}`,
  ].filter(Boolean);
  return `./#/s/${source.id}/c${connection ?? 0}/chunks?${query.join('&')}`;
}

/** Tells an address in words, for those who cannot see the frame. */
export function nameOf({ figure, location }: EmbedAddress): string {
  const place = location.at === undefined ? undefined : parseAddress(location.at);
  const at = place ? addressOf(place.direction, place.offset) : 'the beginning';
  return `${figure} at ${at}`;
}
