// SPDX-License-Identifier: BSD-3-Clause
/** What make finds in the output folder of another configuration, or of an application of the same name that is gone by now. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-taken-'));
const out = join(dir, 'out');
const objects = ['appukmatrix/main.c', 'libuktest/run.c', 'libuktest/cpus.c'].map((name) =>
  join(out, 'obj', 'plain', `${name}.o`),
);

afterAll(() => {
  rmSync(dir, { recursive: true });
});

/** Makes the objects and returns for each whether it was compiled. */
function make(app: string, symbols: readonly string[]): boolean[] {
  const before = objects.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs);
  writeFileSync(join(dir, 'fragment'), ['UK_NAME="x"', ...symbols].map((symbol) => `CONFIG_${symbol}\n`).join(''));
  const words = ['-C', join(ROOT, 'kernels', 'reference'), `A=${app}`, `O=${out}`, `C=${join(dir, 'config')}`];
  const run = (...more: string[]): unknown => execFileSync('make', [...words, ...more], { stdio: 'pipe' });
  run(`UK_DEFCONFIG=${join(dir, 'fragment')}`, 'defconfig');
  run(...objects);
  return objects.map((file, index) => statSync(file).mtimeMs !== before[index]);
}

test('only what it can matter to is compiled again', () => {
  const app = join(dir, 'app');
  cpSync(join(ROOT, 'suites', 'app'), app, { recursive: true, preserveTimestamps: true });
  const plain = ['ARCH_X86_64=y', 'LIBUKTEST=y'];
  expect(make(app, plain)).toEqual([true, true, true]);
  expect(make(app, plain)).toEqual([false, false, false]);
  // Mentioned in uktest/cpus.c alone.
  expect(make(app, [...plain, 'UKPLAT_LCPU_MAXCOUNT=2'])).toEqual([false, false, true]);
  expect(make(app, [...plain, 'UKPLAT_LCPU_MAXCOUNT=2', 'LIBUKRING=y'])).toEqual([false, false, false]);
  rmSync(app, { recursive: true });
  expect(make(join(ROOT, 'suites', 'app'), plain)).toEqual([true, false, true]);
});
