// SPDX-License-Identifier: BSD-3-Clause
/** Sources of this project's suites that a tree of somebody else cannot build: the rest of their suite still shows something. */
import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { shownFile, type PlacedError } from '../build-errors.ts';
import { failedTo } from './failure-words.ts';
import type { LeftOut } from './left-out.ts';

/** The library that takes them out of their suites, the last of a build that has any of these (see its Makefile.uk). */
export const FILTER_LIBRARY = 'tree_left_out';

/** What compilers and linkers say of what is not there; all else is wrong with the source or the tree. */
const LACKS =
  /^(?:undefined reference to |unknown type name |implicit declaration of function |storage size of .* isn't known|.*: No such file or directory$|.*undeclared|.*expected '\)' before)/;

function leftOutSource({ message, file, line }: PlacedError, rootDir: string): LeftOut {
  const suite = basename(dirname(file));
  const source = { name: basename(file), isLacking: LACKS.test(message) };
  const told = `${failedTo(message, line)}: ${message}`;
  return { symbol: file, library: suite, suites: [suite], source, message: told, file: shownFile(file, rootDir), line };
}

/** Each source below the suites among `libs` that has an error; not those in `known`, nor any where nothing of the suite would be left. */
export function brokenSources(
  errors: readonly PlacedError[],
  libs: readonly string[],
  known: ReadonlySet<string>,
  rootDir: string,
): LeftOut[] {
  const filter = libs.find((dir) => basename(dir) === FILTER_LIBRARY);
  if (filter === undefined) return [];
  const suites = libs.filter((dir) => dir !== filter && dirname(dir) === dirname(filter));
  return suites.flatMap((dir) => {
    const own = errors.filter(({ file }) => dirname(file) === dir && file.endsWith('.c') && !known.has(file));
    // The first of each.
    const broken = [...new Map(own.toReversed().map((error) => [error.file, error])).values()].toReversed();
    const gone = [...known].filter((file) => dirname(file) === dir).length;
    const isEmptied = broken.length + gone >= globSync('*.c', { cwd: dir }).length;
    return isEmptied ? [] : broken.map((error) => leftOutSource(error, rootDir));
  });
}
