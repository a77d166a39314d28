// SPDX-License-Identifier: BSD-3-Clause
/** Where this program's own files are, from source or compiled, and where it keeps what can be made again. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../model/errors.ts';
import type { Project } from '../images.ts';

function findRoot(from: string): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  throw new Error(`no package.json above ${from}`);
}

export function findProject(environment: NodeJS.ProcessEnv): Project {
  const rootDir = findRoot(import.meta.dirname);
  const home = environment['UKMATRIX_HOME'];
  return {
    rootDir,
    home: home === undefined || home === '' ? join(rootDir, '.ukmatrix') : resolve(home),
    kernelDir: join(rootDir, 'kernels', 'reference'),
  };
}

/** What stands in a path that make would split, or that its shell would take for something else. */
const NOT_FOR_MAKE = /[^\p{L}\p{M}\p{N}/._+@~,-]/u;

/** Refuses places from which, or in which, no kernel can be built. */
export function checkPaths({ kernelDir, rootDir, home }: Project): void {
  const places = [
    [rootDir, 'move ukmatrix'],
    [kernelDir, 'move the tree'],
    [home, 'set UKMATRIX_HOME'],
  ] as const;
  for (const [path, remedy] of places) {
    const [sign] = NOT_FOR_MAKE.exec(path) ?? [];
    if (sign === undefined) continue;
    throw new UserError('folder-unusable', `make cannot work with ${JSON.stringify(sign)} in a path: ${path}`, {
      hint: `${remedy} to a folder whose path has only letters, digits and / . _ + @ ~ , -`,
      exitCode: 3,
    });
  }
}

export const matricesDir = ({ rootDir }: Project): string => join(rootDir, 'matrices');
export const suitesDir = ({ rootDir }: Project): string => join(rootDir, 'suites');
