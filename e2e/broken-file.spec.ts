import { readFileSync } from 'node:fs';
import { damagedInFlight } from '../corpus/damage-packets.ts';
import { CONNECT, Conversation, session, type0 } from '../corpus/fixture.ts';
import {
  be16,
  bytesOf,
  ethernet,
  ipv4,
  pcapHeader,
  pcapRecord,
} from '../corpus/network/build-packets.ts';
import { capture, decode, expect, test } from './inspector-page.ts';

/** A file that is nowhere but here. */
const made = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});

/** Files of which nothing can be shown: what the page says, and what it advises. */
const HOPELESS = [
  {
    what: 'a text file',
    file: 'variants/v37-not-a-capture.txt',
    title: 'This is not a capture',
    says: 'By its first bytes it is a text file',
    advises: 'Accepted are pcap and pcapng captures',
  },
  {
    what: 'an empty file',
    file: 'variants/v36-empty.pcap',
    title: 'The file is empty',
    says: 'The file is empty.',
    advises: 'Stop the recording before you open its file',
  },
  {
    what: 'a capture without packets',
    file: 'variants/v35-no-packets.pcap',
    title: 'The capture has no packets',
    says: 'The capture has no packets.',
    advises: 'Check the interface',
  },
  {
    what: 'a capture of RTMPS',
    file: 'real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx-dsb.pcapng',
    title: 'The connection is encrypted (RTMPS)',
    says: 'at least one is TLS',
    advises: 'Record between the program and its TLS proxy',
  },
  {
    what: 'a capture of RTMPT',
    file: 'real/06-rtmpt-ffmpeg7-publish-bridge-nginx.pcap',
    title: 'RTMP is tunnelled through HTTP (RTMPT)',
    says: 'RTMP inside HTTP requests',
    advises: 'connect with rtmp:// instead of rtmpt://',
  },
];

for (const { what, file, title, says, advises } of HOPELESS)
  test(`F14: I open ${what}, read why nothing is shown, and open another`, async ({
    inspector,
  }) => {
    const { page } = inspector;
    await inspector.visit();
    await inspector.choose(capture(file));
    await inspector.settled('failed');
    const section = page.getByRole('region', { name: title });
    await expect(section).toContainText(says);
    await expect(section).toContainText(advises);
    await expect(section.getByRole('button', { name: 'Copy details' })).toBeVisible();

    const picker = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open another capture' }).last().click();
    await (await picker).setFiles(capture('edge/c_csid.pcap'));
    await inspector.settled();
    await expect(inspector.grid('Chunks')).toBeVisible();
  });

test('F14: I open a capture without TCP, and read what is in it instead', async ({ inspector }) => {
  const datagram = bytesOf(be16(40_000), be16(53), be16(8), be16(0));
  const packet = pcapRecord(ethernet(ipv4(datagram, { protocol: 17 })));
  await inspector.visit();
  await inspector.choose(made('names.pcap', bytesOf(pcapHeader(), packet, packet)));
  await inspector.settled('failed');
  const section = inspector.page.getByRole('region', { name: 'There is no TCP in this capture' });
  await expect(section).toContainText('None of the 2 packets carries TCP');
  await expect(section).toContainText('UDP port 53: 2');
  await expect(section).toContainText('Record the interface and port');
});

test('F14: I open a capture without RTMP, and read what its connections carry', async ({
  inspector,
}) => {
  const { page } = inspector;
  const asked = bytesOf('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await inspector.visit();
  await inspector.choose(made('web.pcap', new Conversation().send(0, asked).file));
  await inspector.settled('failed');
  const section = page.getByRole('region', { name: 'There is no RTMP in this capture' });
  await expect(section).toContainText('10.0.0.1:50000 to 10.0.0.2:1935, http');
  await expect(section).toContainText('have it read as RTMP');
  await expect(inspector.grid('Connections')).toContainText('HTTP');
});

test('F14: Decoding loses its way: I see where, what is there, and can copy all of it', async ({
  inspector,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const connect = [
    type0({ chunkStreamId: 3, length: CONNECT.length, type: 20, stream: 0 }),
    CONNECT,
  ];
  await inspector.visit();
  await inspector.choose(
    made('lost.pcap', session([...connect, new Uint8Array(600).fill(0xff), ...connect])),
  );
  await inspector.settled();
  const warning = inspector.page.getByRole('group').filter({ hasText: /to know about this/ });
  await warning.locator('summary').click();
  await expect(warning).toContainText('In connection 0 some bytes made no sense as chunks');
  await expect(warning).toContainText('the last chunk before it is up@3073');
  await expect(warning).toContainText('bytes there: ff ff ff');
  await warning.getByRole('button', { name: 'Copy details' }).click();
  await expect
    .poll(() => inspector.page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^Decoding lost its way \(warning, lost\)\n.*\n.*\nEvidence: the last chunk/);
});

test('F14: I set the chunk size of a capture that begins in mid-stream, and have it decoded again', async ({
  inspector,
}) => {
  const { page } = inspector;
  const path = capture('edge/c_midcap_cs128.pcap');
  await inspector.visit();
  await inspector.choose(path);
  await inspector.settled();
  const chunks = inspector.grid('Chunks');
  await inspector.expectRows(chunks, 4);
  // How sure it is that there are chunks there at all.
  await expect(inspector.row(chunks, 1)).toContainText('found');
  const warning = page.getByRole('group').filter({ hasText: /to know about this/ });
  await warning.locator('summary').click();
  await expect(warning).toContainText('the first chunk header is at up@0, the chunk size is 128');
  const form = warning.getByRole('form', { name: 'Chunk sizes set by hand' });
  const client = form.getByRole('textbox', { name: 'Chunk size, client' });
  await expect(client).toHaveAttribute('placeholder', '128');

  await client.fill('nonsense');
  await expect(form.getByRole('status')).toContainText('a whole number from 1');
  await expect(client).toHaveAttribute('aria-invalid', 'true');

  await client.fill('4096');
  await form.getByRole('button', { name: 'Decode again' }).click();
  await inspector.settled();
  const options = ['--chunk-size-client', '4096'];
  await inspector.expectRows(chunks, decode(path, 'chunks', options).length);
  await expect(chunks).not.toHaveAttribute('aria-rowcount', '5');
});

test('I see which chunk size a capture in mid-stream is read with, and where it was inferred', async ({
  inspector,
}) => {
  await inspector.visitSample('mid-stream', '/c0/chunks?at=up@1106');
  await inspector.page.getByRole('switch', { name: 'All values' }).check();
  const size = inspector.state.getByRole('row', { name: /^chunk size 4096/ });
  await expect(size).toContainText('inferred at up@951');
  await size.getByRole('button', { name: /^Go to up@951/ }).click();
  await inspector.expectAt('up@951');
});

test('F14: I look at a capture where the browser keeps nothing for the page', async ({
  inspector,
}) => {
  const { page } = inspector;
  await page.addInitScript(() => {
    const blocked = {
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, blocked);
  });
  await inspector.visit();
  await inspector.choose(capture('edge/c_csid.pcap'));
  await inspector.settled();
  for (const view of ['Overview', 'Ladder', 'Timeline', 'Problems', 'Chunks'] as const)
    await inspector.show(view);
  await expect(inspector.row(inspector.grid('Chunks'), 1)).toContainText('@3073');
  await inspector.press('m');
  await expect(page.getByText('does not let the page keep notes')).toBeVisible();
  await page.getByRole('button', { name: 'Close the capture' }).click();
  await expect(inspector.root).toHaveAttribute('data-inspector-state', 'empty');
});

for (const { what, bytes, says } of [
  { what: 'a snoop capture', bytes: 'snoop\0\0\0', says: 'editcap -F pcapng' },
  { what: 'a Microsoft Network Monitor capture', bytes: 'GMBU\0\0', says: 'editcap -F pcapng' },
  { what: 'an xz file', bytes: '\xfd7zXZ\0', says: 'Unpack it first' },
  { what: 'an MP4 file', bytes: '\0\0\0\x18ftypisom', says: 'ffmpeg -i FILE' },
])
  test(`F14: I open ${what}, and read how to make something of it that is read`, async ({
    inspector,
  }) => {
    await inspector.visit();
    const buffer = Buffer.from(bytes.padEnd(64, '\0'), 'latin1');
    await inspector.choose({ name: 'x', mimeType: 'application/octet-stream', buffer });
    await inspector.settled('failed');
    const section = inspector.page.getByRole('region', { name: 'This is not a capture' });
    await expect(section).toContainText(what);
    await expect(section).toContainText(says);
  });

test('F14: I have a connection read as RTMP that does not look like it', async ({ inspector }) => {
  await inspector.visit();
  await inspector.choose(capture('real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx-dsb.pcapng'));
  await inspector.settled('failed');
  const grid = inspector.grid('Connections');
  await inspector.row(grid, 1).click();
  const dialog = inspector.page.getByRole('dialog', { name: 'Connection 0 is not shown' });
  await expect(dialog).toContainText('TLS');
  await dialog.getByRole('button', { name: 'Read it as RTMP' }).click();
  await inspector.settled();
  await inspector.show('Overview');
  await expect(inspector.page.getByText(/Read as RTMP because that was asked for/)).toBeVisible();
});

test('F14: I open a file that cannot be shown and go back to the start', async ({ inspector }) => {
  await inspector.visit();
  await inspector.choose(capture('variants/v36-empty.pcap'));
  await inspector.settled('failed');
  await inspector.page.getByRole('button', { name: 'Back to the start' }).click();
  await expect(inspector.root).toHaveAttribute('data-inspector-state', 'empty');
});

/** Files of which something can be shown: what the page warns of, and what it shows all the same. */
const DAMAGED = [
  {
    what: 'RTMPE',
    file: 'real/06-rtmpe-rtmpdump-to-rtmpsrv.pcap',
    title: /encrypted \(RTMPE\)/i,
    says: 'after the handshake every byte is enciphered',
    advises: 'The handshake is shown',
    chunks: 0,
  },
  {
    what: 'a capture that begins in mid-stream',
    file: 'variants/v30-midstream.pcap',
    title: /begins in the middle of a connection/i,
    says: 'already under way',
    advises: 'Start recording before the client connects',
    chunks: 90,
  },
  {
    what: 'a capture with a gap',
    file: 'variants/v27-one-segment-lost.pcap',
    title: /bytes are missing/i,
    says: '515 bytes of connection 0 are missing',
    advises: 'Messages that lost bytes are marked',
    chunks: 139,
  },
];

for (const { what, file, title, says, advises, chunks } of DAMAGED)
  test(`F14: I open ${what}, am warned, and see what there is`, async ({ inspector }) => {
    const { page } = inspector;
    await inspector.visit();
    await inspector.choose(capture(file));
    await inspector.settled();
    await inspector.expectRows(inspector.grid('Chunks'), chunks);
    const warning = page.getByRole('group').filter({ hasText: /to know about this capture/ });
    await warning.getByText(title).first().click();
    await expect(warning).toContainText(says);
    await expect(warning).toContainText(advises);
  });

test('F14: I open a capture that was cut off, and see everything before', async ({ inspector }) => {
  const whole = readFileSync(capture('real/04f-obs29-publish-nginx.pcap'));
  await inspector.visit();
  await inspector.choose({
    name: 'cut.pcap',
    mimeType: 'application/octet-stream',
    buffer: whole.subarray(0, 50_000),
  });
  await inspector.settled();
  await inspector.expectRows(inspector.grid('Chunks'), 79);
  const warning = inspector.page.getByRole('group').filter({ hasText: /to know about this/ });
  await warning.getByText(/ends in the middle of a packet/i).click();
  await expect(warning).toContainText('Everything before this place is shown');
});

test('F14: I open a capture with a segment that was damaged on its way, and see the right copy', async ({
  inspector,
}) => {
  const intact = capture('synthetic/s01-csid-2byte-and-3byte.pcap');
  await inspector.visit();
  await inspector.choose({
    name: 'damaged.pcap',
    mimeType: 'application/octet-stream',
    // In the first copy of packet 12, connect has a type that there is not.
    buffer: Buffer.from(damagedInFlight(readFileSync(intact), 12, 1440)),
  });
  await inspector.settled();
  await inspector.show('Messages');
  const grid = inspector.grid('Messages');
  await inspector.expectRows(grid, decode(intact, 'messages').length);
  await inspector.goTo('up@3073');
  await expect(inspector.selectedRow(grid)).toContainText('connect');
  await expect(inspector.byte(3080)).toHaveText('14');
  await inspector.show('Segments');
  const damaged = inspector.grid('Segments').getByRole('row').filter({ hasText: 'damaged' });
  await expect(damaged).toContainText('up@3073');
  await inspector.show('Problems');
  const kinds = inspector.page.getByRole('region', { name: 'Kinds of problems' });
  await expect(kinds).toContainText('This segment was damaged on its way');
});

test('F14: Memory runs out in the middle of a capture: I see what was decoded, and what to try', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit();
  const worker = page.workers()[0] ?? (await page.waitForEvent('worker'));
  // The first look, the first 256 kB, and then there is no room for more.
  await worker.evaluate(() => {
    const read = Reflect.get(Blob.prototype, 'arrayBuffer');
    let reads = 0;
    Blob.prototype.arrayBuffer = function () {
      reads++;
      if (reads > 2) return Promise.reject(new RangeError('Array buffer allocation failed'));
      return read.call(this);
    };
  });
  await inspector.choose(capture('real/01-ffmpeg-publish-nginx.pcap'));
  await inspector.settled();
  const warning = page.getByRole('group').filter({ hasText: /the decoder stopped/ });
  await expect(warning).toContainText('The decoder stopped after 262144 of 314838 bytes');
  await expect(warning).toContainText('cut the capture into smaller files');
  await expect(warning).toContainText('Array buffer allocation failed');
  await inspector.goTo('up@3073');
  await expect(inspector.field('message length')).toBeVisible();

  // A new worker has its memory to itself.
  await warning.getByRole('button', { name: 'Decode again' }).click();
  await inspector.settled();
  await inspector.expectRows(
    inspector.grid('Chunks'),
    decode(capture('real/01-ffmpeg-publish-nginx.pcap'), 'chunks').length,
  );
  await expect(warning).toBeHidden();
});

test('F14: The decoder dies: what I have seen stays, and I can open the capture again', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose(capture('edge/c_csid.pcap'));
  await inspector.settled();
  const rows = await inspector.grid('Chunks').getAttribute('aria-rowcount');
  const [worker] = page.workers();
  await worker!.evaluate(() => {
    setTimeout(() => {
      throw new Error('out of memory');
    });
  });
  const warning = page.getByRole('group').filter({ hasText: /the decoder stopped/ });
  await expect(warning).toContainText('out of memory');
  await expect(warning).toContainText('cut the capture into smaller files');
  await expect(inspector.row(inspector.grid('Chunks'), 1)).toContainText('up@3073');
  await warning.getByRole('button', { name: 'Decode again' }).click();
  await inspector.settled();
  await expect(inspector.grid('Chunks')).toHaveAttribute('aria-rowcount', rows!);
  await expect(warning).toBeHidden();
});

for (const { what, file, says } of [
  {
    what: 'packets that were cut short',
    file: 'variants/v20-snaplen-100.pcap',
    says: /payload is missing in \d+ of \d+/,
  },
  {
    what: 'only one direction',
    file: 'variants/v33-server-to-client-only.pcap',
    says: /Only the server’s bytes of connection 0/i,
  },
])
  test(`F14: I open a capture with ${what}, and am told so above its connections`, async ({
    inspector,
  }) => {
    await inspector.visit();
    await inspector.choose(capture(file));
    await inspector.settled();
    await inspector.expectRows(inspector.grid('Connections'), 2);
    const warning = inspector.page.getByRole('group').filter({ hasText: /to know about this/ });
    await warning.locator('summary').click();
    await expect(warning).toContainText(says);
  });

test('F14: I open an HTTP request by itself and learn what it seems to be', async ({
  inspector,
}) => {
  await inspector.visitSample('refused');
  const grid = inspector.grid('Connections');
  await inspector.expectRows(grid, 5);
  await expect(grid).toContainText('HTTP');
  await expect(grid).toContainText('TLS');
  await expect(grid).toContainText('RTMPE');
});
