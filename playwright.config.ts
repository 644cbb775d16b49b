import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from './scripts/browser.js';

const port = Number(process.env['E2E_PORT'] ?? 19360);
const continuousIntegration = process.env['CI'] !== undefined;
const executablePath = findBrowser();
const asRoot = process.getuid?.() === 0;

/** One machine's drawing differs from the next one's; these make it differ less. */
const desktop = {
  ...devices['Desktop Chrome'],
  viewport: { width: 1440, height: 900 },
  deviceScaleFactor: 1,
};

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: continuousIntegration,
  retries: continuousIntegration ? 2 : 0,
  // Stories wait for what they mean to see; a busy machine may take its time to show it.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: 'test-results/e2e.json' }],
    ['html', { open: 'never' }],
  ],
  use: {
    baseURL: `http://localhost:${String(port)}`,
    trace: 'on-first-retry',
    // Each story begins as a first visit; offline.spec.ts is about what comes after it.
    serviceWorkers: 'block',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium's sandbox refuses to run as root, which is who runs in containers.
      args: asRoot ? ['--no-sandbox'] : [],
    },
  },
  projects: [
    { name: 'desktop', use: desktop },
    {
      name: 'touch',
      testMatch: /(frame|narrow)\.spec\.ts/,
      use: {
        ...desktop,
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        hasTouch: true,
        isMobile: true,
      },
    },
    {
      name: 'reduced-motion-and-forced-colors',
      testMatch: /(frame|keyboard)\.spec\.ts/,
      use: { ...desktop, contextOptions: { reducedMotion: 'reduce', forcedColors: 'active' } },
    },
  ],
  webServer: {
    command: `node dist-node/server.js --http-port ${String(port)} --rtmp-port ${String(port + 1000)}`,
    url: `http://localhost:${String(port)}`,
    reuseExistingServer: false,
  },
});
