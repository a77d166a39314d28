// SPDX-License-Identifier: BSD-3-Clause
/** Whose fault a failed build is: a suite's own source, a library as a whole, or nobody's that could be left out. */
import { basename, dirname, sep } from 'node:path';
import { stemOf, type BuildFailure, type FailedObject, type PlacedError } from '../build-errors.ts';
import type { TestProvider } from '../library-tests.ts';

export interface Library {
  /** As addlib names it: its objects are in OUT/NAME/ and OUT/NAME.o. */
  readonly name: string;
  readonly dir: string;
}

export interface Culprit {
  readonly kind: 'suite' | 'library';
  /** Of a suite its symbol, of a library its folder. */
  readonly id: string;
  readonly error: BuildFailure;
}

const isBelow = (file: string, dir: string): boolean => file.startsWith(dir + sep);

/** The source of a suite may be known only by the end of its path. */
const isSourceOf = (file: string, { sources }: TestProvider): boolean =>
  sources.some((path) => path !== '' && (file === path || (!path.includes('$') && file.endsWith(path))));

function libraryOf(file: string, libraries: readonly Library[], outDir: string): Library | null {
  const inOut = isBelow(file, outDir) ? file.slice(outDir.length + 1) : null;
  const named = inOut === null ? undefined : libraries.find(({ name }) => inOut.split(/[/.]/).includes(name));
  if (named !== undefined) return named;
  const holders = libraries.filter(({ dir }) => isBelow(file, dir));
  // The innermost: drivers hold drivers.
  return holders.reduce<Library | null>(
    (best, one) => (best === null || one.dir.length > best.dir.length ? one : best),
    null,
  );
}

/** Of an object, whose library is known, only the name without its folders is. */
function suiteOfObject(file: string, { dir }: Library, providers: readonly TestProvider[]): TestProvider | undefined {
  const isOwn = ({ sources }: TestProvider): boolean => sources.some((source) => stemOf(source) === stemOf(file));
  return file.endsWith('.o') ? providers.find((one) => one.dir === dir && !one.isWhole && isOwn(one)) : undefined;
}

/** Of an error of the tree's own makefiles, which may name what they could not make anything of. */
export const mentionedIn = (errors: readonly PlacedError[]): FailedObject[] =>
  errors.flatMap((error) => (error.message.match(/\/[^\s:;,'"`]+\.\w+/g) ?? []).map((file) => ({ file, error })));

/** What make or Kconfig cannot read of one of these libraries ends every build, whether the library is set or not. */
export const isUnreadable = (errors: readonly Pick<BuildFailure, 'file'>[], dirs: readonly string[]): boolean =>
  errors.some(
    ({ file }) => file !== null && /^(?:Makefile|Config)\.uk$/.test(basename(file)) && dirs.includes(dirname(file)),
  );

/** `suspects` are sources or objects. One culprit for each suite or library, with its first error; those that nobody is to blame for are left out. */
export function culpritsOf(
  suspects: readonly FailedObject[],
  providers: readonly TestProvider[],
  libraries: readonly Library[],
  outDir: string,
): Culprit[] {
  const culprits = new Map<string, Culprit>();
  for (const { file, error } of suspects) {
    const source = providers.find((one) => !one.isWhole && isSourceOf(file, one));
    const library = source === undefined ? libraryOf(file, libraries, outDir) : null;
    const provider = source ?? (library === null ? undefined : suiteOfObject(file, library, providers));
    const id = provider?.symbol ?? library?.dir;
    if (id === undefined || culprits.has(id)) continue;
    culprits.set(id, { kind: provider === undefined ? 'library' : 'suite', id, error });
  }
  return [...culprits.values()];
}
