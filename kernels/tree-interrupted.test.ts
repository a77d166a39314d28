// SPDX-License-Identifier: BSD-3-Clause
/** An interruption between two calls of make was not heard: the second one ran to its end, and the harness waited for it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ImageStore } from './image-store.ts';
import { HashCache } from './inputs.ts';
import { HOST_ARCH } from './toolchain.ts';
import { buildTree } from './tree.ts';

test('a build that was interrupted before it began starts no make', async () => {
  const home = mkdtempSync(join(tmpdir(), 'ukmatrix-tree-'));
  const rootDir = join(import.meta.dirname, '..');
  const build = {
    arch: HOST_ARCH,
    root: join(rootDir, 'kernels', 'reference'),
    app: join(rootDir, 'suites', 'app'),
    libs: [],
    symbols: [],
    muslDir: null,
    jobs: 1,
    rootDir,
    signal: AbortSignal.abort(),
  };
  const result = await buildTree(build, new ImageStore(home), new HashCache(join(home, 'hashes.json')));
  rmSync(home, { recursive: true });
  expect(result).toMatchObject({ kind: 'failed', message: 'the build was interrupted' });
});
