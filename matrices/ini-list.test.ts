// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { evaluate } from './arithmetic.ts';
import { parseImageList } from './image-list.ts';
import { importIni, splitWords } from './ini-list.ts';

const LIST = String.raw`
# a comment
[apic-split]
file = apic.flat
smp = 2
qemu_params = -cpu qemu64,+x2apic -machine kernel_irqchip=split
arch = x86_64
groups = apic nested
timeout = 30

[ioapic]
file = ioapic.flat
smp = $(($MAX_SMP > 4 ? 4 : $MAX_SMP))
test_args = "mode=1 tail='a b'"

[long]
file = long.flat
smp = $(getconf _NPROCESSORS_CONF)
extra_params = """-device x \
  -device y \
  -m 4g"""
disabled_if = [[ "$TARGET" == "kvmtool" ]]
[vmx]
file = vmx.flat
accel = kvm
check = /sys/module/kvm_intel/parameters/nested=Y /proc/sys/kernel/nmi_watchdog=0
`;

test('sections become images', () => {
  const { images, remarks } = importIni(LIST, 'x86_64', 8);
  expect(remarks).toEqual([]);
  expect(images).toEqual([
    {
      name: 'apic-split',
      file: 'apic.flat',
      smp: 2,
      args: ['-cpu', 'qemu64,+x2apic', '-machine', 'kernel_irqchip=split'],
      groups: ['apic', 'nested'],
      timeoutMs: 30_000,
    },
    { name: 'ioapic', file: 'ioapic.flat', smp: 4, append: "mode=1 tail='a b'" },
    { name: 'long', file: 'long.flat', smp: 8, memoryMiB: 4096, args: ['-device', 'x', '-device', 'y'] },
    {
      name: 'vmx',
      file: 'vmx.flat',
      accel: 'kvm',
      requires: [
        { file: '/sys/module/kvm_intel/parameters/nested', value: 'Y' },
        { file: '/proc/sys/kernel/nmi_watchdog', value: '0' },
      ],
    },
  ]);
  expect(
    parseImageList(
      JSON.stringify({ defaults: { arch: 'x86_64', protocol: 'tap' }, images }).replace('{"defaults"', '{\n"defaults"'),
      'x',
    ),
  ).toHaveLength(4);
});

test('what only a shell could tell is skipped, and never run', () => {
  const evil = [
    'smp = $(touch /tmp/pwned)',
    'test_args = `id`',
    'qemu_params = -append "$(cat /etc/passwd)"',
    'check = $(true)',
    'smp = 2; reboot',
  ];
  for (const line of evil) {
    const { images, remarks } = importIni(`[x]\nfile = x.flat\n${line}\n`, 'x86_64', 2);
    expect(images[0]?.['skip'], line).toMatch(/without a shell|is no number of CPUs|none of files in \/proc/);
    expect(remarks, line).toEqual([expect.stringMatching(/^1: \[x\] is skipped: /)]);
  }
});

test.each([
  ['file = x\n', '1: neither a section nor a key of one: file = x'],
  ['[x]\nfile = a\nfile = b\n', '3: file twice in [x]: the last one counts'],
  ['[x]\nqemu_params = -m 1\nextra_params = -m 2\n', '3: qemu_params twice in [x]: the last one counts'],
  ['[x]\nfile = a\ncolour = red\n', '3: unknown key colour in [x]'],
  ['[x]\nfile = a\n[x]\nfile = b\n', '3: a second section [x]: its image is called x-2'],
  ['[x]\nsmp = 2\n', '1: [x] names no file'],
  ['[x]\nfile = a\ntimeout = ever\n', '1: timeout = ever in [x] is no duration: it has the one of the list'],
  ['[x]\nfile = a\nsmp = 300\n', '1: [x] is skipped: smp = 300 is no number of CPUs from 1 to 256'],
  ['[x]\nfile = a\nwhat is this\n', '3: neither a section nor a key of one: what is this'],
])('%j is remarked upon', (text, remark) => {
  expect(importIni(text, 'x86_64', 2).remarks).toContain(remark);
});

test.each([
  ['arch = i386', 'made for i386'],
  ['arch = arm64', 'made for arm64'],
  ['groups = migration', 'its runner has to migrate it to a second QEMU'],
  ['disabled_if = (( x ))', 'its disabled_if cannot be told without a shell: (( x ))'],
  ['disabled_if = [[ "$TARGET" != kvmtool ]]', 'disabled here: [[ "$TARGET" != kvmtool ]]'],
  ['accel = tcg,thread=single', 'accelerator tcg,thread=single'],
  ['accel = hvf', 'accelerator hvf'],
])('%s is skipped', (line, reason) => {
  expect(importIni(`[x]\nfile = x\n${line}\n`, 'x86_64', 2).images[0]?.['skip']).toBe(reason);
});

test.each([
  ['qemu_params = -cpu a\nextra_params = -cpu b', ['-cpu', 'b']],
  ['extra_params = -cpu b\nqemu_params = -cpu a', ['-cpu', 'a']],
])('%j: the last one counts', (text, args) => {
  expect(importIni(`[x]\nfile = x\n${text}\n`, 'x86_64', 2).images[0]?.['args']).toEqual(args);
});

test.each([
  ['timeout = 1.5', { timeoutMs: 1500 }],
  ['timeout = 2m', { timeoutMs: 120_000 }],
  ['timeout = 0', { timeoutMs: 86_400_000 }],
  ['extra_params = -m 1G -m 2048 -smp 2', { memoryMiB: 2048, args: ['-smp', '2'] }],
  ['extra_params = -m 100g', { args: ['-m', '100g'] }],
  ['extra_params = -m', { args: ['-m'] }],
  ['smp = 8,threads=4', { smp: 8, args: ['-smp', '8,threads=4'] }],
  ['smp = 1,maxcpus=256\nextra_params = -M q35', { args: ['-smp', '1,maxcpus=256', '-M', 'q35'] }],
  ['smp = cpus=$MAX_SMP,cores=2', { smp: 2, args: ['-smp', 'cpus=2,cores=2'] }],
  ['accel = tcg,thread=multi', {}],
  ['disabled_if = [[ "$TARGET" != qemu ]] && [[ "$CONFIG_EFI" = y ]]', {}],
  [
    'extra_params = """-cpu max,\\\n+a -append \'b\nc\' \\\n-d e"""',
    { args: ['-cpu', 'max,+a', '-append', 'b\nc', '-d', 'e'] },
  ],
])('%s', (line, expected) => {
  const { images, remarks } = importIni(`[x]\nfile = x\n${line}\n`, 'x86_64', 2);
  expect([images, remarks]).toEqual([[{ name: 'x', file: 'x', ...expected }], []]);
});

test.each([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['MAX_SMP', 6],
  ['$MAX_SMP < 8 ? $MAX_SMP : 8', 6],
  ['MAX_SMP>4?4:MAX_SMP', 4],
  ['-7 / 2', -3],
  ['1 / 0', null],
  ['1 +', null],
  ['OTHER', null],
  ['1 2', null],
  ['system(1)', null],
])('%s is %j', (text, value) => {
  expect(evaluate(text, { MAX_SMP: 6 })).toBe(value);
});

test.each<[string, string[] | null]>([
  ['-cpu max,+a  -m 1', ['-cpu', 'max,+a', '-m', '1']],
  [String.raw`-append "a b" 'c d' e\ f ""`, ['-append', 'a b', 'c d', 'e f', '']],
  ["'$HOME'", ['$HOME']],
  ['$HOME', null],
  ['a `b`', null],
  ['"open', null],
  ['a; b', null],
  ['a > b', null],
  ['', []],
])('words of %j', (text, words) => {
  expect(splitWords(text)).toEqual(words);
});
