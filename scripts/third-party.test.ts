import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT } from './project.js';

/** What is built for people, and the style that comes with it. */
const SHIPPED = ['app', 'cli', 'server', 'src-protocol'];
/** Licences that ask for no more than to be named. */
const ALLOWED = ['MIT', 'ISC'];

const text = readFileSync(join(PROJECT, 'THIRD_PARTY.md'), 'utf8');
const listed = new Map(
  [...text.matchAll(/^\| (\S+) +\| (\S+) +\|/gm)]
    .filter(([, name]) => name !== 'Package' && !name!.startsWith('-'))
    .map(([, name, licence]) => [name!, licence!]),
);

describe('THIRD_PARTY.md', () => {
  it('names every package that what is built imports, and no other', () => {
    expect([...listed.keys()].sort()).toEqual([...importedPackages()].sort());
  });

  it('names the licence that each of them states', () => {
    for (const [name, licence] of listed)
      expect(packageAt(name, PROJECT).licence, name).toBe(licence);
  });

  it('is right about the packages these bring', () => {
    const found = [...listed.keys()].flatMap((name) => broughtBy(name, PROJECT, new Set()));
    expect(found.length).toBeGreaterThan(listed.size);
    for (const { name, licence } of found)
      expect(listed.get(name) === licence || ALLOWED.includes(licence), `${name}: ${licence}`).toBe(
        true,
      );
  });
});

/** Packages that sources import at run time: no types, nothing of Node, none of the build's own modules. */
function importedPackages(): Set<string> {
  const found = new Set<string>();
  for (const folder of SHIPPED)
    for (const file of readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || /\.test(?:-support)?\.tsx?$/.test(file)) continue;
      const source = readFileSync(join(PROJECT, folder, file), 'utf8');
      for (const [, isType, specifier] of source.matchAll(
        /^(?:import|export)( type)?\s(?:[^'=();]*from )?'([^']+)';/gm,
      ))
        if (isType === undefined && !/^(?:\.|node:|virtual:)/.test(specifier!))
          found.add(/^(?:@[^/]+\/)?[^/]+/.exec(specifier!)![0]);
      for (const [, specifier] of source.matchAll(/\bimport\('([^.'][^']*)'\)/g))
        found.add(/^(?:@[^/]+\/)?[^/]+/.exec(specifier!)![0]);
    }
  return found;
}

interface Package {
  readonly name: string;
  readonly folder: string;
  readonly licence: string;
  readonly dependencies: readonly string[];
}

/** The package that `name` means to a file in `folder`. */
function packageAt(name: string, folder: string): Package {
  const path = join(folder, 'node_modules', name, 'package.json');
  if (!existsSync(path)) return packageAt(name, dirname(folder));
  const { license, dependencies } = JSON.parse(readFileSync(path, 'utf8')) as {
    license: string;
    dependencies?: Record<string, string>;
  };
  return {
    name,
    folder: dirname(path),
    licence: license,
    dependencies: Object.keys(dependencies ?? {}),
  };
}

/** A package, and all that it needs. */
function broughtBy(name: string, folder: string, seen: Set<string>): Package[] {
  const one = packageAt(name, folder);
  if (seen.has(one.folder)) return [];
  seen.add(one.folder);
  return [one, ...one.dependencies.flatMap((needed) => broughtBy(needed, one.folder, seen))];
}
