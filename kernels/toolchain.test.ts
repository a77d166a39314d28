// SPDX-License-Identifier: BSD-3-Clause
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compilerIdentity, HOST_ARCH } from './toolchain.ts';

test('a compiler cache on PATH is not the compiler', () => {
  const root = mkdtempSync(join(tmpdir(), 'ukmatrix-toolchain-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  const [cache, bin] = [join(root, 'cache'), join(root, 'bin')];
  for (const dir of [cache, bin]) mkdirSync(dir);
  writeFileSync(join(root, 'ccache'), '', { mode: 0o755 });
  symlinkSync(join(root, 'ccache'), join(cache, 'gcc'));
  expect(compilerIdentity(HOST_ARCH, cache)).toBeNull();
  writeFileSync(join(bin, 'gcc'), 'x', { mode: 0o755 });
  expect(compilerIdentity(HOST_ARCH, `${cache}:${bin}`)).toContain(`${join(bin, 'gcc')} 1 `);
});
