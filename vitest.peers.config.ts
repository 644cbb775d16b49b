import { defineConfig } from 'vitest/config';

/** Tests with other people's programs: slower, and in need of them. `npm run peers`. */
export default defineConfig({
  test: { include: ['peers/**/*.test.ts'], testTimeout: 60_000, fileParallelism: false },
});
