import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate, parseSize } from '../bench/generate.js';
import { decode, expect, test, type InspectorPage } from './inspector-page.ts';
import { expectNoViolations } from './violations.ts';

const OBS = 'public/samples/04f-obs29-publish-nginx.pcap';
const DIST = join(import.meta.dirname, '../dist');

interface Connection {
  start: number;
}
interface Message {
  sender: string;
  messageTypeId: number;
  messageStreamId: number;
  chunkStreamId: number;
  offset: number;
  length: number;
  timestamp: number;
  chunks: number;
  complete: boolean;
  command?: string;
  transactionId?: number;
  summary: string;
}
interface Chunk {
  chunk: number;
  sender: string;
  time: number;
  offset: number;
  fmt: number;
  chunkStreamId: number;
  headerLength: number;
  payloadLength: number;
  message: number;
  address: string;
}

test('F3: A link brings back address, field, stretch and filter, and drops a field that is not there', async ({
  inspector,
  context,
}) => {
  const { page } = inspector;
  const place = 'at=up@3089&field=chunk.basicHeader.fmt&axis=bytes&win=0,4096&q=type:command';
  const link = `/#/s/obs-publish/c0/timeline?${place}`;
  await page.goto(link);
  await inspector.settled();
  await expect(inspector.selectedField).toContainText('fmt');
  await expect(page.getByRole('combobox', { name: 'Filter' })).toHaveValue('type:command');
  await expect(
    page.getByRole('group', { name: 'Timeline picture' }).getByRole('img'),
  ).toHaveAccessibleName(/^Timeline, [\d.]+ kB from byte 0/);
  const address = page.url();
  const other = await context.newPage();
  await other.goto(address);
  await expect(other.locator('[role=treeitem][aria-selected=true]')).toContainText('fmt');
  await expect(other).toHaveURL(address);
  await other.close();

  await page.goto('about:blank');
  await page.goto(link.replace('basicHeader.fmt', 'nonsense'));
  await inspector.settled();
  await inspector.expectAt('up@3089');
  await expect(page.getByText(/no field chunk\.nonsense/)).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Filter' })).toHaveValue('type:command');
  await expect(page).not.toHaveURL(/field=/);
});

/** Where steps keep to, and from where they are tried in either sample; `without` are units that have no stop there. */
const SCOPES: readonly {
  readonly scope: string;
  readonly sample: string;
  readonly from: string;
  readonly without: readonly string[];
}[] = [
  // Commands and their answers, in the order of a session.
  {
    scope: 'both directions',
    sample: 'obs-publish',
    from: 'up@3089',
    without: ['problem'],
  },
  {
    scope: 'this direction',
    sample: 'obs-publish',
    from: 'up@3089',
    without: ['control message', 'problem'],
  },
  {
    scope: 'this chunk stream',
    sample: 'obs-publish',
    from: 'up@3089',
    without: ['control message', 'problem'],
  },
  {
    scope: 'this message stream',
    sample: 'obs-publish',
    from: 'up@3089',
    without: ['problem'],
  },
  {
    scope: 'this transaction',
    sample: 'obs-publish',
    from: 'up@3089',
    without: ['control message', 'problem'],
  },
  {
    scope: 'filter result',
    sample: 'obs-publish',
    from: 'up@3089',
    without: ['problem'],
  },
  // Problems, all on one chunk stream; all that the client sent is one segment, with its commands first.
  {
    scope: 'both directions',
    sample: 'control-messages',
    from: 'up@3436',
    without: ['command', 'TCP segment'],
  },
  {
    scope: 'this direction',
    sample: 'control-messages',
    from: 'up@3436',
    without: ['command', 'TCP segment'],
  },
  {
    scope: 'this chunk stream',
    sample: 'control-messages',
    from: 'up@3875',
    without: ['command', 'TCP segment'],
  },
  {
    scope: 'this message stream',
    sample: 'control-messages',
    from: 'up@3376',
    without: ['command', 'control message', 'TCP segment', 'problem'],
  },
  {
    scope: 'filter result',
    sample: 'control-messages',
    from: 'up@3436',
    without: ['command', 'TCP segment'],
  },
];
const UNITS = [
  'field',
  'chunk',
  'message',
  'command',
  'control message',
  'TCP segment',
  'problem',
  'note',
];
/** Bookmarks, each at a record of both samples or at the one around it; in each of the scopes there is one. */
const MARKED = ['up@3073', 'down@3122', 'down@3324', 'up@3393', 'up@3436', 'up@4005', 'up@4163'];

for (const { scope, sample, from, without } of SCOPES)
  test(`F7: Whatever I step over, as many steps back bring the same state: ${scope} of ${sample}`, async ({
    inspector,
  }) => {
    test.setTimeout(240_000);
    const { page } = inspector;
    const filtered = 'q=type:control%20||%20cmd&mode=dim';
    await inspector.visitSample(sample, `/c0/chunks?at=up@3073&${filtered}`);
    await page.getByRole('switch', { name: 'All values' }).check();
    for (const place of MARKED) {
      await inspector.goTo(place);
      await page.keyboard.press('m');
    }
    await page.getByLabel('Where to step').selectOption(scope);
    for (const unit of UNITS) {
      await inspector.goTo(from);
      await page.getByLabel('Step over').selectOption(unit);
      const button = (way: string) => page.getByRole('button', { name: `${way} ${unit}` });
      const step = async (way: 'Next' | 'Previous'): Promise<string> => {
        await button(way).click();
        await inspector.settled();
        return inspector.stepper.innerText();
      };
      // The first step brings to a stop of the unit.
      const nothing = `There is no further ${unit}`;
      const found = !(await step('Next')).includes(nothing);
      expect(found, `${unit}, ${scope}`).toBe(!without.includes(unit));
      if (!found) continue;
      const start = await seen(inspector);
      let steps = 0;
      while (steps < 3 && !(await step('Next')).includes(nothing)) steps++;
      for (let back = 0; back < steps; back++) await step('Previous');
      expect(await seen(inspector), `${unit}, ${scope}`).toEqual(start);
    }
  });

/** Where the page stands, and the state there. */
async function seen(inspector: InspectorPage): Promise<string[]> {
  await inspector.settled();
  return [
    /(?:up|down)@\d+/.exec(await inspector.stepper.innerText())?.[0] ?? '',
    (await inspector.selectedField.allInnerTexts()).join(),
    await inspector.state.innerText(),
  ];
}

test('F9: The bar of a message is as long as what has come of it, chunk by chunk', async ({
  inspector,
}) => {
  const SAMPLE = 'public/samples/03c-gst-rtmp2sink-publish-nginx.pcap';
  const messages = decode<Message>(SAMPLE, 'messages');
  const chunks = decode<Chunk>(SAMPLE, 'chunks').slice(0, 40);
  const came = new Map<number, number>();
  await inspector.visitSample('gstreamer-128', '/c0/chunks');
  const grid = inspector.grid('Chunks');
  let partly = 0;
  for (const { chunk, message, payloadLength, address } of chunks) {
    const have = (came.get(message) ?? 0) + payloadLength;
    came.set(message, have);
    const { length } = messages[message]!;
    if (have < length) partly++;
    await inspector.goTo(address);
    const row = inspector.row(grid, chunk + 1);
    await expect(row).toContainText(`${grouped(have)} of ${grouped(length)} byte`);
    await expect(row).toContainText(have < length ? `${Math.floor((have / length) * 100)}%` : '✓');
    const widths = await row
      .locator('.message-bar > span')
      .evaluateAll((parts) => parts.map((part) => parseFloat((part as HTMLElement).style.width)));
    expect(widths[0]! + widths[1]!).toBeCloseTo((have / length) * 100, 3);
  }
  expect(partly).toBeGreaterThan(5);
});

function grouped(value: number): string {
  return value.toLocaleString('en').replaceAll(',', '\u202f');
}

const is =
  (...types: number[]) =>
  ({ messageTypeId }: Message) =>
    types.includes(messageTypeId);
const answersTo = (one: Message, other: Message): boolean =>
  /^_(?:result|error)$/.test(one.command ?? '') &&
  other.sender !== one.sender &&
  other.transactionId === one.transactionId;
const MESSAGE_FILTERS: readonly [
  string,
  (message: Message, at: number, all: readonly Message[]) => boolean,
][] = [
  ['type:command', is(17, 20)],
  ['type:audio', is(8)],
  ['type:video', is(9)],
  ['type:media', is(8, 9)],
  ['type:data', is(15, 18)],
  ['type:control', is(1, 2, 3, 4, 5, 6)],
  ['type:set-chunk-size', is(1)],
  ['type:audio,video', is(8, 9)],
  ['-type:media', (one) => !is(8, 9)(one)],
  ['!(type in {audio video})', (one) => !is(8, 9)(one)],
  ['type == audio || type == video', is(8, 9)],
  ['rtmpt.header.typeid == 20', is(20)],
  ['dir:up', ({ sender }) => sender === 'client'],
  ['dir:down', ({ sender }) => sender === 'server'],
  ['dir:up type:command', (one) => one.sender === 'client' && is(20)(one)],
  ['csid:3', ({ chunkStreamId }) => chunkStreamId === 3],
  ['csid:2..3', ({ chunkStreamId }) => chunkStreamId === 2 || chunkStreamId === 3],
  ['-csid:3', ({ chunkStreamId }) => chunkStreamId !== 3],
  ['rtmpt.header.csid == 4', ({ chunkStreamId }) => chunkStreamId === 4],
  ['msid:0', ({ messageStreamId }) => messageStreamId === 0],
  ['msid:1 -type:media', (one) => one.messageStreamId === 1 && !is(8, 9)(one)],
  ['len:>1000', ({ length }) => length > 1000],
  ['len:<=4', ({ length }) => length <= 4],
  ['len:100..500', ({ length }) => length >= 100 && length <= 500],
  ['rtmpt.header.bodysize > 1KiB', ({ length }) => length > 1024],
  ['ts:0', ({ timestamp }) => timestamp === 0],
  ['ts:>=1000 type:video', (one) => one.timestamp >= 1000 && is(9)(one)],
  ['cmd', ({ command }) => command !== undefined],
  ['cmd:connect', ({ command }) => command === 'connect'],
  ['cmd contains result', ({ command }) => command?.includes('result') === true],
  ['cmd:/^FC/', ({ command }) => command?.startsWith('FC') === true],
  ['txid:2', ({ transactionId }) => transactionId === 2],
  ['chunks:1', (one) => one.chunks === 1],
  ['message:7', (_, at) => at === 6],
  ['complete', ({ complete }) => complete],
  ['at:3073', ({ offset }) => offset === 3073],
  ['key', ({ summary }) => summary.endsWith('key frame')],
  ['codec:h264', is(9)],
  ['codec:aac -info:raw', (one) => is(8)(one) && !one.summary.includes('raw')],
  ['info:"inter frame"', ({ summary }) => summary.includes('inter frame')],
  ['answered', (one, _, all) => all.some((other) => answersTo(other, one))],
  ['answers', (one, _, all) => all.some((other) => answersTo(one, other))],
  ['amf.app matches /LIVE/i', ({ command }) => command === 'connect'],
  ['bytes contains "onMetaData"', ({ summary }) => summary.includes('onMetaData')],
];
/** Filters that find what a lost segment left of a session. */
const DAMAGED = 'public/samples/v27-one-segment-lost.pcap';
const DAMAGED_FILTERS: readonly [string, (message: Message) => boolean][] = [
  ['-complete', ({ complete }) => !complete],
  ['gap', ({ summary }) => summary.endsWith('with missing bytes')],
  ['complete dir:up type:video', (one) => one.complete && one.sender === 'client' && is(9)(one)],
];
const CHUNK_FILTERS: readonly [string, (chunk: Chunk) => boolean][] = [
  ['fmt:0', ({ fmt }) => fmt === 0],
  ['fmt:1..2', ({ fmt }) => fmt === 1 || fmt === 2],
  ['fmt == 3 && dir == up', ({ fmt, sender }) => fmt === 3 && sender === 'client'],
  ['rtmpt.header.format == 3', ({ fmt }) => fmt === 3],
  ['header:12', ({ headerLength }) => headerLength === 12],
  ['payload:>=1KiB', ({ payloadLength }) => payloadLength >= 1024],
  ['payload:<128', ({ payloadLength }) => payloadLength < 128],
  ['chunk:1..20', ({ chunk }) => chunk < 20],
  ['at:<4000 dir:up', ({ offset, sender }) => offset < 4000 && sender === 'client'],
  ['t:1..2', ({ time }) => time - start() >= 1 && time - start() <= 2],
];

function start(): number {
  return (begun ??= decode<Connection>(OBS, 'connections')[0]!.start);
}
let begun: number | undefined;

test('F10: Forty filters and more leave as many rows as the command line’s lines tell', async ({
  inspector,
}) => {
  test.slow();
  const { page } = inspector;
  const box = page.getByRole('combobox', { name: 'Filter' });
  const all = decode<Message>(OBS, 'messages');
  const chunks = decode<Chunk>(OBS, 'chunks');
  expect(MESSAGE_FILTERS.length + CHUNK_FILTERS.length).toBeGreaterThanOrEqual(40);
  const expectCount = async (
    name: 'Messages' | 'Chunks',
    text: string,
    rows: number,
  ): Promise<void> => {
    expect(rows, `something matches ${text}`).toBeGreaterThan(0);
    await box.fill(text);
    await page.keyboard.press('Enter');
    await inspector.settled();
    const table = inspector.grid(name);
    await expect(table, text).toHaveAttribute('aria-rowcount', String(rows + 1));
  };
  await inspector.visitSample('obs-publish', '/c0/messages');
  for (const [text, matches] of MESSAGE_FILTERS)
    await expectCount('Messages', text, all.filter(matches).length);
  await inspector.show('Chunks');
  for (const [text, matches] of CHUNK_FILTERS)
    await expectCount('Chunks', text, chunks.filter(matches).length);
  await inspector.visitSample('segment-lost', '/c0/messages');
  const damaged = decode<Message>(DAMAGED, 'messages');
  for (const [text, matches] of DAMAGED_FILTERS)
    await expectCount('Messages', text, damaged.filter(matches).length);
});

test('F11: Of two million chunks every one can be reached, and they keep the order of the capture', async ({
  inspector,
}) => {
  test.slow();
  const { page } = inspector;
  const folder = mkdtempSync(join(tmpdir(), 'rtmp-inspector-'));
  const file = join(folder, 'two-million.pcap');
  try {
    generate(file, { size: parseSize('40MB'), seed: 7, publisher: { chunkSize: 16 } });
    await inspector.visit();
    await inspector.choose(file);
    await expect(inspector.root).toHaveAttribute('data-inspector-state', 'ready', {
      timeout: 90_000,
    });
    await inspector.settled();
    await inspector.show('Chunks');
    const grid = inspector.grid('Chunks');
    const rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
    // More rows than the highest element that a browser draws could hold.
    expect(rows).toBeGreaterThan(1_900_000);
    await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(inspector.row(grid, rows)).toBeInViewport();
    await inspector.goTo('#1000000');
    await expect(inspector.selectedRow(grid)).toHaveAttribute('aria-rowindex', '1000001');
    await expect(inspector.selectedRow(grid)).toBeInViewport();
    await inspector.press('.', 3);
    await expect(inspector.selectedRow(grid)).toHaveAttribute('aria-rowindex', '1000004');
    await inspector.selectedRow(grid).getByRole('gridcell').first().focus();
    await page.keyboard.press('Control+Home');
    await expect(inspector.row(grid, 1)).toBeInViewport();
    await page.keyboard.press('Control+End');
    await expect(inspector.row(grid, rows)).toBeInViewport();
    await expect(grid.getByRole('columnheader', { name: 'bytes' })).not.toHaveAttribute(
      'aria-sort',
    );
    await page.getByRole('button', { name: 'Columns' }).click();
    await expect(page.getByText(/Up to 200.000 rows can be sorted/)).toBeVisible();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.describe('F15: At twice the size', () => {
  // What a window of 1280 by 900 pixels has when everything is drawn twice as large.
  test.use({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });

  test('nothing is cut off at the side, and every view can be used', async ({ inspector }) => {
    const { page } = inspector;
    await inspector.visitSample('obs-publish', '/c0/overview?at=up@3073');
    for (const view of [
      'Overview',
      'Ladder',
      'Messages',
      'Timeline',
      'Problems',
      'Chunks',
    ] as const) {
      await inspector.show(view);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, view).toBeLessThanOrEqual(640);
      await expect(page.getByRole('tabpanel', { name: view })).toBeInViewport();
    }
    await inspector.press('.');
    await inspector.expectAt('up@3089');
  });
});

test.describe('F15: In colours that the system forces', () => {
  test.use({ contextOptions: { forcedColors: 'active' }, viewport: { width: 1200, height: 640 } });

  test('the selected row, the chosen tab and the covered bytes are to be told from others', async ({
    inspector,
  }) => {
    const { page } = inspector;
    await inspector.visitSample(
      'segment-lost',
      '/c0/chunks?at=up@14079&field=chunk.basicHeader.fmt',
    );
    await expectNoViolations(inspector);
    const drawn = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => {
          const { outlineStyle, outlineWidth, borderBlockEnd, backgroundColor, color } =
            getComputedStyle(element);
          return [outlineStyle, outlineWidth, borderBlockEnd, backgroundColor, color].join(' ');
        });
    const differ = async (chosen: string, other: string): Promise<void> =>
      expect(await drawn(chosen)).not.toBe(await drawn(other));
    await differ('[role=row][aria-selected=true]', '.grid-body > [role=row][aria-selected=false]');
    await differ('[role=tab][aria-selected=true]', '[role=tab][aria-selected=false]');
    await differ(
      '[role=gridcell][data-offset][aria-selected=true]',
      '[data-offset]:not([aria-selected=true])',
    );
  });
});

test('F23: What is built has no script or style in its pages, and makes no code of text', () => {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' });
  const pages = files.filter((name) => name.endsWith('.html'));
  expect(pages).toEqual(expect.arrayContaining(['index.html', 'embed.html']));
  for (const name of pages) {
    const text = readFileSync(join(DIST, name), 'utf8');
    expect(text, name).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(text, name).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
    expect(text, name).toContain("default-src 'none'");
    expect(text, name).not.toContain('unsafe-');
  }
  const scripts = files.filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(5);
  for (const name of scripts)
    expect(readFileSync(join(DIST, name), 'utf8'), name).not.toMatch(
      /(?<![.\w$])eval\(|new Function\(|(?<![.\w$])Function\(["'`]/,
    );
});

test.describe('F24: With reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing glides, and playing shows step after step', async ({ inspector }) => {
    const { page } = inspector;
    await inspector.visitSample('ffmpeg-publish', '/c0/timeline?at=up@3073');
    const longest = () =>
      page.evaluate(() =>
        Math.max(
          ...[...document.querySelectorAll('*')].flatMap((element) => {
            const { transitionDuration, animationDuration } = getComputedStyle(element);
            return [transitionDuration, animationDuration].flatMap((all) =>
              all.split(',').map((one) => parseFloat(one) * (one.includes('ms') ? 1 : 1000)),
            );
          }),
        ),
      );
    expect(await longest()).toBeLessThan(1);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await longest()).toBeLessThan(1);
    await page.keyboard.press('Escape');
    await page.getByLabel('Steps a second').selectOption('10/s');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(inspector.stepper).toContainText('up@3213');
    await expect(inspector.stepper).toContainText('down@3073');
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  });
});
