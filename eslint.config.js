import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import typescript from 'typescript-eslint';
import { importTable } from './scripts/import-table.js';

const TESTS = ['**/*.test.{ts,tsx}', '**/*.test-support.ts'];
const SANS_IO =
  'src-protocol has no input, output, clock or chance of its own: take it as an argument (src-protocol/README.md).';

export default defineConfig(
  globalIgnores([
    ...['dist/', 'dist-node/', 'coverage/', 'playwright-report/', 'test-results/'],
    // A template: the build puts the list of files in.
    'app/offline/service-worker.js',
  ]),
  eslint.configs.recommended,
  typescript.configs.strictTypeChecked,
  typescript.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.protocol.json', 'tsconfig.app.json', 'tsconfig.node.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Numbers are most of what this project has to say.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `onClick={() => open()}` hides nothing, nor does a layout that returns the layout it hands over to.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Indexes that were checked two lines above, in loops that run a million times a second.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Bytes are counted, not iterated.
      '@typescript-eslint/prefer-for-of': 'off',
      // As for the compiler: an underscore says that the place is taken on purpose.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // An import of nothing but types must leave nothing behind: the page would load the whole decoder.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      eqeqeq: 'error',
    },
  },

  {
    files: ['{app,src-protocol,cli,server,bench}/**/*.{ts,tsx,js}'],
    // A test may drive what it tests with any other part.
    ignores: TESTS,
    plugins: { project: { rules: { 'import-table': importTable } } },
    rules: { 'project/import-table': 'error' },
  },

  {
    files: ['src-protocol/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          ...[
            'fetch',
            'XMLHttpRequest',
            'WebSocket',
            'console',
            'performance',
            'crypto',
            'process',
          ],
          ...[
            'setTimeout',
            'setInterval',
            'setImmediate',
            'queueMicrotask',
            'requestAnimationFrame',
          ],
          ...['self', 'window', 'document', 'navigator', 'localStorage', 'indexedDB', 'Buffer'],
        ].map((name) => ({ name, message: SANS_IO })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: SANS_IO },
        { object: 'Date', property: 'now', message: SANS_IO },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: SANS_IO },
      ],
    },
  },

  {
    files: ['app/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest'], jsxA11y.flatConfigs.strict],
    languageOptions: { globals: globals.browser },
    // Warns that the React Compiler will leave row windowing alone; the compiler is not used.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },

  {
    files: TESTS,
    rules: {
      // `expect(table.push).toBeDefined()` and the like take a method by name.
      '@typescript-eslint/unbound-method': 'off',
    },
  },

  {
    files: ['**/*.js'],
    languageOptions: { globals: globals.node },
    // The compiler knows which globals there are, the page's inside `page.evaluate` too.
    rules: { 'no-undef': 'off' },
  },
);
