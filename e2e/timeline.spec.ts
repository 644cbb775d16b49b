import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { decode, expect, test, type InspectorPage } from './inspector-page.ts';
import { expectNoViolations } from './violations.ts';

const SAMPLE = 'public/samples/04f-obs29-publish-nginx.pcap';

/** The timeline as a person knows it. */
class Timeline {
  readonly inspector: InspectorPage;
  /** What takes the keys. */
  readonly frame: Locator;
  /** The canvas; its name is the picture in words. */
  readonly picture: Locator;
  readonly area: Locator;
  readonly zooms: Locator;

  constructor(inspector: InspectorPage) {
    const { page } = inspector;
    this.inspector = inspector;
    this.frame = page.getByRole('group', { name: 'Timeline picture' });
    this.picture = this.frame.getByRole('img');
    this.area = page.getByRole('region', { name: 'Chosen area' });
    this.zooms = page.getByRole('navigation', { name: 'Zooms' });
  }

  handle(name: 'Start of the view' | 'End of the view' | 'Place of the view'): Locator {
    return this.inspector.page.getByRole('slider', { name });
  }

  button(name: string | RegExp): Locator {
    const view = this.inspector.page.getByRole('tabpanel', { name: 'Timeline' });
    return view.getByRole('button', { name, exact: true });
  }

  /** Saves something of the area, and tells what was in the file. */
  async saveArea(what: string): Promise<Buffer> {
    const saved = this.inspector.page.waitForEvent('download');
    await this.area.getByLabel('What to save of the area').selectOption(what);
    await this.area.getByRole('button', { name: 'Save' }).click();
    return readFileSync(await (await saved).path());
  }

  async says(text: string | RegExp): Promise<void> {
    await expect(this.picture).toHaveAccessibleName(text);
  }

  async words(): Promise<string> {
    await this.inspector.settled();
    return (await this.picture.getAttribute('aria-label')) ?? '';
  }

  /** Does something again and again until the picture says what is wanted. */
  async until(wanted: RegExp, act: () => Promise<void>, most = 60): Promise<string[]> {
    const seen: string[] = [];
    for (let times = 0; times < most; times++) {
      const now = await this.words();
      seen.push(now);
      if (wanted.test(now)) return seen;
      await act();
    }
    throw new Error(`never came to ${String(wanted)}: ${seen.at(-1) ?? ''}`);
  }
}

/** The levels of detail in the order in which they were seen. */
function levels(seen: readonly string[]): string[] {
  const found = seen.map((words) => /showing (\w+)/.exec(words)?.[1] ?? '?');
  return found.filter((level, i) => level !== found[i - 1]);
}

test('F12: By keys alone I go from the whole session to one byte, and back', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/timeline?at=up@3089');
  const timeline = new Timeline(inspector);
  await timeline.says(/^Timeline, all 6.37 s/);
  await timeline.frame.focus();
  const seen = await timeline.until(/, 1 byte from byte/, () => page.keyboard.press('+'));
  expect(levels(seen)).toEqual(['sums', 'messages', 'chunks', 'bytes']);
  expect(page.url()).toContain('axis=bytes');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('up@3090, 0x00, byte 2 of 12 of the chunk header')).toBeAttached();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('up@3089, 0x03, byte 1 of 12 of the chunk header')).toBeAttached();
  await page.keyboard.press('ArrowLeft');
  await inspector.expectAt('up@3073');
  await page.keyboard.press('ArrowRight');
  await inspector.expectAt('up@3089');
  await timeline.until(/^Timeline, all 6.37 s/, () => page.keyboard.press('-'));
  await expect(timeline.button('Time')).toHaveAttribute('aria-pressed', 'true');
});

test('F12: By buttons alone I get to one byte, and to any stretch I can name', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/timeline?at=up@3089');
  const timeline = new Timeline(inspector);
  await timeline.until(/, 1 byte from byte/, () => timeline.button('Zoom in (+)').click());
  await timeline.button('Show everything (0)').click();
  await timeline.button('Bytes').click();
  const form = page.getByRole('form', { name: 'Start and end of the view' });
  await form.getByLabel('From').fill('16');
  await form.getByLabel('to', { exact: true }).fill('noon');
  await form.getByRole('button', { name: 'Show' }).click();
  await expect(form.getByRole('alert')).toHaveText('A number of bytes such as 4096, please.');
  await form.getByLabel('to', { exact: true }).fill('217');
  await page.keyboard.press('Enter');
  await timeline.says(/^Timeline, 201 bytes from byte 16, .* 1 chunk, no problems/);
  await timeline.button('Later (d)').click();
  await timeline.says(/^Timeline, 201 bytes from byte 116,/);
  await timeline.button('Centre the selected record (f)').click();
  await timeline.says(/^Timeline, 201 bytes from byte 16,/);
});

test('F12: The handles of the minimap work by key, and never pass each other', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/timeline');
  const timeline = new Timeline(inspector);
  const start = timeline.handle('Start of the view');
  const end = timeline.handle('End of the view');
  await start.focus();
  await page.keyboard.press('PageUp');
  await expect(start).toHaveAttribute('aria-valuetext', '0.64 s');
  await end.focus();
  await page.keyboard.press('PageDown');
  await expect(end).toHaveAttribute('aria-valuetext', '5.73 s');
  await timeline.says(/^Timeline, 5.09 s from 0.64 s/);
  await page.keyboard.press('Home');
  const [from, to] = await Promise.all(
    [start, end].map(async (one) => Number(await one.getAttribute('aria-valuenow'))),
  );
  expect(to).toBeGreaterThan(from!);
  await timeline.handle('Place of the view').focus();
  await page.keyboard.press('End');
  await expect(end).toHaveAttribute('aria-valuenow', String((await whole(end)) ?? 0));
  await inspector.settled();
  await expect.poll(() => page.url()).toContain('win=');

  async function whole(slider: Locator): Promise<string | null> {
    return slider.getAttribute('aria-valuemax');
  }
});

test('F12: A problem is to be seen at every zoom', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('segment-lost', '/c0/timeline');
  const timeline = new Timeline(inspector);
  await inspector.press('F8');
  await inspector.press('F8');
  await timeline.frame.focus();
  const seen = await timeline.until(/showing bytes/, async () => {
    expect(await warningPixels()).toBeGreaterThan(10);
    await page.keyboard.press('+');
  });
  expect(seen.length).toBeGreaterThan(5);
  for (const words of seen) expect(words).toMatch(/[1-9]\d* problems?\.$/);

  /** Pixels of the lane of problems that have the colour of a warning or a note. */
  async function warningPixels(): Promise<number> {
    return timeline.picture.evaluate((canvas: HTMLCanvasElement) => {
      const colours = ['warning', 'note', 'error'].map((name) => {
        const probe = document.createElement('span');
        probe.style.color = `var(--${name})`;
        document.body.append(probe);
        const colour = getComputedStyle(probe).color.match(/\d+/g)!.map(Number);
        probe.remove();
        return colour;
      });
      const copy = new OffscreenCanvas(canvas.width, canvas.height);
      const context = copy.getContext('2d', { willReadFrequently: true })!;
      context.drawImage(canvas, 0, 0);
      const { data } = context.getImageData(160, 24, canvas.width - 160, 18);
      let found = 0;
      for (let at = 0; at < data.length; at += 4)
        if (colours.some((one) => one.every((value, i) => value === data[at + i]))) found++;
      return found;
    });
  }
});

test('Along bytes there is no dead time, and the same chunks stay in view', async ({
  inspector,
}) => {
  await inspector.visitSample('obs-publish', '/c0/timeline?win=0.02,0.1');
  const timeline = new Timeline(inspector);
  await timeline.says(/^Timeline, 80 ms from 0.0200 s/);
  const chunks = decode<{ time: number }>(SAMPLE, 'chunks');
  const start = decode<{ start: number }>(SAMPLE, 'connections')[0]!.start;
  const within = chunks.filter(({ time }) => time - start >= 0.02 && time - start < 0.1).length;
  await timeline.button('Chunks').click();
  await timeline.says(new RegExp(`^Timeline, ${within} chunks from chunk #2,`));
  await timeline.button('Bytes').click();
  await timeline.says(/^Timeline, .* from byte 16,/);
  await timeline.button('Time').click();
  await timeline.says(/^Timeline, \d+ ms from 0\.0/);
});

test('A link brings the axis and the stretch back; what it does not make sense of is left out', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/timeline?at=up@3089&axis=bytes&win=16,217');
  const timeline = new Timeline(inspector);
  await timeline.says(/^Timeline, 201 bytes from byte 16,/);
  await page.reload();
  await inspector.settled();
  await timeline.says(/^Timeline, 201 bytes from byte 16,/);
  await inspector.visitSample('ffmpeg-publish', '/c0/timeline?axis=sideways&win=9,2');
  await timeline.says(/^Timeline, all /);
  await expect(page.getByText(/left out: axis=sideways, win=9,2/)).toBeVisible();
});

test('An area is added up, zoomed to, and found again by the way back', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/timeline');
  const timeline = new Timeline(inspector);
  await timeline.button('Add up the view').click();
  const chunks = decode<{ headerLength: number; payloadLength: number }>(SAMPLE, 'chunks');
  const header = chunks.reduce((sum, one) => sum + one.headerLength, 0);
  const bytes = chunks.reduce((sum, one) => sum + one.headerLength + one.payloadLength, 0);
  await expect(timeline.area).toContainText(`${chunks.length} chunks`);
  await expect(timeline.area).toContainText(
    `${((header / bytes) * 100).toFixed(1)} % of it headers`,
  );
  await timeline.button('Clear').click();
  await expect(timeline.area).toBeHidden();

  // With Shift, dragging chooses instead of moving.
  const box = (await timeline.frame.boundingBox())!;
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + 300, box.y + 120);
  await page.mouse.down();
  await page.mouse.move(box.x + 360, box.y + 130, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await timeline.says(/^Timeline, all /);
  await expect(timeline.area).toContainText(/messages that begin|nothing begins/);
  await timeline.button('Zoom to it').click();
  await timeline.says(/^Timeline, \d{3} ms from /);
  await timeline.frame.focus();
  for (const key of ['w', 'w', 'w', 'w']) await inspector.press(key);
  await expect(timeline.zooms.getByRole('button', { name: / ms from / })).not.toHaveCount(0);
  await timeline.zooms.getByRole('button', { name: 'All' }).click();
  await timeline.says(/^Timeline, all /);
  await expect(timeline.zooms).toBeHidden();
});

test('What I chose in the timeline, I get as rows of the table', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/timeline?at=up@3089&axis=index&win=0,40');
  const timeline = new Timeline(inspector);
  const chunks = decode<{ chunkStreamId: number; sender: string }>(SAMPLE, 'chunks');
  await timeline.frame.focus();
  await inspector.press('Shift+ArrowRight', 5);
  await timeline.area.getByRole('button', { name: 'Filter the table to it' }).click();
  await expect(page.getByRole('combobox', { name: 'Filter' })).toHaveValue('chunk:2..7');
  await inspector.expectRows(inspector.grid('Chunks'), 6);

  await page.goBack();
  await inspector.show('Timeline');
  await timeline.button('Add up the view').click();
  const lane = timeline.area.getByRole('combobox', { name: 'Lane' });
  await lane.selectOption({ label: 'chunk stream 3, commands, server to client' });
  const own = chunks
    .slice(0, 40)
    .filter(({ chunkStreamId, sender }) => chunkStreamId === 3 && sender === 'server').length;
  await expect(timeline.area).toContainText(new RegExp(`: ${own} chunks?,`));
  await timeline.area.getByRole('button', { name: 'Filter the table to it' }).click();
  await inspector.expectRows(inspector.grid('Chunks'), own);
});

test('F19: what I chose in the timeline, I save as a file, the same as the command line prints', async ({
  inspector,
}) => {
  await inspector.visitSample('obs-publish', '/c0/timeline?at=up@3089&axis=index&win=0,40');
  const timeline = new Timeline(inspector);
  await timeline.frame.focus();
  await inspector.press('Shift+ArrowRight', 5);
  const save = async (what: string): Promise<string[]> => {
    const text = (await timeline.saveArea(what)).toString('utf8');
    return text.trimEnd().split('\n');
  };
  const parsed = (lines: string[]): unknown[] => lines.map((line) => JSON.parse(line) as unknown);
  expect(parsed(await save('its chunks as JSON Lines'))).toEqual(
    decode(SAMPLE, 'chunks').slice(1, 7),
  );
  const [names, ...rows] = await save('its chunks as CSV');
  expect(names).toMatch(/^connection,sender,chunk,time,/);
  expect(rows).toHaveLength(6);
  // The stream's key stays hidden in the file as it is on the page.
  const messages = (await save('its messages as JSON Lines')).join('\n');
  expect(parsed(messages.replaceAll('••••••', 'obs-key').split('\n'))).toEqual(
    decode(SAMPLE, 'messages').slice(1, 7),
  );
  expect(messages).toContain("releaseStream('••••••')");
  expect((await save('its TCP segments as CSV'))[0]).toMatch(/^connection,sender,packet,time,/);
});

test('F19: The packets of an area, saved and opened again, are the same chunks', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/timeline?at=up@3073&axis=index&win=0,40');
  const timeline = new Timeline(inspector);
  await timeline.frame.focus();
  await inspector.press('Shift+ArrowRight', 12);
  // The first packets name the stream, which is hidden: nothing is saved before it is shown.
  await timeline.area.getByLabel('What to save of the area').selectOption('its packets as pcapng');
  await timeline.area.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('carry a stream key, which is hidden')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Command/ }).fill('stream keys');
  await page.keyboard.press('Enter');
  const slice = await timeline.saveArea('its packets as pcapng');
  await expect(inspector.stepper).toContainText(/\d+ packets saved/);

  await page.getByRole('button', { name: 'Close the capture' }).click();
  await inspector.choose({ name: 'slice.pcapng', mimeType: '', buffer: slice });
  await inspector.settled();
  await inspector.show('Chunks');
  const chunks = inspector.grid('Chunks');
  for (const [at, { address }] of decode<{ address: string }>(SAMPLE, 'chunks')
    .slice(0, 12)
    .entries())
    await expect(inspector.row(chunks, at + 1)).toContainText(address);
});

test('A dump of bytes has no packets to save, and says so', async ({ inspector }) => {
  await inspector.visit();
  await inspector.choose(join(import.meta.dirname, '../corpus/raw/socat-publish.c2s.bin'));
  await inspector.settled();
  await inspector.show('Timeline');
  const timeline = new Timeline(inspector);
  await timeline.frame.focus();
  await inspector.press('Shift+ArrowRight', 2);
  await timeline.area.getByLabel('What to save of the area').selectOption('its packets as pcapng');
  await expect(timeline.area.getByRole('button', { name: 'Save' })).toBeDisabled();
  await expect(timeline.area).toContainText('A dump has bytes and no packets that could be saved.');
});

test('A lane becomes a filter: by its button, by the pointer, and by key', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/timeline?at=up@3089');
  const timeline = new Timeline(inspector);
  const box = page.getByRole('combobox', { name: 'Filter' });
  await timeline.button('Lanes').click();
  const lanes = page.getByRole('region', { name: 'Lanes' });
  await lanes
    .getByRole('button', { name: 'Filter to chunk stream 3, commands, server to client' })
    .click();
  await page.getByRole('menuitem', { name: 'Only this' }).click();
  await expect(box).toHaveValue('csid:3 dir:down');
  await timeline.button('Lanes').click();

  // The selected record's lane is the one meant by a key.
  await timeline.frame.focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toContainText('chunk stream 3, commands, client to server');
  await page.getByRole('menuitem', { name: 'And not this' }).click();
  await expect(box).toHaveValue('csid:3 dir:down -(csid:3 dir:up)');
  await expect(timeline.frame).toBeFocused();

  // Problems are the first lane, below the axis.
  await timeline.frame.click({ button: 'right', position: { x: 30, y: 32 } });
  await page.getByRole('menuitem', { name: 'Only this' }).click();
  await expect(box).toHaveValue('problem');
});

test('What I noted stands in the timeline, and the arrows lead from note to note', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/timeline?at=up@3290');
  const timeline = new Timeline(inspector);
  await timeline.says(/no problems\.$/);
  await page.keyboard.press('m');
  await timeline.says(/no problems, 1 note\.$/);
  await inspector.goTo('down@3122');
  await page.keyboard.press('Shift+M');
  await page.getByRole('dialog', { name: 'Note' }).getByRole('textbox').fill('The answer to it');
  await page.getByRole('button', { name: 'Keep' }).click();
  await timeline.says(/no problems, 2 notes\.$/);

  // Up to the lane of notes: above those of the server's and the client's chunk streams.
  await timeline.frame.focus();
  const announced = page.getByRole('status').filter({ hasText: /^notes$/ });
  await expect(async () => {
    await page.keyboard.press('ArrowUp');
    await expect(announced).toBeAttached({ timeout: 200 });
  }).toPass();
  await inspector.expectAt('down@3122');
  await inspector.press('ArrowRight');
  await inspector.expectAt('up@3290');
  await inspector.press('ArrowLeft');
  await inspector.expectAt('down@3122');

  await timeline.button('Show as table').click();
  const table = page.getByRole('table', { name: /^Notes, / });
  await expect(table.getByRole('row')).toHaveCount(3);
  await table.getByRole('button', { name: 'bookmark' }).click();
  await inspector.expectAt('up@3290');
  await expectNoViolations(inspector);
});

test('With Shift and the arrows I choose an area without a pointer', async ({ inspector }) => {
  await inspector.visitSample('obs-publish', '/c0/timeline?at=up@3089&axis=index&win=0,20');
  const timeline = new Timeline(inspector);
  await timeline.frame.focus();
  await inspector.press('Shift+ArrowRight', 3);
  await expect(timeline.area).toContainText('4 chunks from chunk #2');
  await inspector.press('Enter');
  await timeline.says(/^Timeline, 5 chunks from chunk #/);
  await inspector.press('Escape');
  await expect(timeline.area).toBeHidden();
});

test('The wheel zooms with Ctrl, moves with Shift, and dragging moves', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/timeline?win=2,4');
  const timeline = new Timeline(inspector);
  const box = (await timeline.frame.boundingBox())!;
  await page.mouse.move(box.x + 400, box.y + 100);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await timeline.says(/^Timeline, 8\d\d ms from 2\.3/);
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, 300);
  await page.keyboard.up('Shift');
  await timeline.says(/^Timeline, 8\d\d ms from 2\.7/);
  await page.mouse.down();
  await page.mouse.move(box.x + 700, box.y + 100, { steps: 3 });
  await page.mouse.up();
  await timeline.says(/^Timeline, 8\d\d ms from 2\.3/);
});

test('Lanes can be filtered, folded, pinned and moved', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/timeline');
  const timeline = new Timeline(inspector);
  await timeline.button('Lanes').click();
  const panel = page.getByRole('region', { name: 'Lanes', exact: true });
  await expect(panel.getByRole('listitem')).toHaveCount(10);
  await panel.getByRole('searchbox').fill('server to client');
  await expect(panel.getByRole('listitem')).toHaveCount(4);
  await timeline.button('Show as table').click();
  const table = page.getByRole('region', { name: 'Timeline as a table' });
  await expect(table.getByRole('row', { name: /^← server to client 3 commands/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /→ client to server/ })).toHaveCount(0);
  await panel
    .getByRole('button', { name: 'Move chunk stream 5, commands, server to client up' })
    .click();
  const names = table.getByRole('table').first().getByRole('row');
  await expect(names.nth(3)).toContainText('5 commands');
  await panel
    .getByRole('button', { name: 'Pin chunk stream 5, commands, server to client at the top' })
    .click();
  await expect(names.nth(1)).toContainText('5 commands');
  await panel.getByRole('button', { name: 'As at first' }).click();
  await expect(names).toHaveCount(11);
});

test('The table tells the same as the picture, and leads to its records', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/timeline?win=0,0.2');
  const timeline = new Timeline(inspector);
  await timeline.button('Show as table').click();
  const table = page.getByRole('region', { name: 'Timeline as a table' });
  await table.getByRole('button', { name: "connect('live')" }).click();
  await inspector.expectAt('up@3089');
  await expect(table.getByRole('row', { name: /publish\('••••••'/ })).toBeVisible();
});

test('Stream keys are hidden byte by byte', async ({ inspector }) => {
  const { page } = inspector;
  const publish = decode<{ command?: string; address: string; summary: string }>(
    SAMPLE,
    'messages',
  ).find(({ command }) => command === 'publish')!;
  const key = /publish\('([^']+)'/.exec(publish.summary)![1]!;
  const row = decode<{ address: string }>(SAMPLE, 'chunks').findIndex(
    ({ address }) => address === publish.address,
  );
  const place = `at=${publish.address}&axis=index&win=${row},${row + 1}`;
  await inspector.visitSample('obs-publish', `/c0/timeline?${place}`);
  const timeline = new Timeline(inspector);
  await timeline.says(/showing bytes/);
  await timeline.frame.focus();
  const said: string[] = [];
  for (let byte = 0; byte < 45; byte++) {
    await page.keyboard.press('ArrowRight');
    said.push(
      (await page.getByText(/^up@\d+, .* of the (chunk header|message)$/).textContent()) ?? '',
    );
  }
  expect(said.filter((words) => words.includes('hidden'))).toHaveLength(key.length);
});

test('A capture without a clock has bytes and chunks, and no time', async ({ inspector }) => {
  await inspector.visit();
  await inspector.choose(join(import.meta.dirname, '../corpus/raw/socat-publish.c2s.bin'));
  await inspector.settled();
  await inspector.show('Timeline');
  const timeline = new Timeline(inspector);
  await timeline.says(/^Timeline, all \d+ chunks/);
  await expect(timeline.button('Time')).toHaveCount(0);
  await timeline.button('Bytes').click();
  await timeline.says(/^Timeline, all [\d.]+ kB/);
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`In ${colorScheme} colours`, () => {
    test.use({ colorScheme, viewport: { width: 1200, height: 800 } });

    test('the rules of WCAG 2.2 AA hold with everything open', async ({ inspector }) => {
      await inspector.visitSample(
        'segment-lost',
        '/c0/timeline?at=up@14079&axis=bytes&win=900,4000',
      );
      const timeline = new Timeline(inspector);
      await timeline.button('Lanes').click();
      await timeline.button('Add up the view').click();
      await expect(timeline.area).toContainText('chunks');
      await expectNoViolations(inspector);
      await timeline.button('Show as table').click();
      await expect(
        inspector.page.getByRole('region', { name: 'Timeline as a table' }),
      ).toBeVisible();
      await expectNoViolations(inspector);
    });
  });

test.describe('On a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('F25: a tap chooses a record, buttons zoom, and nothing is cut off', async ({
    inspector,
  }) => {
    const { page } = inspector;
    await inspector.visitSample('obs-publish', '/c0/timeline?win=0,0.2');
    const timeline = new Timeline(inspector);
    await timeline.button('Zoom in (+)').tap();
    await timeline.says(/^Timeline, 100 ms/);
    const box = (await timeline.frame.boundingBox())!;
    await page.touchscreen.tap(box.x + 240, box.y + 24 + 8 + 36 + 18 + 38 + 10);
    await expect(inspector.stepper).toContainText(/up@\d+/);
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    await expectNoViolations(inspector);
  });
});
