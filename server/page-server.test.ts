import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PageServer } from './page-server.ts';

let folder: string;
let page: PageServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rtmp-inspector-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  page = await PageServer.listen(folder, ['127.0.0.1', '::1'], 0);
});

afterAll(() => {
  page.close();
  rmSync(folder, { recursive: true });
});

function get(path: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${String(page.port)}${path}`);
}

test('the page comes with a content policy that names no other host', async () => {
  const response = await get('/');
  expect(await response.text()).toContain('<title>page</title>');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|unsafe|\*/);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
});

test.each(['/missing', '/..%2f..%2fetc/passwd', '/%2e%2e/package.json'])(
  '%s is not found',
  async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  },
);

test('a port that is taken rejects with the system’s code', async () => {
  await expect(PageServer.listen(folder, ['127.0.0.1'], page.port)).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
