import { capture, expect, test, type InspectorPage } from './inspector-page.ts';
import { expectNoViolations } from './violations.ts';

const VIEWS = [
  'Overview',
  'Ladder',
  'Messages',
  'Chunks',
  'Commands',
  'Segments',
  'Timeline',
  'Problems',
] as const;
const FAILURES = [
  'variants/v35-no-packets.pcap',
  'variants/v36-empty.pcap',
  'variants/v37-not-a-capture.txt',
  'real/06-rtmps-tls1.3-ffmpeg-publish-stunnel-nginx-dsb.pcapng',
  'real/06-rtmpt-ffmpeg7-publish-bridge-nginx.pcap',
  'variants/v30-midstream.pcap',
  'variants/v20-snaplen-100.pcap',
];

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`F15: In ${colorScheme} colours the rules of WCAG 2.2 AA hold`, () => {
    // Fewer rows and bytes in view are checked sooner, by the same rules.
    test.use({ colorScheme, viewport: { width: 1200, height: 640 } });

    test('at the start', async ({ inspector }) => {
      await inspector.visit();
      await expect(inspector.page.getByRole('button', { name: /^OBS Studio/ })).toBeVisible();
      await expectNoViolations(inspector);
    });

    test('while a capture is being read', async ({ inspector }) => {
      await holdWorker(inspector);
      await inspector.visit();
      await inspector.choose(capture('real/04f-obs29-publish-nginx.pcap'));
      await expect(inspector.page.getByRole('progressbar')).toBeVisible();
      await expectNoViolations(inspector);
    });

    for (const view of VIEWS)
      test(`in the view ${view}, with a field selected`, async ({ inspector }) => {
        const place = 'at=up@14079&field=chunk.basicHeader.fmt';
        await inspector.visitSample('segment-lost', `/c0/${view.toLowerCase()}?${place}`);
        await expect(inspector.page.getByRole('tabpanel', { name: view })).toBeVisible();
        await expect(inspector.selectedField).toBeVisible();
        await inspector.settled();
        await expectNoViolations(inspector);
      });

    test('in the list of connections and in the dialogs', async ({ inspector }) => {
      const { page } = inspector;
      await inspector.visitSample('refused');
      await expect(inspector.grid('Connections')).toBeVisible();
      await expectNoViolations(inspector);
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoViolations(inspector);
      await page.keyboard.press('Escape');
      await inspector.visitSample('obs-publish', '/c0/chunks?at=up@3073');
      await inspector.expectAt('up@3073');
      await page.keyboard.press('g');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoViolations(inspector);
    });

    test('in the palette, the settings, the note, and every part of the drawer', async ({
      inspector,
    }) => {
      // Axe looks at a dozen pages here.
      test.setTimeout(360_000);
      const { page } = inspector;
      await inspector.visitSample('segment-lost', '/c0/chunks?at=up@14079');
      await inspector.expectAt('up@14079');
      for (const [key, name] of [
        ['F1', 'Find a command'],
        ['Shift+M', 'Note'],
      ] as const) {
        await page.keyboard.press(key);
        await expect(page.getByRole('dialog', { name })).toBeVisible();
        await expectNoViolations(inspector);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
      await page.keyboard.press('m');
      for (const name of ['State', 'Decoder', 'Compare', 'Notes', 'Video']) {
        await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
        await inspector.settled();
        await expectNoViolations(inspector);
      }
      await page.getByRole('button', { name: 'Settings' }).click();
      await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
      await expectNoViolations(inspector);
      await page.getByRole('button', { name: 'High contrast', exact: true }).click();
      await expect(inspector.root).toHaveAttribute('data-theme', 'contrast');
      await expectNoViolations(inspector);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await expectNoViolations(inspector);
    });

    test('where something failed', async ({ inspector }) => {
      test.slow();
      await inspector.visit();
      for (const file of FAILURES) {
        await inspector.choose(capture(file));
        await expect(inspector.root).toHaveAttribute('data-inspector-state', /ready|failed/);
        await expect(inspector.page).toHaveTitle(new RegExp(file.split('/')[1]!.slice(0, 12)));
        await expect(inspector.root).not.toHaveAttribute('data-inspector-busy', /.*/);
        await expectNoViolations(inspector);
      }
    });
  });

test.describe('F15: In high contrast the rules of WCAG 2.2 AA hold', () => {
  test.use({ viewport: { width: 1200, height: 640 } });

  test('in every view', async ({ inspector }) => {
    test.slow();
    const { page } = inspector;
    await inspector.visitSample('segment-lost', '/c0/chunks?at=up@14079');
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'High contrast', exact: true }).click();
    await page.keyboard.press('Escape');
    await expect(inspector.root).toHaveAttribute('data-theme', 'contrast');
    for (const view of VIEWS) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: /^Command/ }).fill(view);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('tabpanel', { name: view })).toBeVisible();
      await inspector.settled();
      await expectNoViolations(inspector);
    }
  });
});

/** Keeps the worker from ever answering, so that the page stays with its progress bar. */
async function holdWorker({ page }: InspectorPage): Promise<void> {
  await page.addInitScript(() => {
    Worker.prototype.postMessage = () => undefined;
  });
}
