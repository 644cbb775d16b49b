import { expect, test } from '@playwright/test';

// A page that may not keep itself for later complains about it.
test.use({ serviceWorkers: 'allow' });

test('F23: the page loads quietly, and from here only', async ({ page, baseURL }) => {
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== baseURL && protocol !== 'blob:' && protocol !== 'data:')
      elsewhere.push(request.url());
  });

  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-inspector-state', 'empty');
  await expect(page.locator('#root')).not.toBeEmpty();
  await expect(page).toHaveTitle(/RTMP Inspector/);

  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
});

for (const { directive, attempt } of [
  { directive: 'script-src-elem', attempt: 'inline script' },
  { directive: 'connect-src', attempt: 'request to another host' },
  { directive: 'style-src-elem', attempt: 'inline style' },
])
  test(`F23: the policy stops: ${attempt}`, async ({ page }) => {
    await page.goto('/');
    const violated = await page.evaluate(
      (what) =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => {
            resolve(event.effectiveDirective);
          });
          if (what === 'connect-src') void fetch('http://127.0.0.2:9/').catch(() => undefined);
          else {
            const element = document.createElement(what === 'style-src-elem' ? 'style' : 'script');
            element.textContent = what === 'style-src-elem' ? 'p { color: red }' : 'void 0';
            document.body.append(element);
          }
        }),
      directive,
    );
    expect(violated).toBe(directive);
  });
