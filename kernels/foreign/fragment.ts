// SPDX-License-Identifier: BSD-3-Clause
/**
 * What a foreign tree is asked for: what the user wants, what a test image needs, and every suite that its libraries bring. Only the
 * first has to survive; a tree has the rest or it has not.
 */
import { dirname, join } from 'node:path';
import type { Arch } from '../../model/cell.ts';
import { droppedSymbols, isKept, neededSymbols, type Values } from '../kconfig.ts';
import type { Definitions } from '../kconfig-file.ts';
import { mainSymbolOf, type TestProvider } from '../library-tests.ts';

export const IMAGE_NAME = 'ukmatrix';
const CONFIG_ARCH: Readonly<Record<Arch, string>> = { x86_64: 'ARCH_X86_64', arm64: 'ARCH_ARM_64' };

/**
 * Names of all releases; a tree ignores those it does not have. uktest prints at info level. LIBUKTEST_ALL turns suites on behind the
 * back of their own symbols, so it is off and they are asked for one by one.
 */
const PREFERRED: readonly (readonly [name: string, value: string])[] = [
  ['PLAT_KVM', 'y'],
  ['LIBUKTEST', 'y'],
  ['LIBUKTEST_ALL', 'n'],
  ['LIBUKTEST_LOG_TESTS', 'y'],
  ['LIBUKTEST_LOG_STATS', 'y'],
  ['LIBUKTEST_FAILFAST', 'n'],
  ['LIBUKDEBUG_PRINTK', 'y'],
  ['LIBUKDEBUG_PRINTK_INFO', 'y'],
  ['LIBUKPRINT_PRINTK', 'y'],
  ['LIBUKPRINT_KLVL_INFO', 'y'],
  ['OPTIMIZE_COMPRESS', 'n'],
];

/** What drives the first serial port, by the names of all releases: the platform itself in old ones, then a library. One is enough. */
const SERIAL: Readonly<Record<Arch, readonly string[]>> = {
  x86_64: ['KVM_KERNEL_SERIAL_CONSOLE', 'LIBUKTTY_COM', 'LIBUKCONSOLE_NS16550', 'LIBNS16550'],
  arm64: ['KVM_KERNEL_SERIAL_CONSOLE', 'LIBUKTTY_PL011', 'LIBUKCONSOLE_PL011', 'LIBPL011'],
};

/** Without these, of those that a tree has, what uktest says is not on the console. */
const AUDIBLE = [
  ...['LIBUKTEST_LOG_TESTS', 'LIBUKDEBUG_PRINTK', 'LIBUKDEBUG_PRINTK_INFO'],
  ...['LIBUKPRINT_PRINTK', 'LIBUKPRINT_KLVL_INFO'],
];

/** What to tell of a configuration that silences the suites; null: it does not. */
export function silencedBy(values: Values, definitions: Definitions): string | null {
  const isOn = (symbol: string): boolean => isKept(symbol, 'y', values);
  const known = (symbols: readonly string[]): string[] => symbols.filter((symbol) => definitions.has(symbol));
  const serial = known(SERIAL[isOn(CONFIG_ARCH.arm64) ? 'arm64' : 'x86_64']);
  const off = known(AUDIBLE).find((symbol) => !isOn(symbol)) ?? (serial.some(isOn) ? undefined : serial.at(-1));
  return off === undefined ? null : `CONFIG_${off} is off: the kernel does not print what its suites say`;
}

const EARLY_CONSOLE = '_EARLY_CONSOLE';

/** Of a console driver that is built in, the symbol that lets it print from the start on, where that is off. */
export const unusedEarlyConsole = (values: Values, definitions: Definitions): string | undefined =>
  [...definitions.keys()].find(
    (symbol) =>
      symbol.endsWith(EARLY_CONSOLE) &&
      isKept(symbol.slice(0, -EARLY_CONSOLE.length), 'y', values) &&
      !isKept(symbol, 'y', values),
  );

/** What to tell of an image that QEMU does not start by itself; null: it does. */
export const unstartedBy = (values: Values): string | null =>
  isKept('KVM_BOOT_PROTO_EFI_STUB', 'y', values)
    ? 'CONFIG_KVM_BOOT_PROTO_EFI_STUB is on: such an image starts from UEFI firmware alone (--qemu-arg=-bios --qemu-arg=FILE)'
    : null;

/** What to tell of test options of --libs without known suites that this configuration cannot have: one sentence for each reason. */
export function droppedOptions(
  { providers, libs, without }: Pick<Wanted, 'providers' | 'libs' | 'without'>,
  values: Values,
  definitions: Definitions,
): string[] {
  const dropped = new Map<string, string[]>();
  for (const { symbol, dir, library, suites } of providers) {
    if (!libs.includes(dir) || suites.length > 0 || without.has(symbol) || isKept(symbol, 'y', values)) continue;
    const [sentence = ''] = droppedSymbols(new Map([[symbol, 'y']]), values, definitions);
    const reason = `${library}: ${sentence.replace(`Kconfig dropped ${symbol}: `, '')}`;
    dropped.set(reason, [...(dropped.get(reason) ?? []), symbol]);
  }
  return [...dropped].map(([reason, symbols]) => `not built of ${reason}: ${symbols.join(', ')}`);
}

/** What to tell of values that a project asked for, that nobody overrode, and that Kconfig dropped: one sentence for each reason. */
export function droppedWishes(
  wishes: ReadonlyMap<string, string>,
  { values: asked }: Pick<Fragment, 'values'>,
  values: Values,
  definitions: Definitions,
): string[] {
  const left = new Map([...wishes].filter(([name, value]) => asked.get(name) === value));
  const unknown = [...left].filter(([name, value]) => value !== 'n' && !definitions.has(name)).map(([name]) => name);
  for (const name of unknown) left.delete(name);
  const dropped = droppedSymbols(left, values, definitions);
  return unknown.length === 0 ? dropped : [`no Config.uk defines ${unknown.join(', nor ')}`, ...dropped];
}

export interface Wanted {
  readonly arch: Arch;
  /** The user's values, name -> value without quotes; `n`: not set. */
  readonly config: ReadonlyMap<string, string>;
  /** What is not required: everything else comes before it. */
  readonly wishes: ReadonlyMap<string, string>;
  /** Folders of --libs. */
  readonly libs: readonly string[];
  readonly providers: readonly TestProvider[];
  /** Whether suites are asked for at all: without them, those that can be are turned off. */
  readonly hasSuites: boolean;
  /** Symbols that are left out, of suites or of whole libraries. */
  readonly without: ReadonlySet<string>;
}

export interface Fragment {
  readonly values: ReadonlyMap<string, string>;
  /** Those that must survive. */
  readonly required: ReadonlyMap<string, string>;
  /** Libraries of --libs: symbol -> folder. Suites are run without one that does not survive. */
  readonly mains: ReadonlyMap<string, string>;
  /** Libraries of the tree that are asked for only because they bring tests: symbol -> folder. */
  readonly guards: ReadonlyMap<string, string>;
  /** Symbols of the suites that are asked for along with those. */
  readonly guarded: ReadonlySet<string>;
}

/** Longest chain of `depends on` that is asked for along with a suite. */
const DEEPEST = 4;

/** What somebody has to set before a symbol can be: plain symbols with a prompt. Choices and negations are nobody's wish. */
function guardsOf(symbol: string, definitions: Definitions, depth = 0): string[] {
  const [definition] = definitions.get(symbol) ?? [];
  if (definition === undefined || depth === DEEPEST) return [];
  return [...definition.depends, ...definition.visibleIf].flatMap(neededSymbols).flatMap((needed) => {
    const [found] = definitions.get(needed) ?? [];
    const isAskable = found?.hasPrompt === true && found.type === 'bool' && found.choice === null;
    return isAskable ? [needed, ...guardsOf(needed, definitions, depth + 1)] : [];
  });
}

/** Those that nobody wants otherwise, or not at all. */
function mainsOf({ config, wishes, libs, without }: Wanted, definitions: Definitions): Map<string, string> {
  const all = libs.map((dir) => [mainSymbolOf(dir, definitions), dir] as const);
  return new Map(
    all.flatMap(([symbol, dir]) =>
      symbol === null || without.has(symbol) || (config.get(symbol) ?? wishes.get(symbol) ?? 'y') !== 'y'
        ? []
        : [[symbol, dir]],
    ),
  );
}

/** The main symbol of one. */
export const isLibc = (symbol: string, definitions: Definitions): boolean =>
  definitions.get(symbol)?.some(({ selects }) => selects.includes('HAVE_LIBC')) === true;

/** With a libc of --libs; the tree's own small one stays out then, as both define the same names and headers. */
const hasOtherLibc = (mains: ReadonlyMap<string, string>, definitions: Definitions): boolean =>
  [...mains.keys()].some((symbol) => isLibc(symbol, definitions));

/** Suites that a library brings along unasked would run before a program, and a crash of theirs would be the program's. */
const suitesOff = ({ providers, config }: Wanted, definitions: Definitions): string[] =>
  providers.flatMap(({ symbol, dir }) =>
    config.has(symbol) || mainSymbolOf(dir, definitions) === symbol ? [] : [symbol],
  );

export function buildFragment(wanted: Wanted, definitions: Definitions): Fragment {
  const { arch, config, wishes, providers, hasSuites, without } = wanted;
  const mains = mainsOf(wanted, definitions);
  const isMain = (symbol: string): boolean => hasSuites && mains.has(symbol);
  const required = new Map<string, string>([
    ['UK_NAME', IMAGE_NAME],
    [CONFIG_ARCH[arch], 'y'],
    ...[...mains.keys()].map((symbol): [string, string] => [symbol, 'y']),
    ...config,
  ]);
  const guards = new Map<string, string>();
  const needs = new Map<string, readonly string[]>();
  const hasLibc = hasOtherLibc(mains, definitions);
  const wished = (hasSuites ? providers : [])
    .filter(({ symbol }) => !without.has(symbol))
    .flatMap(({ symbol, dir, needs: features }) => {
      const main = mainSymbolOf(dir, definitions);
      const own = main === null || main === symbol ? [] : [main];
      const needed = [...own, ...features, ...guardsOf(symbol, definitions)];
      if (hasLibc && needed.includes('LIBNOLIBC')) return [];
      needs.set(symbol, needed);
      for (const guard of needed) guards.set(guard, folderOf(guard, definitions));
      return [symbol, ...needed];
    });
  // Of the members of a choice the last one that is y wins.
  const values = new Map<string, string>([
    ...wishes,
    ...PREFERRED.filter(([name, value]) => hasSuites || !name.startsWith('LIBUKTEST') || value === 'n'),
    ...SERIAL[arch].map((symbol): [string, string] => [symbol, 'y']),
    ...(hasSuites ? [] : suitesOff(wanted, definitions)).map((symbol): [string, string] => [symbol, 'n']),
    ...wished.map((symbol): [string, string] => [symbol, 'y']),
    ...required,
    ...[...without].map((symbol): [string, string] => [symbol, 'n']),
  ]);
  for (const symbol of [...required.keys(), ...PREFERRED.map(([name]) => name)]) guards.delete(symbol);
  const guarded = [...needs].filter(([, needed]) => needed.some((symbol) => guards.has(symbol)));
  for (const symbol of required.keys()) if (without.has(symbol) || isMain(symbol)) required.delete(symbol);
  return { values, required, mains, guards, guarded: new Set(guarded.map(([symbol]) => symbol)) };
}

const folderOf = (symbol: string, definitions: Definitions): string =>
  dirname(definitions.get(symbol)?.[0]?.file ?? join('.', 'Config.uk'));

/** Numbers and yes as they are, all else quoted. */
const written = (value: string): string =>
  /^(?:[ym]|-?\d+|0x[0-9a-fA-F]+)$/.test(value) ? value : JSON.stringify(value);

export const fragmentText = (values: ReadonlyMap<string, string>): string =>
  [...values]
    .map(([name, value]) => (value === 'n' ? `# CONFIG_${name} is not set\n` : `CONFIG_${name}=${written(value)}\n`))
    .join('');
