// SPDX-License-Identifier: BSD-3-Clause
/** Where this program's own files are, from source or compiled, and where it keeps what can be made again. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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

export const matricesDir = ({ rootDir }: Project): string => join(rootDir, 'matrices');
export const suitesDir = ({ rootDir }: Project): string => join(rootDir, 'suites');
