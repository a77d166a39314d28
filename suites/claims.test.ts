// SPDX-License-Identifier: BSD-3-Clause
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadClaims } from './claims.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-claims-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

writeFileSync(
  join(dir, 'nolibc.yaml'),
  'claimed: [string/*]\nunclaimed:\n  - {cases: string/strcoll, reason: no locales}\n  - {cases: [stdio/*], reason: no streams}\n',
);
writeFileSync(join(dir, 'other.yaml'), 'claimd: [string/*]\n');

test('each case is claimed, or has the reason of its group', () => {
  const claims = loadClaims({ dir, name: 'libc' }, 'nolibc', dir);
  expect(claims('string/memcpy')).toBe(null);
  expect(claims('string/strcoll')).toBe('no locales');
  expect(claims('stdio/fopen')).toBe('no streams');
  expect(claims('time/mktime')).toBe('nolibc.yaml does not say whether it is claimed');
});

test('a suite that says nothing claims nothing, and a misspelt key is named', () => {
  expect(loadClaims({ dir, name: 'libc' }, 'musl', dir)('a')).toContain('there is no musl.yaml');
  expect(() => loadClaims({ dir, name: 'libc' }, 'other', dir)).toThrow('unknown key "claimd"');
});
