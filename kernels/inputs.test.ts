// SPDX-License-Identifier: BSD-3-Clause
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HashCache } from './inputs.ts';

let dir: string;
let hashes: HashCache;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ukmatrix-inputs-'));
  hashes = new HashCache(join(dir, 'hashes.json'));
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

test('sees what was changed and added since the turn before', async () => {
  writeFileSync(join(dir, 'a.c'), 'one');
  const before = hashes.inputs([dir]);
  await setImmediate();
  writeFileSync(join(dir, 'a.c'), 'other');
  writeFileSync(join(dir, 'b.c'), 'new');
  const after = hashes.inputs([dir]);
  expect(before.map(({ file }) => file)).toEqual([join(dir, 'a.c')]);
  expect(after.map(({ file }) => file)).toEqual([join(dir, 'a.c'), join(dir, 'b.c')]);
  expect(after[0]?.hash).not.toBe(before[0]?.hash);
});

test('is of the same state of the tree for two images that are asked for at once', () => {
  writeFileSync(join(dir, 'a.c'), 'one');
  const one = hashes.inputs([dir]);
  writeFileSync(join(dir, 'a.c'), 'other');
  expect(hashes.inputs([dir])).toEqual(one);
});
