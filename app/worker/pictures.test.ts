import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src-protocol/bytes/byte-source.ts';
import { Inspection } from '../../src-protocol/inspect/inspection.ts';
import { type PicturesAnswer, pictures } from './pictures.ts';
import { View } from './view.ts';

function open(capture: string, length = Infinity): View {
  const url = new URL(`../../corpus/captures/real/${capture}`, import.meta.url);
  const bytes = new Uint8Array(readFileSync(url)).subarray(0, length);
  const inspection = new Inspection();
  inspection.push(bytes);
  inspection.end();
  const connection = inspection.connections.find(({ session }) => session)!;
  return new View(connection, connection.session!, () => new MemorySource(bytes));
}

/** Everything from the first key frame on, as a player asks for it. */
function all(view: View): PicturesAnswer[] {
  const answers = [pictures(view, { connection: 0, from: 0, seek: true })];
  for (;;) {
    const { next, stream } = answers.at(-1)!;
    const more = pictures(view, { connection: 0, from: next, ...(stream && { stream }) });
    if (more.next === next) return answers;
    answers.push(more);
  }
}

const OBS = '04f-obs29-publish-nginx.pcap';

describe('pictures for a decoder', () => {
  it.each([
    [OBS, 'AVC', /^avc1\.[0-9A-F]{6}$/],
    ['05-ertmp1-ffmpeg7-publish-av1-nginx.pcap', 'AV1', /^av01\.0\.\d\dM\.08$/],
    ['05-ertmp2-ffmpeg8-hevc-opus-nginx.pcap', 'HEVC', /^hvc1\.1\.6\.L\d+\.90$/],
    ['05-ertmp2-ffmpeg8-multitrack-2v2a-nginx.pcap', 'HEVC', /^hvc1\./],
  ])('of %s begin with how to set it up and a key frame', (capture, name, codec) => {
    const [first] = all(open(capture));
    expect(first).toMatchObject({ name });
    expect(first!.codec).toMatch(codec);
    expect(first!.description.length).toBeGreaterThan(3);
    expect(first!.pictures[0]).toMatchObject({ isKey: true, start: 0 });
  });

  it('are every frame once, in order, and their bytes fill the answer', () => {
    const view = open(OBS);
    const answers = all(view);
    const count = answers.reduce((sum, one) => sum + one.pictures.length, 0);
    const frames = Array.from({ length: view.session.messages.length }, (_, row) =>
      view.rows.summary(row),
    ).filter((text) => /^AVC (key|inter) frame/.test(text));
    expect(count).toBe(frames.length);
    expect(count).toBeGreaterThan(50);
    for (const { pictures: list, bytes } of answers) {
      expect(list.at(-1)?.end ?? 0).toBe(bytes.length);
      // Lengths before the NAL units of each frame add up to the frame.
      for (const { start, end } of list) {
        const data = new DataView(bytes.buffer, bytes.byteOffset);
        let at = start;
        while (at < end) at += 4 + data.getUint32(at);
        expect(at).toBe(end);
      }
    }
  });

  it('begin at the last key frame when the newest are asked for', () => {
    const view = open('01-ffmpeg-publish-nginx.pcap');
    const newest = pictures(view, { connection: 0, from: Number.MAX_SAFE_INTEGER, seek: true });
    expect(newest.pictures[0]).toMatchObject({ isKey: true });
    expect(newest.codec).toMatch(/^avc1/);
    const first = all(view)[0]!.pictures[0]!;
    expect(newest.pictures[0]!.shown).toBeGreaterThan(first.shown);
  });

  it('are told to be missing where no video came', () => {
    const view = open('06-rtmp-rtmpdump-to-rtmpsrv.pcap');
    expect(pictures(view, { connection: 0, from: 0, seek: true })).toMatchObject({
      missing: 'video',
      pictures: [],
    });
  });

  it('are told to want their sequence header in a capture that begins later', () => {
    const view = open('03a-rtmpdump-play-live-nginx-publisher-midstream.pcap');
    expect(view.session.midstream).toBe(true);
    expect(pictures(view, { connection: 0, from: 0, seek: true })).toMatchObject({
      missing: 'sequence header',
      name: 'AVC',
      pictures: [],
    });
  });
});
