import { dirname, join, relative, sep } from 'node:path';
import { PROJECT } from './project.js';

/**
 * Who may import whom, as a lint rule. `src-protocol/README.md` has its part of the table in words.
 *
 * @typedef {object} Folder
 * @property {string[]} imports folders or files that it may import, beside itself
 * @property {string[]} [typesOf] folders of which it may import types only
 * @property {RegExp} [packages] packages it may import; none when left out
 */

const FOUNDATIONS = ['bytes', 'dictionary', 'wire', 'table'];
/** In wire order: what each folder of `src-protocol` may import beside the foundations. */
const PROTOCOL = {
  capture: [],
  network: [],
  transport: [],
  tls: [],
  handshake: [],
  amf: [],
  chunk: [],
  tcp: ['capture', 'network'],
  message: ['chunk', 'amf'],
  command: ['amf', 'message'],
  media: ['amf', 'message'],
  session: ['handshake', 'amf', 'chunk', 'message', 'command', 'media'],
  filter: [],
};
const EVERYTHING_ABOVE_INSPECT = [...FOUNDATIONS, ...Object.keys(PROTOCOL)];
const SERVER = ['handshake', 'amf', 'chunk', 'message', 'command', 'media'];

/** What the page needs at run time of `src-protocol`: words, and numbers turned into words. */
const WORDS = [
  'src-protocol/bytes',
  'src-protocol/dictionary',
  'src-protocol/filter',
  'src-protocol/table',
  'src-protocol/inspect/dictionary.ts',
  'src-protocol/tcp/segment-kinds.ts',
  'src-protocol/session/session-state.ts',
  // Whether pasted text has bytes in it; they are decoded in the worker.
  'src-protocol/capture/text-dump.ts',
];
/** The page's end of the line to the worker, and what is said on it. */
const LINE = ['protocol', 'client', 'session-client'].map((name) => `app/worker/${name}.ts`);
const PAGE = {
  imports: [...WORDS, ...LINE, 'app/state', 'app/format', 'app/theme', 'app/components'],
  typesOf: ['src-protocol', 'app/worker'],
  packages: /./,
};

/** @type {Record<string, Folder>} */
const TABLE = {
  'src-protocol/bytes': { imports: [] },
  'src-protocol/dictionary': { imports: [] },
  'src-protocol/wire': protocol(['bytes', 'dictionary']),
  'src-protocol/table': protocol(['bytes', 'dictionary']),
  ...Object.fromEntries(
    Object.entries(PROTOCOL).map(([name, more]) => [
      `src-protocol/${name}`,
      protocol([...FOUNDATIONS, ...more]),
    ]),
  ),
  // SHA-256 and HMAC, synchronous.
  'src-protocol/handshake': { ...protocol(FOUNDATIONS), packages: /^@noble\/hashes\// },
  'src-protocol/tls': { ...protocol(FOUNDATIONS), packages: /^@noble\/(hashes|ciphers)\// },
  'src-protocol/inspect': protocol(EVERYTHING_ABOVE_INSPECT),
  'src-protocol/server': protocol([...FOUNDATIONS, ...SERVER]),
  'src-protocol': { imports: ['src-protocol'] },
  'app/worker': { imports: ['src-protocol'], packages: /./ },
  'app/state': PAGE,
  'app/views': {
    ...PAGE,
    imports: [
      ...PAGE.imports,
      ...['app/learn', 'app/embed/embed-address.ts', 'app/embed/inline-bytes.ts'],
      'src-protocol/inspect/questions.ts',
    ],
  },
  // Building a chunk by hand runs the encoder and the decoder themselves; the reference shows the catalogue.
  'app/learn': {
    ...PAGE,
    imports: [
      ...PAGE.imports,
      ...['app/views', 'src-protocol/chunk', 'src-protocol/wire', 'src-protocol/command'],
    ],
  },
  // Bytes in a link: what they are has to be known before the decoder is told how to take them.
  'app/embed': {
    ...PAGE,
    imports: [
      ...PAGE.imports,
      ...['app/views', 'app/learn', 'src-protocol/chunk/chunk-writer.ts'],
      ...['src-protocol/capture/sniff.ts', 'src-protocol/transport/side.ts'],
    ],
  },
  'app/offline': { imports: ['app/components', 'app/theme'], packages: /./ },
  'app/format': { imports: WORDS, typesOf: ['src-protocol'] },
  'app/components': { imports: ['app/format', 'app/theme'], packages: /./ },
  'app/theme': { imports: [], packages: /./ },
  app: { imports: ['app'], packages: /./ },
  cli: { imports: ['src-protocol'], packages: /^(?:node:|fzstd$)/ },
  server: { imports: ['src-protocol'], packages: /^(?:node:|sirv$|ws$)/ },
  // Specimens are written by code that shares nothing with what is measured.
  bench: { imports: ['scripts'], packages: /./ },
};

/** @param {string[]} names of folders in `src-protocol` */
function protocol(names) {
  return { imports: names.map((name) => `src-protocol/${name}`) };
}

/** @type {import('eslint').Rule.RuleModule} */
export const importTable = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      folder: '{{from}} may not import {{to}}: {{allowed}} (see scripts/import-table.js).',
      types:
        '{{from}} may import only types from {{to}}: write "import type", or "type" before the name.',
      package: '{{from}} may not import the package {{to}}.',
    },
  },
  create(context) {
    const file = relative(PROJECT, context.filename).split(sep).join('/');
    const from = folderOf(file);
    if (from === undefined) return {};
    const rules = TABLE[from] ?? { imports: [] };

    /**
     * @param {import('eslint').Rule.Node} node
     * @param {unknown} source
     * @param {boolean} onlyTypes
     */
    const check = (node, source, onlyTypes) => {
      if (typeof source !== 'string') return;
      if (!source.startsWith('.')) {
        if (!(rules.packages?.test(source) ?? false))
          context.report({ node, messageId: 'package', data: { from, to: source } });
        return;
      }
      const [path = ''] = source.split('?');
      const to = join(dirname(file), path).split(sep).join('/');
      if (within(to, [from, ...rules.imports])) return;
      if (within(to, rules.typesOf ?? [])) {
        if (!onlyTypes) context.report({ node, messageId: 'types', data: { from, to } });
        return;
      }
      const names = [...rules.imports, ...(rules.typesOf ?? []).map((name) => `types of ${name}`)];
      const allowed =
        names.length === 0 ? 'it imports no other folder' : `it may import ${names.join(', ')}`;
      context.report({ node, messageId: 'folder', data: { from, to, allowed } });
    };

    return {
      ImportDeclaration: (node) => {
        check(node, node.source.value, isTypeOnly(node));
      },
      ExportNamedDeclaration: (node) => {
        if (node.source) check(node, node.source.value, isTypeOnly(node));
      },
      ExportAllDeclaration: (node) => {
        check(node, node.source.value, isTypeOnly(node));
      },
      ImportExpression: (node) => {
        if (node.source.type === 'Literal') check(node, node.source.value, false);
      },
    };
  },
};

/**
 * The entry of the table a file falls under: the longest.
 * @param {string} file
 */
function folderOf(file) {
  const names = Object.keys(TABLE).filter((name) => file.startsWith(`${name}/`));
  return names.sort((a, b) => b.length - a.length)[0];
}

/**
 * @param {string} path
 * @param {string[]} places folders or files
 */
function within(path, places) {
  return places.some((place) => path === place || path.startsWith(`${place}/`));
}

/**
 * `import type …`, or `import { type A, type B }`.
 * @param {object} node
 */
function isTypeOnly(node) {
  const { importKind, exportKind, specifiers } =
    /** @type {{ importKind?: string, exportKind?: string, specifiers?: { importKind?: string, exportKind?: string }[] }} */ (
      node
    );
  if (importKind === 'type' || exportKind === 'type') return true;
  if (specifiers === undefined || specifiers.length === 0) return false;
  return specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type');
}
