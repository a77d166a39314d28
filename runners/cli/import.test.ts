// SPDX-License-Identifier: BSD-3-Clause
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readImageList } from '../../matrices/image-list.ts';
import { importCommand } from './import.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-import-'));
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** An INI list in a folder of that name; where its images go. */
function listIn(folder: string): { readonly file: string; readonly out: string } {
  mkdirSync(join(dir, folder), { recursive: true });
  const file = join(dir, folder, 'unittests.cfg');
  writeFileSync(file, '[timer]\nfile = timer.flat\n');
  return { file, out: join(dir, `${folder}.yaml`) };
}

test.each([
  ['x86', 'x86_64'],
  ['arm', 'arm64'],
  ['mine', 'x86_64'],
])('a list in folder %s has images for %s', (folder, arch) => {
  const { file, out } = listIn(folder);
  expect(importCommand(file, { out })).toBe(0);
  expect(readImageList(out)).toMatchObject([{ name: 'timer', arch, file: join(dir, folder, 'timer.flat') }]);
});

test('a list for a machine that nobody here boots is refused, unless somebody says that it is for another', () => {
  const { file, out } = listIn('s390x');
  expect(() => importCommand(file, { out })).toThrow('lists tests for s390x; images boot on x86_64 and arm64');
  expect(importCommand(file, { out, arch: 'arm64' })).toBe(0);
  expect(readFileSync(out, 'utf8')).toContain('arch: arm64');
});

test('images of kvm-unit-tests get the variables that their runner hands them under emulation', () => {
  const { file, out } = listIn('arm64');
  writeFileSync(file, '[a]\nfile = a.flat\n[b]\nfile = /b.flat\naccel = kvm\n');
  writeFileSync(join(dir, 'errata.txt'), '');
  expect(importCommand(file, { out })).toBe(0);
  const [a, b] = readImageList(out) ?? [];
  expect(readFileSync(a?.initrd?.[0] ?? '', 'utf8')).toBe('ERRATA_FORCE=y\n');
  expect(b).toMatchObject({ file: '/b.flat', accel: 'kvm' });
  expect(b?.initrd).toBeUndefined();
  expect(() => importCommand(file, { out: join(dir, 'nowhere', 'x.yaml') })).toThrow('--out: cannot write');
});
