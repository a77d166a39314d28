// SPDX-License-Identifier: BSD-3-Clause
/**
 * Folders of programs: where a suite's sources are, which of them help others, and what they include. The layout is that of public
 * libc test suites: programs in folders, what they share in a folder `common` (and headers in `include`) beside them or above.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../model/errors.ts';
import { ARCHES } from '../model/cell.ts';
import { matchesAny, matchesGlob } from '../model/glob.ts';
import type { Suite } from './suite-file.ts';

const HELPER_FOLDER = 'common';
const HEADER_FOLDER = 'include';
/** Helpers are looked for in so many folders above the one that was given, which may be any part of a larger tree. */
const LEVELS_ABOVE = 2;
/** Names of folders that tell nothing: the suite is named by the folder above. */
const COLOURLESS = new Set(['src', 'tests', 'test', 'programs']);

/** A C file below a suite's folder, or in a folder of helpers. */
export interface Source {
  readonly file: string;
  /** Path below the suite's folder without `.c`, made of characters that command lines can carry. */
  readonly name: string;
  readonly folder: string;
}

/** What the programs of one folder share. All absolute. */
export interface Surroundings {
  readonly includeDirs: readonly string[];
  /** Sources of the folders of helpers. */
  readonly helpers: readonly string[];
}

/** Each C file that may be a program, by name. */
export function sourcesOf({ dir }: Pick<Suite, 'dir'>): Source[] {
  const files = cFilesBelow(dir).sort();
  const names = new Map<string, number>();
  return files.map((file) => {
    const plain = relative(dir, file)
      .replace(/\.c$/, '')
      .replaceAll(/[^A-Za-z0-9_.+/-]/g, '_');
    const count = names.get(plain) ?? 0;
    names.set(plain, count + 1);
    return { file, name: count === 0 ? plain : `${plain}_${count + 1}`, folder: dirname(file) };
  });
}

function cFilesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || entry.name === HELPER_FOLDER || entry.name === 'node_modules') return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return cFilesBelow(path);
    return entry.name.endsWith('.c') && isFile(path) ? [path] : [];
  });
}

export function surroundingsOf({ dir }: Pick<Suite, 'dir'>, folder: string): Surroundings {
  const above: string[] = [];
  const top = Array.from({ length: LEVELS_ABOVE }).reduce<string>((path) => dirname(path), dir);
  for (let path = folder; ; path = dirname(path)) {
    above.push(path);
    if (path === top || path === dirname(path)) break;
  }
  const existing = (name: string): string[] => above.map((path) => join(path, name)).filter(isFolder);
  const common = existing(HELPER_FOLDER);
  return {
    includeDirs: [...common, ...existing(HEADER_FOLDER)],
    helpers: common.flatMap((path) =>
      readdirSync(path)
        .filter((name) => name.endsWith('.c'))
        .sort()
        .map((name) => join(path, name))
        .filter(isFile),
    ),
  };
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Without the programs that nobody wants, so that they need not be built; as it is where nobody wants any, which is then told by name. */
export function narrowedTo(suite: Suite, isWanted: (name: string) => boolean): Suite {
  const meant = sourcesOf(suite).filter(({ name }) => matchesAny(suite.globs ?? ['*'], name));
  const wanted = meant.map(({ name }) => name).filter(isWanted);
  return wanted.length === 0 || wanted.length === meant.length ? suite : { ...suite, globs: wanted };
}

/** `PATH[:GLOB]` of a folder, or the path of a single program. */
function parsePlace(text: string): { readonly dir: string; readonly glob: string } {
  const refuse = (message: string): never => {
    throw new UserError('option-value', `--program-suite: ${message}`, {
      hint: 'give a folder of C files, and behind a colon a glob over their names: tests/src:string/*',
    });
  };
  const colon = existsSync(text) ? -1 : text.lastIndexOf(':');
  const path = resolve(colon < 0 ? text : text.slice(0, colon));
  const glob = (colon < 0 ? '' : text.slice(colon + 1)).replace(/\.c$/, '');
  if (path.endsWith('.c') && existsSync(path)) return { dir: dirname(path), glob: basename(path, '.c') };
  if (!isFolder(path)) refuse(`no folder ${JSON.stringify(path)}`);
  return { dir: path, glob: glob === '' ? '*' : glob };
}

/** Why a suite has no programs; a name that was asked for may be misspelt, or meant as the pattern of a shell. */
export function nothingIn({ dir, globs }: Pick<Suite, 'dir' | 'globs'>): string {
  if (globs === undefined) return `${dir}: no C file there defines main()`;
  const asked = globs.map((glob) => `"${glob}"`).join(' or ');
  return `${dir}: no program there matches ${asked} (names are paths below it without .c; * stands for any characters, ? for one)`;
}

/** Beside globs that match, one that does not would be missed by nobody. */
function refuseStrangers(dir: string, globs: readonly string[]): void {
  const names = sourcesOf({ dir }).map(({ name }) => name);
  const stranger = globs.find((glob) => !names.some((name) => matchesGlob(glob, name)));
  if (stranger === undefined || !names.some((name) => matchesAny(globs, name))) return;
  throw new UserError('option-value', `--program-suite: ${nothingIn({ dir, globs: [stranger] })}`);
}

const asName = (text: string): string => text.replaceAll(/[^A-Za-z0-9_-]/g, '_');

/** Shortest unused name made of the last parts of the path. */
function nameOf(dir: string, taken: ReadonlySet<string>): string {
  let name = '';
  for (let path = dir; path !== dirname(path); path = dirname(path)) {
    const part = asName(basename(path));
    name = name === '' ? part : `${part}-${name}`;
    if (!COLOURLESS.has(part) && !taken.has(name)) return name;
  }
  return name;
}

/** Suites from `--program-suite`; the globs of one folder add up. `taken`: names of the suites that are known already. */
export function outsideSuites(places: readonly string[], cflags: string | null, taken: readonly string[]): Suite[] {
  const names = new Set(taken);
  const byFolder = Map.groupBy(places.map(parsePlace), ({ dir }) => dir);
  return [...byFolder].map(([dir, parts]) => {
    const globs = parts.map(({ glob }) => glob);
    refuseStrangers(dir, globs);
    const name = nameOf(dir, names);
    names.add(name);
    return {
      name,
      description: `programs of ${dir}`,
      kconfig: [],
      programs: true,
      ...(cflags === null ? {} : { cflags: cflags.split(/\s+/).filter((flag) => flag !== '') }),
      arch: [...ARCHES],
      libc: ['nolibc', 'musl', 'glibc'],
      mutants: [],
      dir,
      globs,
    };
  });
}
