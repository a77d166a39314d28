// SPDX-License-Identifier: BSD-3-Clause
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { shareUse } from './share-budget.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-share-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

test('everything counts at any depth, holes take no room, links are not followed', () => {
  mkdirSync(join(dir, 'a', 'b'), { recursive: true });
  writeFileSync(join(dir, 'a', 'b', 'file'), Buffer.alloc(100_000, 'x'));
  writeFileSync(join(dir, 'hole'), '');
  truncateSync(join(dir, 'hole'), 2 ** 40);
  symlinkSync('/usr', join(dir, 'link'));
  const { entries, bytes } = shareUse(dir);
  expect(entries).toBe(5);
  expect(bytes).toBeGreaterThanOrEqual(100_000);
  expect(bytes).toBeLessThan(1_000_000);
});

test('a folder that is gone takes nothing', () => {
  expect(shareUse(join(dir, 'gone'))).toEqual({ entries: 0, bytes: 0 });
});
