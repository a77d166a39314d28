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

test('a tree of kvm-unit-tests says what its programs were built for', () => {
  const tree = join(dir, 'tree');
  mkdirSync(join(tree, 'list'), { recursive: true });
  writeFileSync(join(tree, 'errata.txt'), '');
  const imported = (folder: string, config: string) => {
    const { file, out } = listIn(`tree/${folder}`);
    writeFileSync(
      file,
      '[any]\nfile = a.flat\n[wide]\nfile = b.flat\narch = x86_64\n[narrow]\nfile = c.flat\narch = i386\n',
    );
    writeFileSync(join(tree, 'config.mak'), config);
    rmSync(out, { force: true });
    rmSync(out.replace('.yaml', '.env'), { force: true });
    importCommand(file, { out });
    return readImageList(out)?.map(({ arch, cpu, skip }) => [arch, cpu, skip]);
  };
  const skip = (arch: string): string => `made for ${arch}`;
  expect(imported('x86', 'ARCH=i386\n')).toEqual([
    ['x86_64', 'qemu32', undefined],
    ['x86_64', 'qemu32', skip('x86_64')],
    ['x86_64', 'qemu32', undefined],
  ]);
  expect(imported('arm', 'ARCH=arm64\nPROCESSOR=cortex-a57\n')).toEqual([
    ['arm64', 'cortex-a57', undefined],
    ['arm64', 'cortex-a57', skip('x86_64')],
    ['arm64', 'cortex-a57', skip('i386')],
  ]);
  expect(() => imported('arm', 'ARCH=arm\n')).toThrow('lists tests for arm of 32 bits');
  expect(() => imported('x86', 'ARCH=x86_64\nCONFIG_EFI=y\n')).toThrow('its programs were built for UEFI');
});
