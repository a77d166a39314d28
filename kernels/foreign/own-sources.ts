// SPDX-License-Identifier: BSD-3-Clause
/** Sources of this project's suites that a tree of somebody else cannot build: the rest of their suite still shows something. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { caseKey, type CaseId } from '../../model/cell.ts';
import { shownFile, type PlacedError } from '../build-errors.ts';
import { readSourceTests } from '../library-tests.ts';
import { failedTo } from './failure-words.ts';
import type { LeftOut } from './left-out.ts';

/** The library that takes them out of their suites, the last of a build that has any of these (see its Makefile.uk). */
export const FILTER_LIBRARY = 'tree_left_out';

/** What compilers and linkers say of what is not there; all else is wrong with the source or the tree. */
const LACKS =
  /^(?:undefined reference to |unknown type name |implicit declaration of function |storage size of .* isn't known|.*: No such file or directory$|.*undeclared|.*expected '\)' before|.* has no member named |.* has (?:initializer but )?incomplete type$|invalid use of (?:undefined|incomplete) type |too (?:few|many) arguments to function )/;

function leftOutSource({ message, file, line }: PlacedError, rootDir: string): LeftOut {
  const suite = basename(dirname(file));
  const source = { name: basename(file), isLacking: LACKS.test(message) };
  const told = `${failedTo(message, file, line)}: ${message}`;
  return { symbol: file, library: suite, suites: [suite], source, message: told, file: shownFile(file, rootDir), line };
}

/** Folders of our suites among these libraries; none where their sources cannot be taken out. */
function ownSuites(libs: readonly string[]): readonly string[] {
  const filter = libs.find((dir) => basename(dir) === FILTER_LIBRARY);
  return filter === undefined ? [] : libs.filter((dir) => dir !== filter && dirname(dir) === dirname(filter));
}

/** Whether a suite that cannot be built is one of ours, for what the tree does not have. */
export const isLackOfOurs = (dir: string, message: string, libs: readonly string[]): boolean =>
  ownSuites(libs).includes(dir) && LACKS.test(message);

/** Cases of a source that is left out, as it names them. */
export const casesIn = (file: string): readonly CaseId[] => readSourceTests(readFileSync(file, 'utf8')).cases;

/** The source of ours that has this case, where its suite is one without it; `gone` are left out already. */
export function sourceToLeave(id: CaseId, libs: readonly string[], gone: ReadonlySet<string>): string | null {
  for (const dir of ownSuites(libs)) {
    const files = globSync('*.c', { cwd: dir }).map((name) => join(dir, name));
    const rest = files.filter((file) => !gone.has(file));
    const found = rest.find((file) => casesIn(file).some((one) => caseKey(one) === caseKey(id)));
    if (found === undefined) continue;
    return readSourceTests(readFileSync(found, 'utf8')).registered.size > 0 || rest.length === 1 ? null : found;
  }
  return null;
}

/** Each source below the suites among `libs` that has an error; not those in `known`, nor any where nothing of the suite would be left. */
export function brokenSources(
  errors: readonly PlacedError[],
  libs: readonly string[],
  known: ReadonlySet<string>,
  rootDir: string,
): LeftOut[] {
  return ownSuites(libs).flatMap((dir) => {
    const own = errors.filter(({ file }) => dirname(file) === dir && file.endsWith('.c') && !known.has(file));
    // The first of each.
    const broken = [...new Map(own.toReversed().map((error) => [error.file, error])).values()].toReversed();
    const gone = [...known].filter((file) => dirname(file) === dir).length;
    const isEmptied = broken.length + gone >= globSync('*.c', { cwd: dir }).length;
    return isEmptied ? [] : broken.map((error) => leftOutSource(error, rootDir));
  });
}
