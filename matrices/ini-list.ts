// SPDX-License-Identifier: BSD-3-Clause
/**
 * Lists of tests in the INI form of kvm-unit-tests (`unittests.cfg`) as lists of images: `[name]` sections with file, smp, test_args,
 * qemu_params (extra_params before), arch, groups, accel, timeout, check, machine, disabled_if. Text only: no shell ever sees any of it. A section that
 * needs a shell to be understood becomes an image that is skipped and says so.
 */
import type { Arch } from '../model/cell.ts';
import { evaluate } from './arithmetic.ts';
import { holds } from './shell-condition.ts';

export interface IniSection {
  readonly name: string;
  readonly line: number;
  readonly values: ReadonlyMap<string, string>;
}

/** As it stands in a list of images (image-list.ts), keys that hold their default left out. */
export type ListedImage = Readonly<Record<string, unknown>> & { readonly name: string };

type Remark = (line: number, text: string) => void;

export interface Imported {
  readonly images: readonly ListedImage[];
  /** `line: text` for what was not understood as it stands. */
  readonly remarks: readonly string[];
}

/** One thing by two names: of both in a section the last one counts. */
const PARAMS = 'qemu_params';
const OLD_PARAMS = 'extra_params';
const KEYS = new Set([
  'file',
  'smp',
  'test_args',
  PARAMS,
  'arch',
  'groups',
  'accel',
  'timeout',
  'check',
  'machine',
  'disabled_if',
  // For another monitor than QEMU.
  'kvmtool_params',
]);
/** Their programs wait for a script that talks to the monitor while they run. */
const SCRIPTED_GROUPS: Readonly<Record<string, string>> = {
  migration: 'its runner has to migrate it to a second QEMU',
  panic: "its runner has to watch QEMU's events",
};
const OTHER_ARCH = 'made for ';
/** Programs of 32 bits that the machine of another runs, too. */
export type ListArch = Arch | 'i386';
const ARCHES: Readonly<Record<string, ListArch>> = { x86_64: 'x86_64', i386: 'i386', arm64: 'arm64', aarch64: 'arm64' };

/** A backslash at the end of a line takes the line's end away, unless it is escaped itself; no space takes its place. */
const joinLines = (lines: readonly string[]): string => lines.join('\n').replaceAll(/(?<!\\)((?:\\\\)*)\\\n/g, '$1');

/** A value in three double quotes goes on over lines. */
export function readSections(text: string, remark: Remark): IniSection[] {
  const sections: { name: string; line: number; values: Map<string, string> }[] = [];
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const line = (lines[index] ?? '').trim();
    const number = index + 1;
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const [, header] = /^\[([^\]]+)\]$/.exec(line) ?? [];
    if (header !== undefined) {
      sections.push({ name: header.trim(), line: number, values: new Map() });
      continue;
    }
    const [, written, start = ''] = /^([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line) ?? [];
    const key = written === OLD_PARAMS ? PARAMS : written;
    const section = sections.at(-1);
    if (key === undefined || section === undefined) {
      remark(number, `neither a section nor a key of one: ${line.slice(0, 60)}`);
      continue;
    }
    let value = start;
    if (value.startsWith('"""')) {
      const parts = [value.slice(3)];
      while (!(parts.at(-1) ?? '').includes('"""') && index + 1 < lines.length) parts.push(lines[++index] ?? '');
      value = joinLines(parts).split('"""')[0] ?? '';
    }
    if (!KEYS.has(key)) remark(number, `unknown key ${key} in [${section.name}]`);
    else if (section.values.has(key)) remark(number, `${key} twice in [${section.name}]: the last one counts`);
    section.values.set(key, value.trim());
  }
  return sections;
}

/** Words as a shell cuts them, quotes and backslashes taken away. Null where only a shell could tell. */
export function splitWords(text: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote !== "'" && (character === '$' || character === '`')) return null;
    if (quote === '' && /[;&|<>(){}*?~#!]/.test(character) && (word === null || /[;&|<>]/.test(character))) return null;
    if (quote === '' && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (character === '\\' && quote !== "'") word = (word ?? '') + (text[++at] ?? '');
    else if ((character === '"' || character === "'") && (quote === '' || quote === character)) {
      quote = quote === '' ? character : '';
      word ??= '';
    } else word = (word ?? '') + character;
  }
  if (quote !== '') return null;
  return word === null ? words : [...words, word];
}

/** `$MAX_SMP`, `$(( ))` of it and the number of processors are the only things a shell would have put in that can be told without one. */
function substitute(text: string, maxSmp: number): string {
  return text
    .replaceAll(/`getconf _NPROCESSORS_(?:CONF|ONLN)`|\$\((?:getconf _NPROCESSORS_(?:CONF|ONLN)|nproc)\)/g, `${maxSmp}`)
    .replaceAll(/\$\(\(([^()]*(?:\([^()]*\)[^()]*)*)\)\)/g, (whole, inner: string) => {
      const value = evaluate(inner, { MAX_SMP: maxSmp });
      return value === null ? whole : `${value}`;
    })
    .replaceAll(/\$\{?MAX_SMP\b\}?/g, `${maxSmp}`);
}

const NEEDS_SHELL = 'cannot be told without a shell';
/** As image-list.ts has it. */
const MOST_CPUS = 256;
const MOST_MEMORY_MIB = 65_536;

interface Cpus {
  readonly smp: number;
  /** The whole of it where it says more than a number: `8,threads=4`. */
  readonly args: readonly string[];
  readonly skip: string | null;
}

function cpus(written: string, text: string): Cpus {
  const [, count, more = ''] = /^(?:cpus=)?(\d{1,4})((?:,[a-z]+=\d{1,4})*)$/.exec(text === '' ? '1' : text) ?? [];
  const smp = Number(count);
  if (smp >= 1 && smp <= MOST_CPUS) return { smp, args: more === '' ? [] : ['-smp', text], skip: null };
  const isForShell = /[$`]/.test(text);
  const why = isForShell ? NEEDS_SHELL : `is no number of CPUs from 1 to ${MOST_CPUS}`;
  return { smp: 1, args: [], skip: `smp = ${written} ${why}` };
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** As timeout(1) takes it, for which 0 is no limit: here it is a day. Null for anything else. */
function milliseconds(text: string): number | null {
  const [, count, unit = ''] = /^(\d{1,6}(?:\.\d{1,6})?)([smhd]?)$/.exec(text) ?? [];
  const factor = UNIT_SECONDS[unit];
  if (count === undefined || factor === undefined) return null;
  return Math.ceil((Number(count) === 0 ? 86_400 : Number(count) * factor) * 1000);
}

function requirements(check: string): { file: string; value: string }[] | null {
  const pairs = check.split(/\s+/).filter((word) => word !== '');
  const found = pairs.map((pair) => /^(?<file>\/(?:proc|sys)\/[^=]+)=(?<value>.*)$/.exec(pair)?.groups);
  if (found.some((groups) => groups === undefined)) return null;
  return found.map((groups) => ({ file: groups?.['file'] ?? '', value: groups?.['value'] ?? '' }));
}

/** `-m 4g`, so that memory is reckoned with when several run at a time; the last one counts, as for QEMU. */
function takeMemory(args: readonly string[]): { readonly memoryMiB?: number; readonly rest: readonly string[] } {
  const isSize = (at: number): boolean => args[at - 1] === '-m';
  const [, count, unit = 'm'] = /^(\d{1,6})([mMgG]?)$/.exec(args.findLast((_, at) => isSize(at)) ?? '') ?? [];
  const memoryMiB = Number(count) * (unit.toLowerCase() === 'g' ? 1024 : 1);
  if (!(memoryMiB >= 1 && memoryMiB <= MOST_MEMORY_MIB)) return { rest: args };
  return { memoryMiB, rest: args.filter((word, at) => !isSize(at) && !(word === '-m' && at + 1 < args.length)) };
}

const wordsOf = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');

/** What a condition may ask for: the monitor, and whether programs start from UEFI. */
const VARIABLES = new Map([
  ['TARGET', 'qemu'],
  ['CONFIG_EFI', ''],
]);

function disabledSkips(condition: string): string[] {
  if (condition === '') return [];
  const isDisabled = holds(condition, VARIABLES);
  if (isDisabled === null) return [`its disabled_if ${NEEDS_SHELL}: ${condition}`];
  return isDisabled ? [`disabled here: ${condition}`] : [];
}

/** QEMU emulates each CPU in a thread of its own unless it is told otherwise. */
const ACCELERATORS = new Set(['', 'kvm', 'tcg', 'tcg,thread=multi']);

/** What else than its machine keeps a section from running here. */
function scriptedSkips(get: (key: string) => string, groups: readonly string[]): string[] {
  const disabled = get('disabled_if');
  const accel = get('accel');
  return [
    ...groups.flatMap((group) => SCRIPTED_GROUPS[group] ?? []),
    ...disabledSkips(disabled),
    ...(ACCELERATORS.has(accel) ? [] : [`accelerator ${accel}`]),
  ];
}

/** One section; `skip` says what of it cannot be told here. */
function imageOf({ name, values }: IniSection, arch: ListArch, maxSmp: number): Omit<ListedImage, 'name'> {
  const get = (key: string): string => substitute(values.get(key) ?? '', maxSmp);
  const { smp, args: topology, skip } = cpus(values.get('smp') ?? '', get('smp'));
  const args = splitWords(get(PARAMS));
  const { memoryMiB, rest } = takeMemory([...topology, ...(args ?? [])]);
  const append = splitWords(get('test_args'));
  const requires = requirements(get('check'));
  const groups = wordsOf(get('groups'));
  const sectionArch = get('arch');
  const skips = [
    ...(sectionArch !== '' && ARCHES[sectionArch] !== arch ? [`${OTHER_ARCH}${sectionArch}`] : []),
    ...(skip === null ? [] : [skip]),
    ...(args === null ? [`its QEMU parameters ${NEEDS_SHELL}`] : []),
    ...(append === null ? [`its arguments ${NEEDS_SHELL}`] : []),
    ...(requires === null ? [`its check is none of files in /proc or /sys: ${get('check')}`] : []),
    ...scriptedSkips(get, groups),
  ];
  const timeoutMs = milliseconds(get('timeout'));
  return {
    file: get('file') || name,
    ...(smp > 1 ? { smp } : {}),
    ...(append === null || append.length === 0 ? {} : { append: append.join(' ') }),
    ...(memoryMiB === undefined ? {} : { memoryMiB }),
    ...(rest.length === 0 ? {} : { args: rest }),
    ...(get('machine') === '' ? {} : { machine: get('machine') }),
    ...(get('accel') === 'kvm' ? { accel: 'kvm' } : {}),
    ...(timeoutMs === null ? {} : { timeoutMs }),
    ...(groups.length === 0 ? {} : { groups }),
    ...(requires === null || requires.length === 0 ? {} : { requires }),
    ...(skips.length === 0 ? {} : { skip: skips.join('; ') }),
  };
}

/** What becomes of a section that its runner would run otherwise. */
function remarkOn({ name, values, line }: IniSection, image: Omit<ListedImage, 'name'>, remark: Remark): void {
  const timeout = values.get('timeout') ?? '';
  if (timeout !== '' && image['timeoutMs'] === undefined)
    remark(line, `timeout = ${timeout} in [${name}] is no duration: it has the one of the list`);
  const skip = image['skip'];
  if (typeof skip === 'string' && !skip.startsWith(OTHER_ARCH)) remark(line, `[${name}] is skipped: ${skip}`);
}

export function importIni(text: string, arch: ListArch, maxSmp: number): Imported {
  const remarks: string[] = [];
  const remark: Remark = (line, words) => {
    remarks.push(`${line}: ${words}`);
  };
  const names = new Map<string, number>();
  const images = readSections(text, remark).map((section): ListedImage => {
    const plain = section.name.replaceAll(/[^\w.+-]/g, '_').replace(/^[^A-Za-z0-9_]/, '_');
    const count = (names.get(plain) ?? 0) + 1;
    names.set(plain, count);
    if (count > 1) remark(section.line, `a second section [${section.name}]: its image is called ${plain}-${count}`);
    if (!section.values.has('file')) remark(section.line, `[${section.name}] names no file`);
    const image = imageOf(section, arch, maxSmp);
    remarkOn(section, image, remark);
    return { name: count === 1 ? plain : `${plain}-${count}`, ...image };
  });
  return { images, remarks };
}

/** What the programs of such lists are started with, besides their own parameters. */
export const INI_DEFAULTS: Readonly<Record<Arch, Readonly<Record<string, unknown>>>> = {
  x86_64: {
    arch: 'x86_64',
    machine: 'pc',
    protocol: 'prefix-lines',
    statusMap: 'isa-debug-exit',
    devices: ['pc-testdev', 'isa-debug-exit,iobase=0xf4,iosize=0x4', 'pci-testdev'],
    ifRefused: 'skip',
    timeoutMs: 90_000,
  },
  arm64: {
    arch: 'arm64',
    machine: 'virt',
    protocol: 'prefix-lines',
    statusMap: 'isa-debug-exit',
    devices: ['virtio-serial-device', 'virtconsole,chardev=ctd', 'pci-testdev'],
    args: ['-chardev', 'testdev,id=ctd'],
    ifRefused: 'skip',
    timeoutMs: 90_000,
  },
};
