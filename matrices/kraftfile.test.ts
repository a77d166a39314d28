// SPDX-License-Identifier: BSD-3-Clause
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findKraftfile } from './kraftfile-name.ts';
import { parseKraftfile, type KraftProject } from './kraftfile.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-kraft-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});
for (const place of ['.unikraft/unikraft', '.unikraft/libs/musl', 'own/kernel']) {
  mkdirSync(join(dir, place), { recursive: true });
  writeFileSync(join(dir, place, 'Config.uk'), '');
}
const read = (text: string): KraftProject => parseKraftfile(text, join(dir, 'Kraftfile'));

test('v0.6: shorthand targets, short and long components, values as lists and maps', () => {
  const { entries, notes } = read(`
spec: v0.6
name: hello
unikraft:
  version: stable
  kconfig:
    CONFIG_LIBUKDEBUG_ANSI_COLOR: 'y'
libraries:
  musl: stable
targets:
  - qemu/x86_64
  - plat: qemu
    arch: arm64
    kconfig: ["CONFIG_LIBUKSCHED=y", "CONFIG_SIZE=8"]
  - plat: qemu
    arch: arm64
    kconfig: {CONFIG_BASE: 0x2000000000, CONFIG_PAGES: 12, CONFIG_OFF: no, CONFIG_TEXT: "0x1"}
  - fc/x86_64
cmd: ["-c", "--", "/etc/app.conf"]
`);
  const shared = {
    path: join(dir, '.unikraft/unikraft'),
    app: dir,
    libs: [join(dir, '.unikraft/libs/musl')],
    name: 'hello',
    append: '-c -- /etc/app.conf',
  };
  expect(entries).toEqual([
    { ...shared, arch: ['x86_64'], wishes: { LIBUKDEBUG_ANSI_COLOR: 'y' } },
    { ...shared, arch: ['arm64'], wishes: { LIBUKDEBUG_ANSI_COLOR: 'y', LIBUKSCHED: 'y', SIZE: '8' } },
    {
      ...{ ...shared, name: 'hello-2', arch: ['arm64'] },
      wishes: { LIBUKDEBUG_ANSI_COLOR: 'y', BASE: '0x2000000000', PAGES: '12', OFF: 'n', TEXT: '0x1' },
    },
  ]);
  expect(notes).toEqual(['target fc/x86_64 is left out: only qemu (kvm) on x86_64 and arm64 can be run']);
});

test('v0.5: architecture and platform in full, a source of its own, targets of one architecture told apart', () => {
  const { entries } = read(`
specification: '0.5'
unikraft: {version: staging, source: own/kernel, kconfig: [CONFIG_A=y]}
targets:
  - {name: plain, architecture: x86_64, platform: kvm}
  - {architecture: x86_64, platform: kvm, kconfig: {CONFIG_B: no, C: 'text'}}
  - {architecture: x86_64, platform: {name: kvm}}
`);
  expect(
    entries.map(({ name, path, wishes }) => ({ name: name.replace(/ukmatrix-kraft-\w+/, 'P'), path, wishes })),
  ).toEqual([
    { name: 'plain', path: join(dir, 'own/kernel'), wishes: { A: 'y' } },
    { name: 'P', path: join(dir, 'own/kernel'), wishes: { A: 'y', B: 'n', C: 'text' } },
    { name: 'P-2', path: join(dir, 'own/kernel'), wishes: { A: 'y' } },
  ]);
});

test('the older form with flags of architectures and platforms', () => {
  const { entries } = read(
    'specification: "0.5"\nunikraft: stable\narchitectures: {x86_64: true}\nplatforms: {kvm: true, linuxu: true}\n',
  );
  expect(entries).toHaveLength(1);
});

test('what a machine gets from kraft alone is told of', () => {
  const more = 'rootfs: ./Dockerfile\nvolumes: ["./shared:/"]\nenv: [A=b]\n';
  const { notes } = read(`spec: v0.6\nunikraft: stable\ntargets: [qemu/x86_64]\n${more}`);
  expect(notes).toEqual([
    expect.stringContaining('rootfs is not built here'),
    expect.stringContaining('volumes are not shared here'),
    expect.stringContaining('env is not set here'),
  ]);
});

test.each([
  ['spec: v0.7\nunikraft: stable\ntargets: [qemu/x86_64]\n', 'specification v0.7 is not known; v0.5 and v0.6 are'],
  ['unikraft: stable\ntargets: [qemu/x86_64]\n', 'it names no specification'],
  ['spec: v0.6\nruntime: base:latest\ntargets: [qemu/x86_64]\n', 'prebuilt runtime ("base:latest")'],
  ['spec: v0.6\ntemplate: app/elfloader:stable\n', 'comes from a template'],
  ['spec: v0.6\nunikraft: stable\ntemplate: app/nginx:stable\n', 'source of template nginx is not there'],
  ['spec: v0.6\nunikraft: stable\ntargets: [fc/x86_64]\n', 'none of its targets can be run here'],
  [
    'spec: v0.6\nunikraft: stable\nlibraries: {lwip: stable}\ntargets: [qemu/x86_64]\n',
    'source of library lwip is not there',
  ],
  [
    'spec: v0.6\nunikraft: {version: x, kconfig: [A B]}\ntargets: [qemu/x86_64]\n',
    '"A B" is no line of a configuration',
  ],
  ['spec: v0.6\ntargets: [1\n', 'Kraftfile:3:1: '],
])('%j is refused: %s', (text, message) => {
  expect(() => read(text)).toThrow(message);
});

test('an application from a template, no targets, libraries without a version', () => {
  const template = join(dir, '.unikraft/apps/elfloader');
  mkdirSync(template, { recursive: true });
  writeFileSync(join(template, 'Makefile.uk'), '');
  const from = 'template: {source: https://host.example/app-elfloader.git, version: staging}';
  const { entries, notes } = read(`spec: 0.6\nunikraft: stable\n${from}\nlibraries: {musl: true}\n`);
  expect(entries.map(({ app, arch }) => [app, ...arch])).toEqual([
    [template, 'x86_64'],
    [template, 'arm64'],
  ]);
  expect(notes).toEqual(['it names no targets: qemu on each architecture is taken']);
});

test('the file is found by each of its names, the latest first', () => {
  expect(findKraftfile(dir)).toBe(null);
  writeFileSync(join(dir, 'kraft.yaml'), '');
  expect(findKraftfile(dir)).toBe(join(dir, 'kraft.yaml'));
  writeFileSync(join(dir, 'Kraftfile'), '');
  expect(findKraftfile(dir)).toBe(join(dir, 'Kraftfile'));
});
