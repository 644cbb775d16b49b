import { chunkBasicHeader, emptyChunkHeader } from '../../../src-protocol/chunk/chunk-header.ts';
import type { NamedValue } from '../../../src-protocol/dictionary/field.ts';
import { WireReader } from '../../../src-protocol/wire/wire-reader.ts';
import { fieldById } from '../../views/inspector/words.ts';

/** What a byte says where it stands at a certain place. */
export interface ByteMeaning {
  /** The place: `at the start of a chunk`. */
  readonly where: string;
  readonly says: string;
  /** The page that explains it. */
  readonly page: string;
}

/** Everything that a byte can be where one byte alone says something; its value is 0 to 255. */
export function meaningsOf(byte: number): ByteMeaning[] {
  return [asBasicHeader(byte), ...named(byte), ...asLetter(byte)];
}

function asBasicHeader(byte: number): ByteMeaning {
  const header = emptyChunkHeader();
  // Zeros behind it, for the two forms that are longer.
  chunkBasicHeader(new WireReader(Uint8Array.of(byte, 0, 0)), header);
  const { fmt, basicHeaderLength, chunkStreamId } = header;
  const stream =
    basicHeaderLength === 1
      ? `chunk stream ${chunkStreamId}`
      : `a chunk stream whose ID follows in ${basicHeaderLength === 2 ? 'one more byte' : 'two more bytes'}`;
  return {
    where: 'at the start of a chunk',
    says:
      fmt === 3
        ? `Type 3 on ${stream}: a message goes on here, or a new one is just like the last. In the middle of a string it is that header, and no part of the string.`
        : `Type ${fmt} on ${stream}: a message begins here.`,
    page: fmt === 3 ? 'learn/chunk-size' : 'learn/basic-header',
  };
}

/** Fields of one byte whose values have names. */
const NAMED = [
  ['chunk.messageHeader.messageTypeId', 'as a message type ID', 'reference/message/'],
  ['amf0.string.marker', 'as an AMF0 marker', 'learn/amf0'],
] as const;

function named(byte: number): ByteMeaning[] {
  return NAMED.flatMap(([id, where, page]) => {
    const value: string | NamedValue | undefined = fieldById(id)?.values?.[byte];
    if (value === undefined) return [];
    const says = typeof value === 'string' ? value : value.name;
    return [{ where, says: `${says}.`, page: page.endsWith('/') ? `${page}${byte}` : page }];
  });
}

/** UTF-8: a byte may be a letter, or the first half of one. */
function asLetter(byte: number): ByteMeaning[] {
  const where = 'in a string';
  const page = 'learn/amf0';
  if (byte > 0x20 && byte < 0x7f)
    return [{ where, says: `The character “${String.fromCharCode(byte)}”.`, page }];
  if (byte >= 0xc2 && byte < 0xe0) {
    const text = new TextDecoder().decode(Uint8Array.of(byte, 0xa9));
    const says = `The first of two bytes of a letter outside ASCII, such as “${text}”. Then a byte from 80 to bf follows.`;
    return [{ where, says, page }];
  }
  return [];
}
