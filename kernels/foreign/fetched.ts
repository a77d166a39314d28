// SPDX-License-Identifier: BSD-3-Clause
/**
 * Sources that make gets from elsewhere, unpacks and patches below OUT/LIBRARY/ before it builds. It does so only when told to, for most
 * releases have no rule for a file that is not there yet, and it does not see a patch that changed, nor that a download broke off.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { BuildErrors, BuildFailure, FailedObject } from '../build-errors.ts';
import { hashOf, type Input } from '../inputs.ts';
import type { Library } from './blame.ts';
import { withHint } from './failure-words.ts';

export interface FetchedLibrary extends Library {
  /** Of its makefile: the same addresses lead to the same archives. */
  readonly makefile: string;
  /** Of all that unpacking and patching depends on. */
  readonly recipe: string;
}

const FETCH = /\$\(call\s+(?:fetch(?:as)?2?|clone|unarchive)\s*,\s*([\w-]+)/g;
const COMPILED = /\.(?:c|cc|cpp|h|hpp|S|s)$/;
const ARCHIVE = /\.(?:tar(?:\.\w+)?|tgz|txz|tbz2|zip)$/;
/** Ours, in OUT/LIBRARY/: what it was unpacked and patched by. */
const STAMP = '.unpacked-by';

/** Each library among these folders whose sources come from elsewhere; `inputs`: their files. */
export function fetchedLibraries(dirs: ReadonlySet<string>, inputs: readonly Input[]): FetchedLibrary[] {
  return [...dirs].flatMap((dir) => {
    const file = join(dir, 'Makefile.uk');
    if (!existsSync(file)) return [];
    const text = readFileSync(file, 'utf8').replaceAll(/^\s*#.*$/gm, '');
    const names = new Set([...text.matchAll(FETCH)].map(([, name = '']) => name));
    if (names.size === 0) return [];
    const own = inputs.filter((input) => input.file.startsWith(`${dir}/`) && !COMPILED.test(input.file));
    const recipe = hashOf(...own.flatMap((input) => [relative(dir, input.file), input.hash]));
    return [...names].map((name) => ({ name, dir, makefile: hashOf(text).slice(0, 24), recipe }));
  });
}

const archivesIn = (dir: string): string[] =>
  existsSync(dir) ? readdirSync(dir).filter((name) => ARCHIVE.test(name)) : [];

function copyArchives(from: string, to: string): void {
  for (const name of archivesIn(from).filter((one) => !existsSync(join(to, one)))) {
    mkdirSync(to, { recursive: true });
    // Another run may look at the same time.
    const part = join(to, `${name}.${process.pid}`);
    cpSync(join(from, name), part);
    renameSync(part, join(to, name));
  }
}

/** Before make: away with what was unpacked by another recipe. Archives that somebody put there are used. False: all is there. */
export function refreshFetched(libraries: readonly FetchedLibrary[], outDir: string, downloadsDir: string): boolean {
  for (const { name, makefile, recipe } of libraries) {
    const dir = join(outDir, name);
    const stamp = join(dir, STAMP);
    const known = existsSync(stamp) ? readFileSync(stamp, 'utf8') : null;
    if (known === recipe) continue;
    const entries = existsSync(dir) ? readdirSync(dir) : [];
    for (const entry of entries) {
      if (known !== null || !ARCHIVE.test(entry)) rmSync(join(dir, entry), { recursive: true });
    }
    copyArchives(join(downloadsDir, makefile, name), dir);
  }
  return libraries.some(({ name }) => !existsSync(join(outDir, name, '.origin')));
}

/** Ours, in OUT/: the configuration that all was prepared for. Some libraries take other sources for another one. */
const PREPARED = '.prepared-for';

/** Null: for none yet. */
export function preparedFor(outDir: string): string | null {
  const file = join(outDir, PREPARED);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

export function notePrepared(outDir: string, config: string): void {
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, PREPARED), config);
}

/** Other architectures and sets of libraries need not fetch them again. */
export function keepArchives(libraries: readonly FetchedLibrary[], outDir: string, downloadsDir: string): void {
  for (const { name, makefile } of libraries) {
    const dir = join(outDir, name);
    if (existsSync(join(dir, '.origin'))) copyArchives(dir, join(downloadsDir, makefile, name));
  }
}

/** After make: all is there, as this recipe says. */
export function keepFetched(libraries: readonly FetchedLibrary[], outDir: string, downloadsDir: string): void {
  keepArchives(libraries, outDir, downloadsDir);
  for (const { name, recipe } of libraries) {
    const dir = join(outDir, name);
    if (existsSync(join(dir, '.origin'))) writeFileSync(join(dir, STAMP), recipe);
  }
}

/** `  WGET    libx: https://...`, `  GIT     libx` */
const ADDRESS = /^\s+(?:WGET|GIT)\s+([\w-]+)(?:: (\S+))?/;

function addressesIn(lines: Iterable<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    const [, name = '', address = ''] = ADDRESS.exec(line) ?? [];
    if (name !== '') found.set(name, address);
  }
  return found;
}

/** What went wrong with a file below OUT/LIBRARY/. */
function stepOf(file: string, dir: string): 'fetched' | 'verified' | 'unpacked' | 'patched' | 'prepared' {
  const name = basename(file);
  if (name === '.patched') return 'patched';
  if (!['.origin', '.chksum'].includes(name) && !ARCHIVE.test(name)) return 'prepared';
  if (archivesIn(dir).length === 0) return 'fetched';
  return name === '.chksum' ? 'verified' : 'unpacked';
}

/** Where an archive is looked for, for all architectures: there before anybody needs it. */
function shelfOf({ name, makefile }: FetchedLibrary, downloadsDir: string): string {
  const shelf = join(downloadsDir, makefile, name);
  mkdirSync(shelf, { recursive: true });
  return shelf;
}

function explained(
  { file, error }: FailedObject,
  dir: string,
  shelf: string,
  address: string | undefined,
): FailedObject {
  const step = stepOf(file, dir);
  const { message } = withHint(error);
  const told = `its sources cannot be ${step}`;
  const [kept] = archivesIn(shelf);
  const source =
    kept === undefined || step === 'patched' || step === 'prepared' ? '' : ` (the archive is ${join(shelf, kept)})`;
  if (step !== 'fetched') return { file, error: { ...error, message: `${told}: ${message}${source}` } };
  const isNamed = address !== undefined && address !== '';
  const from = isNamed ? ` from ${address}` : '';
  const isArchive = isNamed && ARCHIVE.test(address);
  const advice = `run again when that can be reached${isArchive ? `, or put ${basename(address)} into ${shelf}` : ''}`;
  return { file, error: { ...error, message: `${told}${from}: ${message}; ${advice}` } };
}

/** What make said, in words that say what to do; what it left of these libraries is thrown away, lest it pass for the whole. */
export function explainFetch(
  errors: BuildErrors,
  libraries: readonly FetchedLibrary[],
  outDir: string,
  downloadsDir: string,
  log: Iterable<string>,
): BuildErrors {
  const addresses = addressesIn(log);
  const objects = errors.objects.map((object) => {
    const library = libraries.find(({ name }) => dirname(object.file) === join(outDir, name));
    if (library === undefined) return object;
    const dir = join(outDir, library.name);
    const told = explained(object, dir, shelfOf(library, downloadsDir), addresses.get(library.name));
    rmSync(dir, { recursive: true, force: true });
    return told;
  });
  const [first] = objects;
  const told: BuildFailure = first?.error ?? errors.first;
  return { ...errors, objects, first: errors.placed.length > 0 ? errors.first : told };
}

/** An interrupted download looks like a whole one to make. */
export function forgetUnpacked(libraries: readonly FetchedLibrary[], outDir: string): void {
  for (const { name } of libraries) {
    if (!existsSync(join(outDir, name, STAMP))) rmSync(join(outDir, name), { recursive: true, force: true });
  }
}
