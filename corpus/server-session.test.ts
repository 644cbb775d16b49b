import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServerSession } from '../src-protocol/server/server-session.ts';
import { CORPUS } from './inspect-file.ts';
import { Chance, mutate } from './mutate.ts';
import { RANDOM, recorded, Talk } from './talk.ts';

const PUBLISH = ['connect', 'publish', 'unpublished'];
const PLAY = ['connect', 'play', 'stopped'];

/** A client of a capture: what it connects to, what a server has of it, and which handshake it offers. */
const CLIENTS: [
  file: string,
  app: string,
  story: string[],
  handshake: string,
  connection?: number,
][] = [
  ['04f-obs29-publish-nginx.pcap', 'live', PUBLISH, 'simple'],
  ['01-ffmpeg-publish-nginx.pcap', 'live', PUBLISH, 'digest'],
  ['07c-large-frames-117kB-chunk4096-ffmpeg-nginx.pcap', 'live', PUBLISH, 'digest'],
  ['07b-extended-timestamp-crossing-0xffffff-ffmpeg-nginx.pcap', 'live', PUBLISH, 'digest'],
  ['07a-port8080-chunk128-ackwindow20000-ffmpeg-nginx.pcap', 'live', PUBLISH, 'digest'],
  ['03c-gst-rtmp2sink-publish-nginx.pcap', 'live', PUBLISH, 'simple'],
  ['03g-gst-rtmp2sink-mp3-audio-only-chunk60000-nginx.pcap', 'live', PUBLISH, 'simple'],
  ['05-ertmp1-ffmpeg7-publish-av1-nginx.pcap', 'live', PUBLISH, 'digest'],
  ['05-ertmp1-ffmpeg7-publish-hevc-aac-nginx.pcap', 'live', PUBLISH, 'digest'],
  ['05-ertmp2-ffmpeg8-flac-nginx.pcap', 'live', PUBLISH, 'digest'],
  ['05-ertmp2-ffmpeg8-hevc-opus-nginx.pcap', 'live', PUBLISH, 'digest'],
  ['05-ertmp2-ffmpeg8-multitrack-2v2a-nginx.pcap', 'live', PUBLISH, 'digest'],
  ['03b-rtmpdump-vod-swfhash-conn-args-nginx.pcap', 'vod', PLAY, 'digest'],
  ['03b3-ffmpeg-vod-seek-nginx.pcap', 'vod', PLAY, 'digest'],
  ['06-rtmp-rtmpdump-to-rtmpsrv.pcap', 'live', PLAY, 'simple'],
];

interface TruthMessage {
  readonly timestamp: number;
  readonly messageTypeId: number;
  readonly sha1: string;
}

/** Audio, video and data that the client of a capture sent, as another reader saw them. */
function truth(file: string): TruthMessage[] {
  const name = file.replace(/\.pcap$/, '.json');
  const { connections } = JSON.parse(readFileSync(join(CORPUS, 'truth', name), 'utf8')) as {
    connections: { client: { messages: TruthMessage[] } }[];
  };
  return connections[0]!.client.messages
    .filter(({ messageTypeId }) => [8, 9, 18].includes(messageTypeId))
    .map(({ timestamp, messageTypeId, sha1 }) => ({ timestamp, messageTypeId, sha1 }));
}

const hash = (bytes: Uint8Array): string =>
  createHash('sha1').update(bytes).digest('hex').slice(0, 12);

/** All that was said and done, in one number. */
const outcome = ({ bytes, events }: Talk): string =>
  hash(Buffer.concat([bytes, Buffer.from(JSON.stringify(events))]));

describe('clients of the captures, played to the server', () => {
  it.each(CLIENTS)('%s', (file, app, story, handshake, connection) => {
    const talk = new Talk().client(recorded(`real/${file}`, connection));
    expect(talk.ending).toBeUndefined();
    expect(talk.events[0]).toMatchObject({ type: 'connect', app });
    expect(talk.story.slice(0, 3)).toEqual(story);
    const { said, errors, handshake: kind } = talk.inspected;
    expect(errors).toEqual([]);
    expect(kind).toBe(handshake);
    expect(said).toContain('0 _result NetConnection.Connect.Success');
    const media = talk.events.flatMap((event) => (event.type === 'media' ? [event.message] : []));
    expect(
      media.map(({ timestamp, messageTypeId, payload }) => ({
        timestamp,
        messageTypeId,
        sha1: hash(payload),
      })),
    ).toEqual(story === PUBLISH ? truth(file) : []);
  });

  it('says and does the same for any cut of the client’s bytes', () => {
    const client = recorded('real/04f-obs29-publish-nginx.pcap').subarray(0, 30_000);
    const whole = new Talk().client(client);
    const at = fc.integer({ min: 1, max: client.length - 1 });
    fc.assert(
      fc.property(fc.uniqueArray(at, { maxLength: 40 }), (cuts) => {
        const talk = new Talk();
        const places = [0, ...cuts.sort((one, other) => one - other), client.length];
        for (let i = 1; i < places.length; i++)
          talk.client(client.subarray(places[i - 1], places[i]));
        expect(outcome(talk)).toBe(outcome(whole));
      }),
      { numRuns: 20 },
    );
    expect(outcome(new Talk().client(client, 1))).toBe(outcome(whole));
  });

  it('survives damaged clients, and ends with a reason where it cannot go on', () => {
    const chance = new Chance(7);
    const originals = [
      '03b-rtmpdump-vod-swfhash-conn-args-nginx',
      '05-ertmp2-ffmpeg8-flac-nginx',
    ].map((name) => recorded(`real/${name}.pcap`).subarray(0, 12_000));
    for (let run = 0; run < 150; run++) {
      const talk = new Talk().client(mutate(chance.of(originals), chance), 1000);
      const { ending } = talk;
      if (ending?.type === 'ended') expect(ending.reason).toMatch(/^[A-Z‘].{10,}\.$/);
      talk.wait(200_000).wait(200_000);
      expect(talk.session.held).toBeLessThan(20_000);
    }
  });

  it('gives a connection that never says anything no more time than is stated', () => {
    const session = new ServerSession(RANDOM, 0);
    expect(session.tick(9_999)).toEqual([]);
    expect(session.tick(10_000)).toMatchObject([
      { event: { type: 'ended', limit: 'handshakeTime' } },
    ]);
    expect(session.receive(new Uint8Array(2000), 10_001)).toEqual([]);
  });
});
