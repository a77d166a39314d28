// SPDX-License-Identifier: BSD-3-Clause
/** Broken kernels are patches, and a change of the kernel may leave one behind. Whether a suite catches them is shown in runners/e2e. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadSuites } from './suite-file.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const suites = loadSuites(join(ROOT, 'suites'), ROOT);

test('each patch of a suite applies to the kernel', () => {
  const patches = suites.flatMap(({ dir, mutants }) => mutants.map(({ patch }) => join(dir, patch)));
  const kernel = join(ROOT, 'kernels', 'reference');
  const applies = (patch: string): boolean =>
    spawnSync('patch', ['-p1', '--batch', '--dry-run', '-d', kernel, '-i', patch]).status === 0;
  expect(patches.length).toBeGreaterThan(100);
  expect(patches.filter((patch) => !applies(patch))).toEqual([]);
});

test('each suite brings three broken kernels or more', () => {
  expect(suites.filter(({ mutants }) => mutants.length < 3).map(({ name }) => name)).toEqual([]);
});
