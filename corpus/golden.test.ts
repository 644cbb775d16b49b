import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldsText, findingText, messageText } from '../cli/text.ts';
import { CORPUS, corpusFile, inspect, look } from './inspect-file.ts';

/**
 * Captures of other people's programs and what they say, as text: whatever changes in it is seen in the
 * difference. Run `npx vitest run corpus/golden -u` to write the files anew, and read what changed.
 */
const GOLDEN: [path: string, name: string, from: number, to: number][] = [
  ['real/01c-ffmpeg-publish-nginx-2s.pcapng', 'ffmpeg-publish', 0, 22],
  ['real/03c-gst-rtmp2sink-publish-nginx.pcap', 'gstreamer-publish-chunk-128', 0, 14],
  ['real/04f-obs29-publish-nginx.pcap', 'obs-publish', 0, 22],
  ['real/03b-rtmpdump-vod-swfhash-conn-args-nginx.pcap', 'rtmpdump-play-digest', 0, 16],
  ['synthetic/s09-exttimestamp-repeated-on-type3.pcap', 'extended-timestamp', 12, 16],
  ['synthetic/s01-csid-2byte-and-3byte.pcap', 'chunk-stream-ids-over-63', 0, 18],
  ['real/05-ertmp2-ffmpeg8-hevc-opus-nginx.pcap', 'enhanced-rtmp-hevc-opus', 0, 24],
  ['real/05-ertmp1-ffmpeg7-publish-av1-nginx.pcap', 'enhanced-rtmp-av1', 0, 16],
  ['real/05-ertmp1-ffmpeg7-publish-hevc-aac-nginx.pcap', 'enhanced-rtmp-hevc-aac', 10, 20],
  ['real/05-ertmp2-ffmpeg8-flac-nginx.pcap', 'enhanced-rtmp-flac', 0, 20],
  ['real/05-ertmp2-ffmpeg8-hevc-hdr-colorinfo-nginx.pcap', 'enhanced-rtmp-hdr', 10, 18],
  ['real/05-ertmp2-ffmpeg8-multitrack-2v2a-nginx.pcap', 'enhanced-rtmp-multitrack', 10, 26],
  ['edge/c_ext_cont_absent.pcap', 'extended-timestamp-left-out', 0, 2],
];

/** Messages in one line each, beside those that are explained. */
const LISTED = 60;

/** A file that is longer is not read by anybody. */
const LONGEST = 60_000;

/** The first connection of a capture: its messages in lines, its findings, and messages `from` to `to` field by field. */
function golden(path: string, from: number, to: number): string {
  const bytes = corpusFile(`captures/${path}`);
  const [connection] = inspect(bytes).connections;
  const { messages, findings } = connection!.session!;
  const { rows, describer } = look(connection!, bytes);
  const lines: string[] = [];
  for (let row = 0; row < Math.min(messages.length, LISTED); row++)
    lines.push(messageText(connection!, rows.message(row)));
  lines.push('');
  for (let row = 0; row < Math.min(findings.table.length, LISTED); row++)
    lines.push(findingText(connection!, rows.finding(row)));
  for (let row = from; row < Math.min(messages.length, to); row++)
    lines.push('', fieldsText(connection!, rows.message(row), describer.message(row)));
  return `${lines.join('\n')}\n`;
}

describe('golden trees', () => {
  it.each(GOLDEN)('%s', async (path, name, from, to) => {
    const text = golden(path, from, to);
    expect(text.length).toBeLessThan(LONGEST);
    await expect(text).toMatchFileSnapshot(join(CORPUS, 'golden', `${name}.txt`));
  });
});
