import { defineConfig } from 'vitest/config';

/**
 * Tests with other people's programs: slower, and in need of them. `npm run peers`. Those programs keep time by the
 * clock, so where other work shares the machine a test is tried again, as the stories in the browser are.
 */
export default defineConfig({
  test: {
    include: ['peers/**/*.test.ts'],
    testTimeout: 60_000,
    fileParallelism: false,
    retry: process.env['CI'] === undefined ? 0 : 2,
  },
});
