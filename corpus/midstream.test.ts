import { describe, expect, it } from 'vitest';
import { Inspection } from '../src-protocol/inspect/inspection.ts';
import type { InspectionOptions } from '../src-protocol/inspect/inspection-options.ts';
import { ACK, audio, Conversation, noise, type0, type1, type3, video } from './fixture.ts';
import { corpusFile, look } from './inspect-file.ts';
import { bytesOf } from './network/build-packets.ts';

function decode(bytes: Uint8Array, options?: InspectionOptions) {
  const inspection = new Inspection(options);
  inspection.push(bytes);
  inspection.end();
  const connection = inspection.connections[0]!;
  const { rows } = look(connection, bytes);
  const { messages } = connection.session!;
  return {
    connection,
    session: connection.session!,
    messages: Array.from({ length: messages.length }, (_, row) => rows.message(row)),
  };
}

/** Audio of 20 bytes and a picture of two chunks, over and over, of a session that began earlier. */
function talk(chunkSize: number, length: number): Uint8Array {
  const parts = Array.from({ length: 12 }, (_, at) => {
    const picture = bytesOf(video(5), noise(length - 5, at));
    return [
      type1({ chunkStreamId: 4, delta: 23, length: 20, type: 8 }),
      audio(20),
      at % 4 === 3
        ? type0({ chunkStreamId: 6, timestamp: at * 40, length, type: 9 })
        : type1({ chunkStreamId: 6, delta: 40, length, type: 9 }),
      picture.subarray(0, chunkSize),
      ...(length > chunkSize ? [type3(6), picture.subarray(chunkSize)] : []),
    ];
  });
  return new Conversation({ noStart: true }).send(0, bytesOf(...parts.flat())).file;
}

describe('a connection that began before the capture', () => {
  it.each([
    [200, 380],
    [128, 250],
    [1000, 1900],
    [65536, 70_000],
  ])('finds the chunk size of %d, whatever it is', (chunkSize, length) => {
    const { messages } = decode(talk(chunkSize, length));
    expect(messages.filter(({ complete }) => complete)).toHaveLength(24);
    expect(messages.every(({ confidence }) => confidence === 'found')).toBe(true);
  });

  it('marks times until each chunk stream states one, and the message streams that were never named', () => {
    const { messages } = decode(talk(128, 250));
    const pictures = messages.filter(({ messageTypeId }) => messageTypeId === 9);
    expect(pictures.map(({ timestampUncertain }) => timestampUncertain ?? false)).toEqual(
      [3, 9].flatMap((count, at) => Array<boolean>(count).fill(at === 0)),
    );
    expect(pictures[3]).toMatchObject({ timestamp: 120, messageStreamId: 1 });
    const sounds = messages.filter(({ messageTypeId }) => messageTypeId === 8);
    expect(sounds.every(({ timestampUncertain }) => timestampUncertain)).toBe(true);
    expect(sounds.every((row) => row.messageStreamIdUncertain)).toBe(true);
  });

  it('believes the chunk size that somebody set', () => {
    const bytes = talk(128, 250);
    expect(decode(bytes, { chunkSizes: [128, undefined] }).messages).toHaveLength(24);
    expect(decode(bytes, { chunkSizesOf: { 0: [128, 4096] } }).session.chunkSize(1)).toBe(4096);
    // Of another connection it says nothing.
    expect(decode(bytes, { chunkSizesOf: { 1: [99, 99] } }).session.chunkSize(0)).toBe(128);
  });

  it('has no use for set chunk sizes where the beginning is there', () => {
    const bytes = corpusFile('captures/real/01c-ffmpeg-publish-nginx-2s.pcapng');
    const told = decode(bytes, { chunkSizes: [7, 7] });
    expect(told.messages).toEqual(decode(bytes).messages);
  });

  it('can be left out', () => {
    const bytes = corpusFile('captures/real/07e-three-interleaved-connections-nginx.pcap');
    const inspection = new Inspection({ connection: 2 });
    inspection.push(bytes);
    inspection.end();
    expect(inspection.connections.map(({ session }) => session !== undefined)).toEqual([
      false,
      false,
      true,
    ]);
    expect(inspection.connections[0]!.detection?.why).toContain('Left out');
  });
});

describe('a message whose beginning is missing', () => {
  it('is shown with what is there, and nothing is made of its bytes', () => {
    const picture = noise(1000, 3);
    const parts = [
      picture.subarray(0, 60),
      ...[60, 188, 316, 444, 572].flatMap((at) => [type3(6), picture.subarray(at, at + 128)]),
      type3(6),
      picture.subarray(700, 750),
      ...Array.from({ length: 9 }, (_, at) => [
        type0({ chunkStreamId: 4, timestamp: at, length: 20, type: 8 }),
        audio(20),
      ]).flat(),
    ];
    const talk = new Conversation({ noStart: true });
    talk.packet(0, ACK, bytesOf(...parts));
    const { messages, session } = decode(talk.file);
    expect(messages[0]).toMatchObject({
      address: 'up@60',
      headless: true,
      complete: false,
      chunks: 6,
      length: 5 * 128 + 50,
      summary: 'The end of a message whose beginning is missing',
    });
    expect(messages.slice(1).every(({ complete }) => complete)).toBe(true);
    expect(session.chunkSize(0)).toBe(128);
  });
});
