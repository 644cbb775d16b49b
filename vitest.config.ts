import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['{src-protocol,app,cli,server,corpus,scripts}/**/*.test.{ts,tsx}'] },
});
