// SPDX-License-Identifier: BSD-3-Clause
/**
 * Keeps code without its types, and compiled, from one start to the next: half of the time until the program's first line runs. Node checks
 * that a file is unchanged. Plain JavaScript, imported before anything that is worth keeping.
 */
import * as nodeModule from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export function keepCompiledCode() {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  const home = process.env.UKMATRIX_HOME ? resolve(process.env.UKMATRIX_HOME) : join(root, '.ukmatrix');
  // Node 20 has none.
  nodeModule.enableCompileCache?.(join(home, 'cache', 'node'));
}
