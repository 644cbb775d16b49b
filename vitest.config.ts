import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src-protocol,app,cli,server,corpus,scripts}/**/*.test.{ts,tsx}'],
    // Nothing here takes a second; this only ends what hangs, and a busy machine is not a hang.
    testTimeout: 20_000,
  },
});
