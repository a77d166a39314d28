// SPDX-License-Identifier: BSD-3-Clause
/**
 * Checks that imports point one way: model <- matrices, kernels, suites <- runners <- runners/cli, and that reports know
 * only the model. Run by `npm run check`; prints each import that points the wrong way and exits 1.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Layer of a file -> layers it may import besides its own. Tests may import what they test and the layers below. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  matrices: ['model'],
  suites: ['model', 'matrices'],
  kernels: ['model', 'matrices', 'suites'],
  reports: ['model'],
  runners: ['model', 'matrices', 'suites', 'kernels'],
  'runners/cli': ['model', 'matrices', 'suites', 'kernels', 'reports', 'runners'],
  'runners/e2e': ['model', 'matrices', 'suites', 'kernels', 'reports', 'runners', 'runners/cli'],
  bench: ['model', 'matrices', 'suites', 'kernels', 'reports', 'runners', 'runners/cli', 'runners/e2e'],
  ci: ['model', 'matrices', 'suites', 'kernels'],
};

export interface WrongImport {
  readonly file: string;
  readonly imported: string;
  readonly message: string;
}

export function layerOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  const nested = `${first}/${second}`;
  return nested in MAY_IMPORT ? nested : first;
}

/** Paths are relative to the root, with forward slashes; `source` is the text of `file`. */
export function wrongImports(file: string, source: string): WrongImport[] {
  const layer = layerOf(file);
  const allowed = MAY_IMPORT[layer];
  if (allowed === undefined) return [{ file, imported: '', message: `${file}: folder has no place in the layers` }];
  const specifiers = source.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'(\.{1,2}\/[^']+)'/g);
  return [...specifiers]
    .map(([, specifier = '']) => relative('.', join(dirname(file), specifier)))
    .filter((imported) => layerOf(imported) !== layer && !allowed.includes(layerOf(imported)))
    .map((imported) => ({
      file,
      imported,
      message: `${file} imports ${imported}: ${layer} may import only ${[layer, ...allowed].join(', ')}`,
    }));
}

function main(): void {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  const files = globSync('{model,matrices,kernels,suites,runners,reports,bench,ci}/**/*.ts', { cwd: root });
  const wrong = files.flatMap((file) => wrongImports(file, readFileSync(join(root, file), 'utf8')));
  for (const { message } of wrong) process.stderr.write(`${message}\n`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
