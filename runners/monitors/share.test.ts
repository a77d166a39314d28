// SPDX-License-Identifier: BSD-3-Clause
/** What an untrusted guest may leave in its share, and what is believed of it. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readShare } from './share.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ukmatrix-share-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

test('a result line, complete and alone', () => {
  writeFileSync(join(dir, 'result'), 'ukmatrix 1 abc fail 12 1 2\n');
  expect(readShare(dir).result).toEqual({
    kind: 'present',
    nonce: 'abc',
    isPass: false,
    cases: 12,
    failed: 1,
    skipped: 2,
  });
  for (const text of [
    '',
    'ukmatrix 1 abc pass 12 0 0',
    'ukmatrix 2 abc pass 1 0 0\n',
    'ukmatrix 1 abc pass 1 0 0\nx',
  ]) {
    writeFileSync(join(dir, 'result'), text);
    expect(readShare(dir).result.kind).toBe('bad');
  }
});

test('no link is followed, nothing large is read', () => {
  expect(readShare(dir).result.kind).toBe('absent');
  symlinkSync('/etc/hostname', join(dir, 'result'));
  expect(readShare(dir).result.kind).toBe('bad');
  rmSync(join(dir, 'result'));
  writeFileSync(join(dir, 'result'), '');
  truncateSync(join(dir, 'result'), 10 * 2 ** 30);
  expect(readShare(dir).result).toMatchObject({
    kind: 'bad',
    reason: expect.stringContaining('10737418240 bytes') as string,
  });
});

test('coverage is its two plain files; everything else is taken away and told', () => {
  mkdirSync(join(dir, 'gcda'));
  writeFileSync(join(dir, 'gcda', 'MANIFEST'), 'x');
  symlinkSync('/etc/passwd', join(dir, 'gcda', 'BUNDLE'));
  writeFileSync(join(dir, 'planted'), 'x');
  const { hasCoverage, findings } = readShare(dir);
  expect(hasCoverage).toBe(false);
  expect(findings).toHaveLength(2);
  expect(existsSync(join(dir, 'planted'))).toBe(false);
});
