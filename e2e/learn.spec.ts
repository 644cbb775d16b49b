import { CHAPTERS } from '../app/learn/chapters.ts';
import { capture, decode, expect, type InspectorPage, test } from './inspector-page.ts';
import { expectNoViolations } from './violations.ts';

/** The chapter says what the byte is, and its link shows it in the workbench beside the text. */
async function readAboutC3(inspector: InspectorPage): Promise<void> {
  const { page } = inspector;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where a message is cut');
  // The workbench comes by itself, and shows what the first paragraph talks about.
  await inspector.settledBeside();
  const article = page.getByRole('article');
  await article.getByRole('link', { name: 'c3', exact: true }).first().click();
  // It is the header of the second chunk of connect, lit in the bytes, not a letter of the string.
  await expect(inspector.stepper).toContainText('up@3073');
  await expect(inspector.byte(3213)).toHaveAttribute('aria-selected', 'true');
  await expect(inspector.selectedField).toContainText('fmt');
  await expect(inspector.explanation).toContainText('in the middle of tcUrl');
  await expect(article).toContainText('It is the continuation of the message');
}

test('a newcomer asks on the start page what the c3 in the middle of a string is', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit();
  await page.getByRole('link', { name: 'Strange bytes such as c3 in the middle' }).click();
  await readAboutC3(inspector);
});

test('a newcomer searches the chapters for a byte as people write it', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit();
  await page.getByRole('link', { name: 'Read the chapters' }).click();
  const search = page.getByRole('searchbox', { name: 'Search chapters and reference' });
  for (const query of ['c3', '0xc3', 'C3 in the middle of a string']) {
    await search.fill(query);
    const byte = page.getByRole('region', { name: /^The byte c3/ });
    await expect(byte).toContainText('Type 3 on chunk stream 3: a message goes on here');
    await expect(
      page.getByRole('region', { name: 'Chapters' }).getByRole('listitem').first(),
    ).toContainText('Where a message is cut');
    await expect(
      page.getByRole('region', { name: 'Reference' }).getByRole('link').first(),
    ).toHaveText('chunk basic header');
  }
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expectNoViolations(inspector);
  }
  await search.fill('xylophone');
  await expect(page.getByRole('status').first()).toContainText('Fewer words find more');
  await search.fill('modems');
  await page.getByRole('link', { name: /Where a message is cut/ }).click();
  // The search leads to the part that has the word.
  await expect(page.getByRole('heading', { name: 'Changing it' })).toBeInViewport();
  await search.waitFor({ state: 'detached' });
});

test('a newcomer presses the c3 in the bytes, and the inspector says what it is', async ({
  inspector,
}) => {
  await inspector.visitSample('ffmpeg-publish', '/c0/messages?at=up@3073&kind=message');
  await (await inspector.showByte(3213)).click();
  await expect(inspector.explanation).toContainText('This header stands in the middle of tcUrl');
  await inspector.byte(3212).click();
  await expect(inspector.explanation).toContainText('A chunk ends in the middle of tcUrl');
  await inspector.explanation.getByRole('link', { name: 'Read why messages are cut' }).click();
  await readAboutC3(inspector);
});

test('a capture of my own stays open while I read', async ({ inspector, context }) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose(capture('real/04f-obs29-publish-nginx.pcap'));
  await inspector.settled();
  await page.getByRole('button', { name: 'Chapters and reference' }).click();
  await page.getByRole('link', { name: /Where a message is cut/ }).click();
  const article = page.getByRole('article');
  await expect(article.getByRole('button', { name: /^Close .* and show the bytes/ })).toBeVisible();
  // A place in the sample opens by itself.
  const [other] = await Promise.all([
    context.waitForEvent('page'),
    article.getByRole('link', { name: 'c3', exact: false }).first().click(),
  ]);
  await expect(other).toHaveURL(/#\/s\/ffmpeg-publish/);
  await other.close();
  await page.getByRole('button', { name: 'Back to 04f-obs29-publish-nginx.pcap' }).click();
  await inspector.settled();
  await expect(page.getByRole('button', { name: 'Close the capture' })).toBeVisible();
  await expect(page).toHaveTitle(/04f-obs29/);
});

test('F20: each place that a chapter names lights up beside it', async ({ inspector }) => {
  test.slow();
  const { page } = inspector;
  await inspector.visit('/learn/chunk-size');
  await inspector.settledBeside();
  const placeOf = (address: string) => new URLSearchParams(address.split('?')[1]);
  const links = page.getByRole('article').locator('a[href*="at="]');
  const count = await links.count();
  expect(count).toBeGreaterThan(20);
  for (let index = 0; index < count; index++) {
    const link = links.nth(index);
    const place = placeOf((await link.getAttribute('href'))!);
    await link.click();
    await expect(inspector.stepper).toContainText(place.get('at')!);
    if (place.has('field')) {
      await expect(inspector.selectedField).toHaveCount(1);
      await expect.poll(() => placeOf(page.url()).get('field')).toBe(place.get('field'));
    }
  }
});

test('the paragraph in view leads the workbench, until somebody touches it', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit('/learn/basic-header');
  await inspector.settledBeside();
  await page.getByRole('heading', { name: 'Two bytes', exact: true }).hover();
  await expect(async () => {
    await page.mouse.wheel(0, 80);
    await expect(inspector.stepper).toContainText('up@3879', { timeout: 300 });
  }).toPass({ timeout: 20_000, intervals: [20] });
  await inspector.stepper.getByRole('button', { name: 'Next chunk' }).click();
  await expect(inspector.stepper).not.toContainText('up@3879');
  const back = page.getByRole('button', { name: 'Back to the text' });
  await expect(back).toBeVisible();
  await back.click();
  await expect(inspector.stepper).toContainText('up@3879');
});

test('F20: a question is predicted, revealed and remembered', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit('/learn/basic-header');
  const quiz = page.getByRole('region', { name: 'Question' }).first();
  await expect(quiz.getByRole('button', { name: 'Reveal' })).toBeDisabled();
  await quiz.getByRole('radio', { name: '12' }).check();
  await quiz.getByRole('button', { name: 'Reveal' }).click();
  await expect(quiz.getByRole('status')).toContainText('Not quite: 13.');
  await expect(quiz.getByRole('status')).toContainText('2 of the basic header + 11');
  await page.reload();
  await expect(quiz.getByRole('status')).toContainText('Not quite: 13.');
  await quiz.getByRole('button', { name: 'Ask again' }).click();
  await expect(quiz.getByRole('radio', { name: '12' })).toBeEnabled();
});

test('a chunk can be built from a form, and from its bytes', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit('/learn/memory');
  const build = page.getByRole('region', { name: 'Build a chunk' });
  const bytes = build.getByRole('textbox');
  await expect(bytes).toHaveValue('c4');
  const length = build
    .getByRole('group', { name: 'The message to send' })
    .getByLabel('message length');
  await length.fill('300');
  await expect(bytes).toHaveValue('44 00 00 14 00 01 2c 08');
  await expect(build.getByText('type 2 cannot be used: the length differs')).toBeVisible();
  await bytes.fill('04 00 04 00 00 00 20 09 02 00 00 00');
  await expect(length).toHaveValue('32');
  await expect(build.getByRole('radio', { name: /^type 0/ })).toBeChecked();
  await bytes.fill('04 00');
  await expect(build.getByRole('status')).toContainText('needs more than 2 bytes');
});

test('what was read is marked, can be forgotten, and brought back', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit('/learn/bytes');
  // Who comes to the end has read it; the button is there to say otherwise.
  const mark = page.getByRole('button', { name: /^(Mark as read|Read)$/ });
  await mark.scrollIntoViewIfNeeded();
  await expect(mark).toHaveAttribute('aria-pressed', 'true');
  await mark.click();
  await expect(mark).toHaveText('Mark as read');
  await mark.click();
  await expect(mark).toHaveText('Read');
  await page.getByRole('link', { name: 'Chapters' }).click();
  await expect(page.getByRole('link', { name: /Bytes and their order/ })).toContainText('· read');
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect(page.getByRole('link', { name: /Bytes and their order/ })).not.toContainText(
    '· read',
  );
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(page.getByRole('link', { name: /Bytes and their order/ })).toContainText('· read');
});

test('the map of sections leads to chapters and entries', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit('/learn/sections');
  const row = page.getByRole('row', { name: /5\.3\.1\.3 Extended Timestamp/ });
  await expect(row.getByRole('link', { name: 'The timestamp that does not fit' })).toBeVisible();
  await row.getByRole('link', { name: 'extended timestamp', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('extended timestamp');
});

test('the reference finds a status code, and shows where a sample has it', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit('/reference');
  await page.getByRole('searchbox').fill('streamnotfound');
  await page.getByRole('link', { name: 'NetStream.Play.StreamNotFound' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('NetStream.Play.StreamNotFound');
  await page
    .getByRole('region', { name: 'Where it can be seen' })
    .getByRole('link')
    .first()
    .click();
  await inspector.settled();
  await expect(inspector.stepper).toContainText('down@3365');
  // And from the bytes back: a field leads to its page, which leads to its places.
  await inspector.field('command name').click();
  await inspector.explanation.getByRole('link', { name: 'Look String up' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('String');
  await page.goBack();
  await inspector.field('fmt').first().click();
  await inspector.explanation.getByRole('link', { name: 'Look fmt up' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('fmt');
  await expect(
    page.getByRole('region', { name: 'Where it can be seen' }).getByRole('link'),
  ).not.toHaveCount(0);
});

test('an entry tells how often the open capture has it, and leads to each', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit();
  await inspector.choose(capture('real/04f-obs29-publish-nginx.pcap'));
  await inspector.settled();
  const chunks = decode<{ fmt: number; address: string }>(
    capture('real/04f-obs29-publish-nginx.pcap'),
    'chunks',
  ).filter(({ fmt }) => fmt === 1 || fmt === 2);
  const audio = decode<{ messageTypeId: number; address: string }>(
    capture('real/04f-obs29-publish-nginx.pcap'),
    'messages',
  ).filter(({ messageTypeId }) => messageTypeId === 8);
  const openEntry = async (search: string, name: string | RegExp) => {
    await page
      .getByRole('navigation', { name: 'Article' })
      .getByRole('link', { name: 'Reference' })
      .click();
    await page.getByRole('searchbox').fill(search);
    // A field can have a namesake in another structure; that of the wire comes first.
    await page.getByRole('link', { name, exact: true }).first().click();
  };
  const toArticle = () => page.getByRole('button', { name: 'Chapters and reference' }).click();
  await toArticle();
  await openEntry('audio', 'Audio (8)');
  const here = page.getByRole('region', { name: 'In the open capture' });
  await expect(here).toContainText(`${audio.length} times.`);
  await here.getByRole('link', { name: /^The first, / }).click();
  await inspector.settled();
  // The filter is set, and the first of them is selected.
  await inspector.expectRows(inspector.grid('Messages'), audio.length);
  await expect(inspector.stepper).toContainText(audio[0]!.address);
  await toArticle();
  await openEntry('audio', 'Audio (8)');
  await here.getByRole('link', { name: /^The next after / }).click();
  await inspector.settled();
  await expect(inspector.stepper).toContainText(audio[1]!.address);
  await toArticle();
  // What only the bytes tell, and what is in no table.
  await openEntry('audio specific', /AudioSpecificConfig/i);
  await expect(here.getByRole('link', { name: audio[0]!.address, exact: true })).toBeVisible();
  await openEntry('C1', 'C1');
  await expect(here.getByRole('link', { name: 'up@1', exact: true })).toBeVisible();
  // A field: of a header the filter knows all of them; in a message the bytes are looked into.
  await openEntry('timestampDelta', 'timestamp delta');
  await expect(here).toContainText(`${chunks.length} times.`);
  await here.getByRole('link', { name: /^The first, / }).click();
  await inspector.settled();
  await expect(inspector.stepper).toContainText(chunks[0]!.address);
  await expect(inspector.selectedField).toContainText('timestamp delta');
  await toArticle();
  await openEntry('avcPacketType', 'AVCPacketType');
  const first = await here.getByRole('link').first().innerText();
  await here.getByRole('link').first().click();
  await inspector.settled();
  await expect(inspector.stepper).toContainText(first);
  await expect(inspector.selectedField).toContainText('sequence header');
});

test('a chapter says what it builds on, and leads there', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit('/learn/chunk-size');
  const article = page.getByRole('article');
  await expect(article).toContainText('builds on What a chunk stream remembers');
  await article.getByRole('link', { name: 'What a chunk stream remembers' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What a chunk stream remembers');
});

test('a word that was not explained yet says what it means, by mouse and by key', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit('/learn/handshake');
  const article = page.getByRole('article');
  const word = article.getByRole('button', { name: 'GStreamer', exact: true });
  await word.focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('note', { name: 'GStreamer' });
  await expect(card).toContainText('It can publish and play RTMP.');
  await expect(card).toBeInViewport({ ratio: 1 });
  await expectNoViolations(inspector);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(word).toBeFocused();
  // One card at a time, and a chapter that explains the word is one press away.
  await article.getByRole('button', { name: 'chunk', exact: true }).click();
  await page.getByRole('note', { name: 'chunk' }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One, two or three bytes');
  await page.getByRole('link', { name: 'Words', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Words');
});

test('a chapter and an entry that do not exist say so', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit('/learn/quantum');
  await expect(page.getByText('There is no chapter “quantum”')).toBeVisible();
  await inspector.visit('/reference/structure/nothing');
  await expect(page.getByText('There is no entry “structure/nothing”')).toBeVisible();
});

for (const { id } of CHAPTERS)
  test(`axe finds nothing in the chapter ${id}`, async ({ inspector }) => {
    const { page } = inspector;
    // Without the workbench, which has stories of its own.
    await page.setViewportSize({ width: 900, height: 900 });
    await inspector.visit(`/learn/${id}`);
    await expect(page.getByRole('heading', { name: 'Covered here' })).toBeAttached();
    await expect(page.getByRole('heading', { name: 'Try it' })).toBeAttached();
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await expectNoViolations(inspector, { bestPractice: true });
    }
  });

for (const path of [
  'learn',
  'learn/sections',
  'learn/words',
  'reference',
  'reference/structure/chunk.messageHeader',
  'reference/field/chunk.messageHeader.timestampDelta',
  'reference/command/connect',
])
  test(`axe finds nothing in ${path}`, async ({ inspector }) => {
    const { page } = inspector;
    await inspector.visit(`/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNoViolations(inspector, { bestPractice: true });
  });

test('F20: printed, a chapter has all of its text, none of its buttons, and nothing is cut off', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visit('/learn/digest');
  await inspector.settledBeside();
  const article = page.getByRole('article');
  const words = (await article.locator('> :is(p, h2, ul, ol, table)').allInnerTexts()).filter(
    Boolean,
  );
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await article.locator('> :is(p, h2, ul, ol, table)').allInnerTexts()).toEqual(words);
  // A word that can be asked about is a part of its sentence, on paper as well.
  await expect(page.locator('button:not(.term):visible')).toHaveCount(0);
  await expect(page.getByRole('complementary')).toBeHidden();
  // What comes out of a sum is there without unfolding it.
  await expect(article.getByText('The inspector finds the same at').first()).toBeVisible();
  const cut = await article
    .locator('pre, table, .bound-bytes')
    .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
  expect(cut).toBe(0);
  // Paper is white, so letters are dark, whatever the screen is.
  await expect(article.getByRole('heading', { level: 1 })).toHaveCSS('color', 'rgb(20, 24, 29)');
});

test('on a phone a chapter fits the width, and the bytes come when asked for', async ({
  inspector,
}) => {
  const { page } = inspector;
  await page.setViewportSize({ width: 320, height: 640 });
  await inspector.visit('/learn/message-header');
  await expect(page.getByRole('heading', { name: 'Try it' })).toBeAttached();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
  await page.getByRole('button', { name: 'Show the bytes beside the text' }).click();
  await inspector.settledBeside();
});
