// SPDX-License-Identifier: BSD-3-Clause
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseKconfig, readKconfigFiles } from '../kconfig-file.ts';
import type { TestProvider } from '../library-tests.ts';
import {
  buildFragment,
  droppedOptions,
  droppedWishes,
  fragmentText,
  silencedBy,
  unstartedBy,
  unusedEarlyConsole,
} from './fragment.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-fragment-test-'));
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});
const NAMES = ['LIBUKDEBUG_PRINTK', 'LIBUKDEBUG_PRINTK_INFO', 'LIBUKTEST_LOG_TESTS'];
writeFileSync(join(dir, 'Config.uk'), NAMES.map((name) => `config ${name}\n\tbool "${name}"\n`).join(''));

test('a configuration that silences the suites is told by the symbol that does it, whatever else other releases have', () => {
  const definitions = readKconfigFiles([dir]);
  const all = new Map(NAMES.map((name) => [name, 'y']));
  expect(silencedBy(all, definitions)).toBeNull();
  for (const name of NAMES) {
    const without = new Map([...all].filter(([one]) => one !== name));
    expect(silencedBy(without, definitions)).toMatch(`CONFIG_${name} is off`);
  }
});

test('a serial console is asked for and missed by the name that it has for the architecture, in the release at hand', () => {
  const definitions = parseKconfig([
    ['Config.uk', 'config LIBNS16550\n\tbool "a"\nconfig LIBPL011\n\tbool "b"\n\tdepends on ARCH_ARM_64\n'],
  ]);
  const onX86 = new Map([['ARCH_X86_64', 'y']]);
  expect(silencedBy(onX86, definitions)).toMatch('CONFIG_LIBNS16550 is off');
  expect(silencedBy(onX86.set('LIBNS16550', 'y'), definitions)).toBeNull();
  expect(silencedBy(new Map([['ARCH_ARM_64', 'y']]), definitions)).toMatch('CONFIG_LIBPL011 is off');
  // The platform's own is for another architecture there.
  const both = parseKconfig([
    ['Config.uk', 'config KVM_KERNEL_SERIAL_CONSOLE\n\tbool "a"\nconfig LIBUKTTY_PL011\n\tbool "b"\n'],
  ]);
  expect(silencedBy(new Map(['ARCH_ARM_64', 'LIBUKTTY_PL011'].map((on) => [on, 'y'])), both)).toBeNull();
  const wishes = new Map([['KVM_KERNEL_SERIAL_CONSOLE', 'n']]);
  const nothing = { config: new Map(), libs: [], providers: [], without: new Set<string>() };
  const { values } = buildFragment({ ...nothing, arch: 'x86_64', wishes, hasSuites: true }, definitions);
  expect(values.get('KVM_KERNEL_SERIAL_CONSOLE')).toBe('y');
});

test('a console that could print from the start on is named where its driver is built in and it is off', () => {
  const names = ['LIBPL011', 'LIBPL011_EARLY_CONSOLE', 'LIBNS16550_EARLY_CONSOLE'];
  const definitions = parseKconfig([['Config.uk', names.map((name) => `config ${name}\n\tbool "${name}"\n`).join('')]]);
  const driver = new Map([['LIBPL011', 'y']]);
  expect(unusedEarlyConsole(driver, definitions)).toBe('LIBPL011_EARLY_CONSOLE');
  expect(unusedEarlyConsole(new Map([...driver, ['LIBPL011_EARLY_CONSOLE', 'y']]), definitions)).toBeUndefined();
  expect(unusedEarlyConsole(new Map(), definitions)).toBeUndefined();
});

test('an image for firmware is told as one that QEMU does not start by itself', () => {
  expect(unstartedBy(new Map([['KVM_BOOT_PROTO_EFI_STUB', 'y']]))).toMatch(/UEFI firmware alone/);
  expect(unstartedBy(new Map([['KVM_BOOT_PROTO_MULTIBOOT', 'y']]))).toBeNull();
});

test('options of --libs for tests that nobody has seen are told of where a configuration cannot have them, by what they lack', () => {
  const libs = [join(dir, 'lib-libc-test')];
  const definitions = parseKconfig([
    [
      'Config.uk',
      'config LIBC_A_TESTS\n\tbool "a"\n\tdepends on !LIBNOLIBC\nconfig LIBC_B_TESTS\n\tbool "b"\n\tdepends on !LIBNOLIBC\n',
    ],
  ]);
  const provider = (symbol: string, at: string, suites: readonly string[]): TestProvider => ({
    ...{ symbol, dir: at, suites, library: 'libctest', cases: [], sources: [], isWhole: false, needs: [] },
  });
  const providers = [
    provider('LIBC_A_TESTS', join(dir, 'lib-libc-test'), []),
    provider('LIBC_B_TESTS', join(dir, 'lib-libc-test'), []),
    provider('LIBC_C_TESTS', join(dir, 'lib-libc-test'), []),
    provider('LIBC_D_TESTS', join(dir, 'lib-libc-test'), ['has_a_name']),
    provider('LIBUKVMEM_TEST', join(dir, 'lib', 'ukvmem'), []),
  ];
  const without = new Set(['LIBC_C_TESTS']);
  expect(droppedOptions({ providers, libs, without }, new Map([['LIBNOLIBC', 'y']]), definitions)).toEqual([
    'not built of libctest: it depends on !LIBNOLIBC, which does not hold: LIBC_A_TESTS, LIBC_B_TESTS',
  ]);
});

test('wishes give way to all that a run needs, and those that Kconfig dropped are told of, each reason once', () => {
  const definitions = parseKconfig([
    [
      'Config.uk',
      'config QUIET\n\tbool "quiet"\nconfig LIBUKPRINT_KLVL_INFO\n\tbool "info"\nconfig NEEDY\n\tbool "needy"\n\tdepends on OTHER\n',
    ],
  ]);
  const wishes = new Map(['OLD', 'QUIET', 'NEEDY', 'OLDER', 'MINE'].map((name) => [name, 'y']));
  for (const name of ['UK_NAME', 'GONE']) wishes.set(name, 'n');
  const config = new Map([['MINE', 'n']]);
  const fragment = buildFragment(
    { arch: 'arm64', config, wishes, libs: [], providers: [], hasSuites: true, without: new Set() },
    definitions,
  );
  expect([...fragment.required.keys()]).toEqual(['UK_NAME', 'ARCH_ARM_64', 'MINE']);
  const text = fragmentText(fragment.values);
  expect(text.indexOf('CONFIG_QUIET=y')).toBeLessThan(text.indexOf('CONFIG_LIBUKPRINT_KLVL_INFO=y'));
  const values = new Map([
    ['UK_NAME', 'ukmatrix'],
    ['QUIET', 'y'],
  ]);
  expect(droppedWishes(wishes, fragment, values, definitions)).toEqual([
    'no Config.uk defines OLD, nor OLDER',
    'Kconfig dropped NEEDY: it depends on OTHER, which does not hold (no Config.uk defines OTHER)',
  ]);
});

test('with a libc of --libs nobody asks for the small one of the tree, nor for its tests', () => {
  const [nolibc, musl] = [join(dir, 'lib', 'nolibc'), join(dir, 'lib-musl')];
  const definitions = parseKconfig([
    [
      join(nolibc, 'Config.uk'),
      'config LIBNOLIBC\n\tbool "nolibc"\nconfig LIBNOLIBC_TEST\n\tbool "test"\n\tdepends on LIBNOLIBC\n',
    ],
    [join(musl, 'Config.uk'), 'config LIBMUSL\n\tbool "musl"\n\tselect HAVE_LIBC\n'],
  ]);
  const provider = { symbol: 'LIBNOLIBC_TEST', dir: nolibc, suites: ['nolibc_string'], library: 'libnolibc' };
  const providers = [{ ...provider, cases: [], sources: [], isWhole: false, needs: [] }];
  const asked = (libs: readonly string[], without: readonly string[] = []): readonly string[] => {
    const wanted = { arch: 'x86_64', config: new Map(), wishes: new Map(), libs, providers, hasSuites: true } as const;
    const { values, guards } = buildFragment({ ...wanted, without: new Set(without) }, definitions);
    return [...values.entries(), ...guards].flatMap(([name]) => (name.startsWith('LIBNOLIBC') ? [name] : []));
  };
  expect(asked([])).toContain('LIBNOLIBC');
  expect(asked([musl])).toEqual([]);
  expect(asked([musl], ['LIBMUSL'])).toContain('LIBNOLIBC_TEST');
});

test('a kernel for a program has none of the suites that its libraries would bring along, but what the user says', () => {
  const lib = join(dir, 'lib-libc-test');
  const options = ['A', 'B'].map((name) => `config LIBC_${name}_TESTS\n\tbool "x"\n\tdefault y\n`).join('');
  const definitions = parseKconfig([[join(lib, 'Config.uk'), `config LIBCTEST\n\tbool "tests"\n${options}`]]);
  const providers = ['LIBCTEST', 'LIBC_A_TESTS', 'LIBC_B_TESTS'].map((symbol): TestProvider => {
    return { symbol, dir: lib, suites: ['x'], library: 'libctest', cases: [], sources: [], isWhole: false, needs: [] };
  });
  const config = new Map([['LIBC_B_TESTS', 'y']]);
  const wanted = {
    arch: 'x86_64',
    config,
    wishes: new Map(),
    libs: [lib],
    providers,
    without: new Set<string>(),
  } as const;
  const program = buildFragment({ ...wanted, hasSuites: false }, definitions).values;
  expect([program.get('LIBCTEST'), program.get('LIBC_A_TESTS'), program.get('LIBC_B_TESTS')]).toEqual(['y', 'n', 'y']);
  expect(program.get('LIBUKTEST_ALL')).toBe('n');
  expect(buildFragment({ ...wanted, hasSuites: true }, definitions).values.get('LIBC_A_TESTS')).toBe('y');
});
