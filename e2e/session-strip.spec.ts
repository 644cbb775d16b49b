import { decode, expect, test } from './inspector-page.ts';
import { expectNoViolations } from './violations.ts';

const SAMPLE = 'public/samples/04f-obs29-publish-nginx.pcap';

test('From any view I see the whole session in a line, and go to a place in it', async ({
  inspector,
}) => {
  const { page } = inspector;
  await inspector.visitSample('obs-publish', '/c0/messages?at=up@3089');
  const strip = page.getByRole('slider', { name: 'Place in the session' });
  await expect(strip).toHaveAttribute('aria-valuetext', /^0\.\d+ s$/);
  const { width } = (await strip.boundingBox())!;
  await strip.click({ position: { x: width / 2, y: 12 } });
  await expect(strip).toHaveAttribute('aria-valuetext', /^3\.\d+ s$/);
  await inspector.settled();
  await expect(inspector.selectedRow(inspector.grid('Messages'))).toBeVisible();

  const chunks = decode<{ address: string }>(SAMPLE, 'chunks');
  await page.keyboard.press('End');
  await inspector.expectAt(chunks.at(-1)!.address);
  await page.keyboard.press('Home');
  await inspector.expectAt(chunks[0]!.address);
  await page.keyboard.press('PageUp');
  await expect(strip).toHaveAttribute('aria-valuetext', /^0\.[67]\d* s$/);

  for (const view of ['Overview', 'Ladder', 'Problems'] as const) {
    await inspector.show(view);
    await expect(strip).toBeVisible();
  }
  await expectNoViolations(inspector, { within: '.workbench-strip', bestPractice: true });
  // The timeline has a map of its own, with handles.
  await inspector.show('Timeline');
  await expect(strip).toBeHidden();
});

test('Where there is little room, or no clock, there is no line', async ({ inspector }) => {
  const { page } = inspector;
  const strip = page.getByRole('slider', { name: 'Place in the session' });
  await inspector.visitSample('obs-publish', '/c0/messages');
  await expect(strip).toBeVisible();
  await page.setViewportSize({ width: 1000, height: 700 });
  await expect(strip).toBeHidden();
});
