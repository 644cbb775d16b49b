import type { OneSource, OpenSource } from '../worker/protocol.ts';

/** What people call a source; of several files, all of them until the worker has said which it reads. */
export function nameOf(source: OpenSource): string {
  switch (source.kind) {
    case 'file':
      return source.file.name;
    case 'bytes':
    case 'live':
      return source.name;
    case 'several':
      return source.files.map(({ name }) => name).join(' + ');
    case 'pair':
      return source.parts.map(nameOf).join(' + ');
  }
}

/** Its size in bytes. */
export function sizeOf(source: OpenSource): number {
  switch (source.kind) {
    case 'file':
      return source.file.size;
    case 'bytes':
      return source.bytes.length;
    case 'live':
      return 0;
    case 'several':
      return source.files.reduce((sum, { size }) => sum + size, 0);
    case 'pair':
      return source.parts.reduce((sum, part) => sum + sizeOf(part), 0);
  }
}

/** The first of what a source consists of. */
export function firstOf(source: Exclude<OpenSource, { kind: 'live' }>): OneSource {
  switch (source.kind) {
    case 'several':
      return { kind: 'file', file: source.files[0]! };
    case 'pair':
      return source.parts[0];
    default:
      return source;
  }
}
