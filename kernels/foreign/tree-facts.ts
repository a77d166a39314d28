// SPDX-License-Identifier: BSD-3-Clause
/** Is this folder a kernel's source tree with the build interface of DESIGN section 6, and what does it offer? */
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { didYouMean } from '../../model/glob.ts';
import { parseMakefile } from '../library-tests.ts';

export interface TreeFacts {
  /** Cases are listed and picked at run time, as in the reference kernel: `uktest.list`, `uktest.select=`. */
  readonly hasSelection: boolean;
  /** As in `0.16.3`; null where the tree does not say. */
  readonly version: string | null;
}

const NEEDED = ['Makefile', 'Config.uk', 'lib'] as const;

function versionOf(root: string): string | null {
  const file = join(root, 'version.mk');
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  const numberOf = (name: string): string =>
    new RegExp(`^${name}[ \\t]*[:?]?=[ \\t]*(\\S+)`, 'm').exec(text)?.[1] ?? '';
  const parts = ['UK_VERSION', 'UK_SUBVERSION', 'UK_EXTRAVERSION'].map(numberOf).filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join('.').replaceAll('..', '.');
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** The folders beside one that is not there, or is not what it should be. */
const foldersIn = (dir: string): string[] =>
  isFolder(dir) ? readdirSync(dir).filter((name) => isFolder(join(dir, name))) : [];

/** `; did you mean a?` for a folder that is not there. */
const nearFolder = (path: string): string => didYouMean(basename(path), foldersIn(dirname(path)));

const missingOf = (root: string): string[] => NEEDED.filter((name) => !existsSync(join(root, name)));

/** The checkout that is meant by a folder in it, or by the one that a project or a workspace has it in. */
const treeAround = (root: string): string | undefined =>
  [join(root, 'unikraft'), join(root, '.unikraft/unikraft'), dirname(root), dirname(dirname(root))].find(
    (candidate) => missingOf(candidate).length === 0,
  );

/** Absolute path in, facts out. A folder that is no tree is refused with what is missing. */
export function inspectTree(root: string): TreeFacts {
  if (!isFolder(root)) throw new UserError('option-value', `--kernel tree:${root}: no such folder${nearFolder(root)}`);
  const missing = missingOf(root);
  if (missing.length > 0) {
    const meant = treeAround(root);
    throw new UserError(
      'option-value',
      `--kernel tree:${root} is no kernel source tree: it has no ${missing.join(', no ')}`,
      {
        hint:
          meant === undefined
            ? 'give the root of a checkout: the folder with Makefile, Config.uk and lib/'
            : `${meant} is one: --kernel tree:${meant}`,
      },
    );
  }
  const [selection] = globSync('lib/uktest/include/uk/testrun.h', { cwd: root });
  return { hasSelection: selection !== undefined, version: versionOf(root) };
}

const LIBRARY_HINT = 'give folders that have a Makefile.uk and a Config.uk each, separated by commas';

const missingOfLibrary = (dir: string): string[] =>
  ['Makefile.uk', 'Config.uk'].filter((name) => !existsSync(join(dir, name)));

function checkLibrary(dir: string): void {
  if (!existsSync(dir))
    throw new UserError('option-value', `--libs: no folder ${dir}${nearFolder(dir)}`, { hint: LIBRARY_HINT });
  const missing = missingOfLibrary(dir);
  if (missing.length === 0) return;
  const within = foldersIn(dir).filter((name) => missingOfLibrary(join(dir, name)).length === 0);
  const hint =
    within.length === 0 ? LIBRARY_HINT : `it holds some: --libs ${within.map((name) => join(dir, name)).join(',')}`;
  throw new UserError('option-value', `--libs: ${dir} is no library: it has no ${missing.join(', no ')}`, { hint });
}

/** Folders of --libs: absolute, each with what makes it a library, and no two of one name, as make would build both as one. */
export function checkLibraries(dirs: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const dir of dirs) {
    checkLibrary(dir);
    const { library } = parseMakefile(readFileSync(join(dir, 'Makefile.uk'), 'utf8'), dir);
    const other = library === null ? undefined : seen.get(library);
    if (other !== undefined)
      throw new UserError('option-value', `--libs: ${other} and ${dir} are both ${library}`, {
        hint: 'give one of them',
      });
    if (library !== null) seen.set(library, dir);
  }
}
