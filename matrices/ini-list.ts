// SPDX-License-Identifier: BSD-3-Clause
/**
 * Lists of tests in the INI form of kvm-unit-tests (`unittests.cfg`) as lists of images: `[name]` sections with file, smp, test_args,
 * qemu_params (extra_params before), arch, groups, accel, timeout, check, machine, disabled_if. Text only: no shell ever sees any of it. A section that
 * needs a shell to be understood becomes an image that is skipped and says so.
 */
import type { Arch } from '../model/cell.ts';
import { evaluate } from './arithmetic.ts';

export interface IniSection {
  readonly name: string;
  readonly line: number;
  readonly values: ReadonlyMap<string, string>;
}

/** As it stands in a list of images (image-list.ts), keys that hold their default left out. */
export type ListedImage = Readonly<Record<string, unknown>> & { readonly name: string };

export interface Imported {
  readonly images: readonly ListedImage[];
  /** `line: text` for what was not understood as it stands. */
  readonly remarks: readonly string[];
}

const KEYS = new Set([
  'file',
  'smp',
  'test_args',
  'qemu_params',
  'extra_params',
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
const ARCHES: Readonly<Record<string, Arch>> = { x86_64: 'x86_64', arm64: 'arm64', aarch64: 'arm64' };

/** A backslash at its end, unless that one is escaped itself. */
const continued = (line: string): string => line.replace(/(?<!\\)((?:\\\\)*)\\$/, '$1');

/** A value in three double quotes goes on over lines. */
export function readSections(text: string, remark: (line: number, text: string) => void): IniSection[] {
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
    const [, key, start = ''] = /^([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line) ?? [];
    const section = sections.at(-1);
    if (key === undefined || section === undefined) {
      remark(number, `neither a section nor a key of one: ${line.slice(0, 60)}`);
      continue;
    }
    let value = start;
    if (value.startsWith('"""')) {
      const parts = [value.slice(3)];
      while (!(parts.at(-1) ?? '').includes('"""') && index + 1 < lines.length) parts.push(lines[++index] ?? '');
      value = parts.map(continued).join(' ').split('"""')[0] ?? '';
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

const seconds = (text: string): number | null => {
  const [, count, unit = 's'] = /^(\d{1,6})([smh]?)$/.exec(text) ?? [];
  const factor = { s: 1, '': 1, m: 60, h: 3600 }[unit] ?? 1;
  return count === undefined ? null : Number(count) * factor;
};

function requirements(check: string): { file: string; value: string }[] | null {
  const pairs = check.split(/\s+/).filter((word) => word !== '');
  const found = pairs.map((pair) => /^(?<file>\/(?:proc|sys)\/[^=]+)=(?<value>.*)$/.exec(pair)?.groups);
  if (found.some((groups) => groups === undefined)) return null;
  return found.map((groups) => ({ file: groups?.['file'] ?? '', value: groups?.['value'] ?? '' }));
}

/** `-m 4g`, so that memory is reckoned with when several run at a time. */
function takeMemory(args: readonly string[]): { readonly memoryMiB?: number; readonly rest: readonly string[] } {
  const at = args.indexOf('-m');
  const [, count, unit = 'm'] = /^(\d{1,6})([mMgG]?)$/.exec(at < 0 ? '' : (args[at + 1] ?? '')) ?? [];
  if (count === undefined) return { rest: args };
  const memoryMiB = Number(count) * (unit.toLowerCase() === 'g' ? 1024 : 1);
  return { memoryMiB, rest: [...args.slice(0, at), ...args.slice(at + 2)] };
}

/** One section; `skip` says what of it cannot be told here. */
function imageOf({ name, values }: IniSection, arch: Arch, maxSmp: number): Omit<ListedImage, 'name'> {
  const skips: string[] = [];
  const get = (key: string): string => substitute(values.get(key) ?? '', maxSmp);
  const sectionArch = get('arch');
  if (sectionArch !== '' && ARCHES[sectionArch] !== arch) skips.push(`made for ${sectionArch}`);
  const smp = get('smp') === '' ? 1 : Number(get('smp'));
  if (!Number.isInteger(smp) || smp < 1) skips.push(`smp = ${values.get('smp') ?? ''} cannot be told without a shell`);
  const args = splitWords(get('qemu_params') || get('extra_params'));
  if (args === null) skips.push('its QEMU parameters cannot be told without a shell');
  const { memoryMiB, rest } = takeMemory(args ?? []);
  const append = splitWords(get('test_args'));
  if (append === null) skips.push('its arguments cannot be told without a shell');
  const requires = requirements(get('check'));
  if (requires === null) skips.push(`its check cannot be told without a shell: ${get('check')}`);
  const groups = get('groups')
    .split(/[\s,]+/)
    .filter((group) => group !== '');
  skips.push(...groups.flatMap((group) => SCRIPTED_GROUPS[group] ?? []));
  // The only condition in use asks for another monitor.
  if (values.has('disabled_if') && !get('disabled_if').includes('kvmtool'))
    skips.push(`its disabled_if cannot be told without a shell: ${get('disabled_if')}`);
  const timeoutSeconds = seconds(get('timeout'));
  const accel = get('accel');
  if (accel !== '' && accel !== 'kvm' && accel !== 'tcg') skips.push(`accelerator ${accel}`);
  return {
    file: get('file') || name,
    ...(Number.isInteger(smp) && smp > 1 ? { smp } : {}),
    ...(append === null || append.length === 0 ? {} : { append: append.join(' ') }),
    ...(memoryMiB === undefined ? {} : { memoryMiB }),
    ...(rest.length === 0 ? {} : { args: rest }),
    ...(get('machine') === '' ? {} : { machine: get('machine') }),
    ...(accel === 'kvm' ? { accel } : {}),
    ...(timeoutSeconds === null || timeoutSeconds === 0 ? {} : { timeoutMs: timeoutSeconds * 1000 }),
    ...(groups.length === 0 ? {} : { groups }),
    ...(requires === null || requires.length === 0 ? {} : { requires }),
    ...(skips.length === 0 ? {} : { skip: skips.join('; ') }),
  };
}

export function importIni(text: string, arch: Arch, maxSmp: number): Imported {
  const remarks: string[] = [];
  const remark = (line: number, words: string): void => {
    remarks.push(`${line}: ${words}`);
  };
  const names = new Map<string, number>();
  const images = readSections(text, remark).map((section): ListedImage => {
    const plain = section.name.replaceAll(/[^\w.+-]/g, '_').replace(/^[^A-Za-z0-9_]/, '_');
    const count = (names.get(plain) ?? 0) + 1;
    names.set(plain, count);
    if (count > 1) remark(section.line, `a second section [${section.name}]: its image is called ${plain}-${count}`);
    if (!section.values.has('file')) remark(section.line, `[${section.name}] names no file`);
    return { name: count === 1 ? plain : `${plain}-${count}`, ...imageOf(section, arch, maxSmp) };
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
