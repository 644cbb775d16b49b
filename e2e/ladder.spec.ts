import type { Locator } from '@playwright/test';
import { capture, decode, expect, test, type InspectorPage } from './inspector-page.ts';

const OBS = capture('real/04f-obs29-publish-nginx.pcap');
const HANDSHAKE = 6;

interface MessageLine {
  sender: 'client' | 'server';
  messageTypeId: number;
  address: string;
  length: number;
  chunks: number;
  time: number;
  command?: string;
  transactionId?: number;
}

const isMedia = ({ messageTypeId }: MessageLine) => messageTypeId === 8 || messageTypeId === 9;

function ladder({ page }: InspectorPage): Locator {
  return page.getByRole('list', { name: /^Ladder of connection/ });
}

/** The line with this sentence. */
function line(inspector: InspectorPage, sentence: RegExp): Locator {
  return ladder(inspector).getByRole('button', { name: sentence });
}

/** The last line, which says who ended the connection. */
function ending(inspector: InspectorPage): Locator {
  return ladder(inspector).getByText(/^The (client|server) closed the connection/);
}

async function expectLines(inspector: InspectorPage, lines: number): Promise<void> {
  await expect(ladder(inspector).getByRole('listitem').first()).toHaveAttribute(
    'aria-setsize',
    String(lines),
  );
}

test('I read the session as a ladder, and it says what the command line says', async ({
  inspector,
}) => {
  const messages = decode<MessageLine>(OBS, 'messages');
  const media = messages.filter(isMedia);
  await inspector.visitSample('obs-publish', '/c0/ladder');
  // One run of media between the commands at the beginning and those at the end, and who ended the connection.
  await expectLines(inspector, HANDSHAKE + messages.length - media.length + 2);
  await expect(inspector.page.getByText(/A byte is on its way for about 1\d µs/)).toBeVisible();
  for (const { command, sender, transactionId, length, chunks } of messages.filter(
    (one) => one.command === 'connect' || one.command === 'createStream',
  )) {
    const who = sender === 'client' ? 'Client to server' : 'Server to client';
    const size = `${length} bytes in ${chunks} ${chunks === 1 ? 'chunk' : 'chunks'}`;
    const sentence = new RegExp(
      `^${who}, command ${command}.*, transaction ${transactionId}, .*${size}`,
    );
    await reveal(inspector, sentence);
    await expect(line(inspector, sentence)).toHaveCount(1);
  }
  const asked = messages.find(({ command }) => command === 'connect')!;
  const answer = messages.find(({ command }) => command === '_result')!;
  const milliseconds = Math.round((answer.time - asked.time) * 1000);
  await expect(
    line(inspector, new RegExp(`command _result.*answers after ${milliseconds} ms`)),
  ).toHaveCount(1);
  const audio = media.filter(({ messageTypeId }) => messageTypeId === 8).length;
  await reveal(inspector, /video and/);
  await expect(
    line(
      inspector,
      new RegExp(`^Client to server, ${media.length - audio} video and ${audio} audio`),
    ),
  ).toHaveAttribute('aria-expanded', 'false');
});

test('With keys alone I walk down the ladder, unfold media and look at a message', async ({
  inspector,
}) => {
  const { page } = inspector;
  const messages = decode<MessageLine>(OBS, 'messages');
  const media = messages.filter(isMedia);
  const folded = HANDSHAKE + messages.length - media.length + 2;
  await inspector.visitSample('obs-publish');
  await page.keyboard.press('6');
  await expect(page.getByRole('tab', { name: 'Ladder' })).toHaveAttribute('aria-selected', 'true');
  await inspector.settled();
  await line(inspector, /handshake C0/).focus();
  await inspector.press('ArrowDown', HANDSHAKE + 1);
  await expect(line(inspector, /command connect/)).toBeFocused();
  await page.keyboard.press('Enter');
  await inspector.expectAt(messages.find(({ command }) => command === 'connect')!.address);
  await expect(line(inspector, /command connect/)).toHaveAttribute('aria-current', 'true');
  await expect(inspector.tree).toContainText('command name"connect"');

  await inspector.press('End');
  await expect(ending(inspector)).toBeFocused();
  const afterMedia = messages.slice(messages.lastIndexOf(media.at(-1)!) + 1).length;
  await inspector.press('ArrowUp', afterMedia + 1);
  const run = line(inspector, /video and/);
  await expect(run).toBeFocused();
  await inspector.press('ArrowRight');
  await expect(run).toHaveAttribute('aria-expanded', 'true');
  await expectLines(inspector, folded + media.length);
  await inspector.press('ArrowRight');
  await inspector.press('ArrowDown', 2);
  await page.keyboard.press('Enter');
  await inspector.expectAt(media[2]!.address);
  await inspector.press('ArrowLeft');
  await expect(run).toBeFocused();
  await inspector.press('ArrowLeft');
  await expect(run).toHaveAttribute('aria-expanded', 'false');
  await expectLines(inspector, folded);
  // What is selected is inside the run now.
  await expect(run).toHaveAttribute('aria-current', 'true');
  await inspector.press('Home');
  await expect(line(inspector, /handshake C0/)).toBeFocused();
});

test('The ladder goes along when I step or jump elsewhere', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/ladder?at=up@3089&kind=message');
  await expect(line(inspector, /command connect/)).toHaveAttribute('aria-current', 'true');
  await inspector.press(']');
  await expect(line(inspector, /command _result NetConn/)).toHaveAttribute('aria-current', 'true');
  await inspector.goTo('5s');
  const run = line(inspector, /video and/);
  await expect(run).toHaveAttribute('aria-current', 'true');
  // Unfolding it does not take the place away that I look at; the next step goes inside.
  await run.click();
  await inspector.settled();
  await expect(run).toHaveAttribute('aria-expanded', 'true');
  await inspector.press('.');
  await expect(page.locator('.ladder-list [aria-current=true]')).toHaveAccessibleName(
    /(AVC|AAC).*, 5\.\d{3} s/,
  );
});

test('I choose how far apart lines stand', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/ladder');
  const lines = async () =>
    Number(await ladder(inspector).getByRole('listitem').first().getAttribute('aria-setsize'));
  const even = await lines();
  await page.getByRole('button', { name: 'By gap' }).click();
  await expect.poll(lines).toBeGreaterThan(even);
  const byGap = await lines();
  await page.getByRole('button', { name: 'True time' }).click();
  await expect(page.getByText(/^A line is 20 ms\./)).toBeVisible();
  await expect.poll(lines).toBeGreaterThan(byGap);
  await inspector.settled();
  // Lines that are empty are passed over.
  await line(inspector, /handshake C0/).focus();
  await inspector.press('ArrowDown', HANDSHAKE);
  await expect(line(inspector, /Set Chunk Size/).first()).toBeFocused();
  await inspector.press('End');
  await expect(ending(inspector)).toBeFocused();
});

test('A capture without SYN says why its arrows are flat', async ({ inspector }) => {
  await inspector.visit();
  await inspector.choose(capture('variants/v30-midstream.pcap'));
  await inspector.settled();
  await inspector.show('Ladder');
  await expect(inspector.page.getByText(/^Arrows are flat:/)).toBeVisible();
  await expect(line(inspector, /handshake/)).toHaveCount(0);
});

/** Scrolls until a line is there. */
async function reveal(inspector: InspectorPage, sentence: RegExp): Promise<void> {
  const scroller = inspector.page.locator('.ladder-scroll');
  await scroller.evaluate((element) => (element.scrollTop = 0));
  for (let page = 0; page < 20; page++) {
    await inspector.settled();
    if ((await line(inspector, sentence).count()) > 0) return;
    await scroller.evaluate((element) => (element.scrollTop += element.clientHeight / 2));
  }
}

test('At the end of the ladder I read who ended the connection', async ({ inspector }) => {
  await inspector.visitSample('refused', '/c0/ladder');
  const end = ladder(inspector).getByRole('listitem').last();
  await expect(end).toHaveText('The server closed the connection (FIN) after 42 ms.');
  await expect(end).toHaveAttribute('aria-setsize', '8');
});
