// SPDX-License-Identifier: BSD-3-Clause
/** Is this folder a kernel's source tree with the build interface of DESIGN section 6, and what does it offer? */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../model/errors.ts';

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

/** Absolute path in, facts out. A folder that is no tree is refused with what is missing. */
export function inspectTree(root: string): TreeFacts {
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UserError('option-value', `--kernel tree:${root}: no such folder`);
  const missing = NEEDED.filter((name) => !existsSync(join(root, name)));
  if (missing.length > 0)
    throw new UserError(
      'option-value',
      `--kernel tree:${root} is no kernel source tree: it has no ${missing.join(', no ')}`,
      {
        hint: 'give the root of a checkout: the folder with Makefile, Config.uk and lib/',
      },
    );
  const [selection] = globSync('lib/uktest/include/uk/testrun.h', { cwd: root });
  return { hasSelection: selection !== undefined, version: versionOf(root) };
}

/** A folder of --libs: absolute, with what makes it a library. */
export function checkLibrary(dir: string): string {
  const missing = ['Makefile.uk', 'Config.uk'].filter((name) => !existsSync(join(dir, name)));
  if (missing.length === 0) return dir;
  throw new UserError('option-value', `--libs: ${dir} is no library: it has no ${missing.join(', no ')}`, {
    hint: 'give folders that have a Makefile.uk and a Config.uk each, separated by commas',
  });
}
