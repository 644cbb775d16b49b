import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Conversation } from './fixture.ts';
import { CORPUS, corpusFile } from './inspect-file.ts';

/** A payload of a vector, as a message would carry it. */
export interface VectorPayload {
  readonly name: string;
  readonly messageTypeId: number;
  readonly hex: string;
}

interface Value {
  id: string;
  hex: string;
}

interface Tag extends Value {
  type: number;
}

interface Body {
  id: string;
  type: number;
  body: string;
}

const json = (name: string): unknown =>
  JSON.parse(new TextDecoder().decode(corpusFile(`vectors/${name}`)));

/** Files of vectors that are read below, or are no payloads. */
const READ = ['amf0.json', 'amf3.json', 'codecs.json', 'media.json', 'messages.json'];
const OTHERS = ['chunks.json', 'tls.json'];

/** Names of files in the folder of vectors that nothing uses. */
export function unusedVectors(): string[] {
  return readdirSync(join(CORPUS, 'vectors')).filter(
    (name) => name.endsWith('.json') && !READ.includes(name) && !OTHERS.includes(name),
  );
}

/** String "x", in AMF0: the name of a handler that values are given to. */
const HANDLER = '02000178';
/** The switch from AMF0 to AMF3. */
const SWITCH = '11';

/** The vectors of all files as payloads: single values are put into a data message. */
export function vectorPayloads(): VectorPayload[] {
  const { tags } = json('media.json') as { tags: Tag[] };
  const { messages, commands } = json('messages.json') as { messages: Body[]; commands: Body[] };
  const data = (prefix: string, file: string, { id, hex }: Value): VectorPayload => ({
    name: `${file} ${id}`,
    messageTypeId: 18,
    hex: HANDLER + prefix + hex,
  });
  return [
    ...(json('amf0.json') as Value[]).map((value) => data('', 'AMF0', value)),
    ...(json('amf3.json') as { values: Value[] }).values.map((value) =>
      data(SWITCH, 'AMF3', value),
    ),
    ...[...messages, ...commands].map(({ id, type, body }) => ({
      name: `message ${id}`,
      messageTypeId: type,
      hex: body,
    })),
    ...[...tags, ...(json('codecs.json') as Tag[])].map(({ id, type, hex }) => ({
      name: `media ${id}`,
      messageTypeId: type,
      hex,
    })),
  ];
}

/** A capture of nothing but one of the handshakes in `corpus/handshake`. */
export function handshakeSession(name: string): Uint8Array {
  const client = corpusFile(`handshake/${name}.c2s`);
  const server = corpusFile(`handshake/${name}.s2c`);
  return new Conversation()
    .send(0, client.subarray(0, 1537))
    .send(1, server)
    .send(0, client.subarray(1537)).file;
}
