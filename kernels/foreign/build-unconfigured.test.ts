// SPDX-License-Identifier: BSD-3-Clause
/** A tree whose make takes any goal and does nothing for it: every symbol was told to be dropped, overridden by another. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ImageStore } from '../image-store.ts';
import { HashCache } from '../inputs.ts';
import { MAKE_LIMITS } from '../make.ts';
import { HOST_ARCH } from '../toolchain.ts';
import { buildForeign } from './build.ts';

test('a tree that makes no configuration of defconfig says so', async () => {
  const home = mkdtempSync(join(tmpdir(), 'ukmatrix-unconfigured-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true });
  });
  const root = join(home, 'tree');
  mkdirSync(join(root, 'lib'), { recursive: true });
  writeFileSync(join(root, 'Makefile'), '%:\n\t@:\n');
  writeFileSync(join(root, 'Config.uk'), 'config UK_NAME\n\tstring "name"\n');
  const tree = { root, app: root, libs: [], config: new Map(), wishes: new Map() };
  const build = { tree, arch: HOST_ARCH, without: null, jobs: 1, rootDir: home, limits: MAKE_LIMITS };
  const signal = new AbortController().signal;
  const hashes = new HashCache(join(home, 'hashes.json'));
  expect(await buildForeign({ ...build, signal }, new ImageStore(home), hashes, home)).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('make defconfig succeeded and left no configuration') as string,
  });
});
