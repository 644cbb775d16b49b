import { expect, test } from './inspector-page.ts';

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`On a system with ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test('the page follows, until I choose otherwise, and remembers', async ({ inspector }) => {
      const { page } = inspector;
      await inspector.visitSample('obs-publish');
      const follows = await brightness();
      expect(follows > 0.5).toBe(colorScheme === 'light');
      const button = page.getByRole('button', { name: /^Colours:/ });
      const other = colorScheme === 'light' ? 'dark' : 'light';
      for (let presses = 0; presses < 3; presses++) {
        await button.click();
        if ((await button.getAttribute('aria-label')) === `Colours: ${other}`) break;
      }
      await expect(inspector.root).toHaveAttribute('data-theme', other);
      expect((await brightness()) > 0.5).toBe(other === 'light');
      await page.reload();
      await inspector.settled();
      await expect(inspector.root).toHaveAttribute('data-theme', other);

      /** Of the page's ground: 0 black, 1 white. */
      async function brightness(): Promise<number> {
        return page.evaluate(() => {
          const canvas = document.createElement('canvas').getContext('2d')!;
          const grounds = [document.documentElement, document.body].map(
            (element) => getComputedStyle(element).backgroundColor,
          );
          canvas.fillStyle = grounds.find((ground) => ground !== 'rgba(0, 0, 0, 0)') ?? '';
          canvas.fillRect(0, 0, 1, 1);
          const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
          return (red + green + blue) / 765;
        });
      }
    });
  });
