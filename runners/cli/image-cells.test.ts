// SPDX-License-Identifier: BSD-3-Clause
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { whyNotBootable } from '../../kernels/image.ts';
import { readImageList } from '../../matrices/image-list.ts';
import type { Arch } from '../../model/cell.ts';
import { selectImages, type ImageOptions } from './image-cells.ts';
import { findProject } from './project.ts';
import { selectRun } from './selection.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-images-'));
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

function fileOf(name: string, ...bytes: readonly (readonly [offset: number, text: string])[]): string {
  const content = Buffer.alloc(Math.max(1024, ...bytes.map(([offset, text]) => offset + text.length)));
  for (const [offset, text] of bytes) content.write(text, offset, 'latin1');
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

const ARM64 = fileOf('Image', [0x38, 'ARM\x64']);
const GZIP = fileOf('Image.gz', [0, '\x1f\x8b']);
const DISC = fileOf('boot.iso', [0x8001, 'CD001']);
const XZ = fileOf('Image.xz', [0, '\xfd7zXZ\0']);

const selected = (options: ImageOptions): (readonly [string, string, Arch])[] =>
  selectImages({ protocol: 'tap', ...options })?.cells.map(({ cell, image }) => [cell.id, image.file, image.arch]) ??
  [];

test('images of the same name have cells of their own, a comma may be part of a path', () => {
  expect(selected({ kernel: 'image:old/t.elf,image:new/t.elf,image:a,b.elf,image:.x y,image:~/k' })).toEqual([
    ['old_t.elf', 'old/t.elf', 'x86_64'],
    ['new_t.elf', 'new/t.elf', 'x86_64'],
    ['a_b.elf', 'a,b.elf', 'x86_64'],
    ['_x_y', '.x y', 'x86_64'],
    ['k', join(homedir(), 'k'), 'x86_64'],
  ]);
  expect(selected({ kernel: 'image:a,image:a' }).map(([name]) => name)).toEqual(['a', 'a-2']);
});

test('an image that says what it is made for needs no --arch', () => {
  expect(selected({ kernel: `image:${ARM64}` })).toEqual([['Image', ARM64, 'arm64']]);
  expect(selected({ kernel: `image:${ARM64}`, arch: 'x86_64' })).toEqual([['Image', ARM64, 'x86_64']]);
});

test.each<readonly [ImageOptions, string]>([
  [{ kernel: 'image:' }, '--kernel image: names no file'],
  [{ kernel: 'image:a,reference' }, '--kernel: reference beside an image'],
  [{ kernel: 'image:a', protocol: 'prefix-lines', statusMap: 'x' }, 'image a: --status-map: "x" says no verdict'],
])('%j is refused: %s', (options, message) => {
  expect(() => selected(options)).toThrow(message);
});

test('a list that no group is left of tells its groups; a home folder is put in', () => {
  const list = join(dir, 'list.yaml');
  writeFileSync(list, 'images:\n  - {name: a, file: ~/a, arch: x86_64, protocol: tap, groups: [fast]}\n');
  expect(() => selectImages({ matrix: list, group: 'slow' })).toThrow('it has a, in groups fast');
  expect(readImageList(list)?.[0]?.file).toBe(join(homedir(), 'a'));
});

test('a list is narrowed by the number of CPUs, and what it says of each image is no option', () => {
  const list = join(dir, 'cpus.yaml');
  const image = 'arch: x86_64, protocol: tap';
  writeFileSync(list, `images:\n  - {name: a, file: a, ${image}}\n  - {name: b, file: b, smp: 4, ${image}}\n`);
  const names = (options: ImageOptions): string[] => selectImages(options)?.cells.map(({ cell }) => cell.id) ?? [];
  expect(names({ matrix: list })).toEqual(['a', 'b']);
  expect(names({ matrix: list, smp: '2,4' })).toEqual(['b']);
  expect(() => names({ matrix: list, append: 'x' })).toThrow('--append: a list of images says this for each of them');
});

test('options for kernels of other projects are refused beside our own', async () => {
  const plain = selectRun({ append: 'x' }, findProject({}));
  await expect(plain).rejects.toThrow('--append: only for kernels of other projects');
});

test.each<readonly [string, Arch, string | null]>([
  [ARM64, 'x86_64', 'is made for arm64, not for x86_64'],
  [GZIP, 'x86_64', 'is packed (gzip), and QEMU does not unpack it for x86_64: unpack it first'],
  [GZIP, 'arm64', null],
  [XZ, 'arm64', 'is packed (xz)'],
  [dir, 'x86_64', 'cannot be read: it is a folder'],
  [join(dir, 'none'), 'x86_64', 'cannot be read: there is no such file'],
  [DISC, 'x86_64', 'is a disc (ISO 9660), not a kernel: `load: cdrom` boots it'],
  ['/dev/zero', 'x86_64', 'cannot be read: it is a pipe or a character device, not a file'],
])('%s on %s', (file, arch, why) => {
  expect(whyNotBootable(file, arch, true)).toEqual(why === null ? null : expect.stringContaining(why));
});

test('a disc boots from a drive; a pipe that nobody writes into holds nobody up', () => {
  const pipe = join(dir, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(whyNotBootable(DISC, 'x86_64', false)).toBeNull();
  expect(whyNotBootable(pipe, 'x86_64', true)).toMatch(/a pipe/);
});
