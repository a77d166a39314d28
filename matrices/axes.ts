// SPDX-License-Identifier: BSD-3-Clause
/** The axes of a matrix: which values each may take, in matrix files and on the command line, and which go together. */
import { z } from 'zod';
import {
  ARCHES,
  type Accel,
  type Arch,
  type Axes,
  type CpuModel,
  type End,
  type Machine,
  type MemoryTags,
  type QemuMachine,
  type Timer,
  type Topology,
} from '../model/cell.ts';
import { didYouMean } from '../model/glob.ts';

export type AxisName = keyof Axes;

export const MACHINES: Readonly<Record<Arch, readonly [QemuMachine, ...QemuMachine[]]>> = {
  x86_64: ['microvm', 'microvm-acpi', 'q35'],
  arm64: ['virt-gicv2', 'virt-gicv3'],
};

const CPUS: Readonly<Record<Arch, readonly CpuModel[]>> = {
  x86_64: ['max', 'qemu64'],
  arm64: ['max', 'cortex-a57', 'cortex-a72'],
};

const TOPOLOGIES: readonly Topology[] = ['packed', 'gaps'];
/** With fewer CPUs, or where no table tells the numbers, there are no gaps to see. */
const GAPS_FROM_CPUS = 4;
const GAPS_ON: readonly Machine[] = ['microvm-acpi', 'q35'];

const TIMERS: readonly Timer[] = ['quiet', 'storm'];
const ENDS: readonly End[] = ['main', 'button', 'request'];
/** microvm has no power button without ACPI. */
const BUTTON_ON: readonly Machine[] = ['microvm-acpi', 'q35', 'virt-gicv2', 'virt-gicv3'];
export const MEMORY_TAGS: readonly MemoryTags[] = ['off', 'sync', 'async', 'asymm'];

const ACCELS: readonly Accel[] = ['auto', 'tcg', 'kvm'];
export const LIBCS = ['nolibc', 'musl', 'glibc'] as const;
const KERNELS = ['reference', 'host'] as const;

/** What others call them. */
const ELSEWHERE: Readonly<Record<string, string>> = { aarch64: 'arm64', amd64: 'x86_64', x64: 'x86_64', x86: 'x86_64' };

const meantBy = (input: unknown, values: readonly string[]): string =>
  typeof input === 'string' ? didYouMean(ELSEWHERE[input] ?? input, values) : '';

const oneOf = <Value extends string>(axis: AxisName, values: readonly Value[]): z.ZodType<Value> =>
  z.enum(values as readonly [Value, ...Value[]], {
    error: ({ input }) =>
      input === undefined
        ? undefined
        : `unknown value ${JSON.stringify(input)} for axis ${axis}; known: ${values.join(', ')}${meantBy(input, values)}`,
  });

const numberIn = (axis: AxisName, min: number, max: number): z.ZodType<number> =>
  z.custom<number>((value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max, {
    error: ({ input }) => `unknown value ${JSON.stringify(input)} for axis ${axis}; known: ${min} to ${max}`,
  });

/** One value of each axis. CPU count and memory are limited to what the kernels under test promise to handle. */
export const AXIS_VALUE: { readonly [Name in AxisName]: z.ZodType<Axes[Name]> } = {
  kernel: oneOf('kernel', KERNELS),
  arch: oneOf('arch', ARCHES),
  libc: oneOf('libc', LIBCS),
  smp: numberIn('smp', 1, 8),
  machine: oneOf<Machine>('machine', [...Object.values(MACHINES).flat(), 'process']),
  cpu: oneOf<string>('cpu', [...new Set(Object.values(CPUS).flat())]),
  topology: oneOf('topology', TOPOLOGIES),
  timer: oneOf('timer', TIMERS),
  end: oneOf('end', ENDS),
  mte: oneOf('mte', MEMORY_TAGS),
  accel: oneOf('accel', ACCELS),
  memoryMiB: numberIn('memoryMiB', 32, 4096),
};

export const AXIS_NAMES = Object.keys(AXIS_VALUE) as readonly AxisName[];

/** Values of the axes that a matrix does not name; the machine's default depends on the architecture. */
export const AXIS_DEFAULTS: Omit<Axes, 'machine' | 'arch'> = {
  kernel: 'reference',
  libc: 'nolibc',
  smp: 1,
  cpu: 'max',
  topology: 'packed',
  timer: 'quiet',
  end: 'main',
  mte: 'off',
  accel: 'auto',
  memoryMiB: 64,
};

type Rule = readonly [reason: string, breaks: (axes: Axes) => boolean];

/** What no machine offers, whatever a matrix says. */
const RULES: readonly Rule[] = [
  [
    'each architecture has its own machines',
    ({ kernel, arch, machine }) => kernel !== 'host' && !MACHINES[arch].some((one) => one === machine),
  ],
  [
    'each architecture has its own CPU models',
    ({ kernel, arch, cpu }) => kernel !== 'host' && !CPUS[arch].some((one) => one === cpu),
  ],
  [
    'gaps between the numbers of CPUs: four CPUs or more, and ACPI tables that number them',
    ({ topology, smp, machine }) =>
      topology === 'gaps' && (smp < GAPS_FROM_CPUS || !GAPS_ON.includes(machine as Machine)),
  ],
  [
    'plain microvm has no power button',
    ({ end, machine }) => end === 'button' && !BUTTON_ON.includes(machine as Machine),
  ],
  [
    'memory tags: emulated arm64, and of the CPU models max',
    ({ mte, arch, cpu, accel }) => mte !== 'off' && (arch !== 'arm64' || cpu !== 'max' || accel === 'kvm'),
  ],
  ['glibc is no library of guests', ({ kernel, libc }) => kernel !== 'host' && libc === 'glibc'],
  ['nolibc is no library of Linux', ({ kernel, libc }) => kernel === 'host' && libc === 'nolibc'],
];

/** Why there is no such point; null: there is one. */
export const whyImpossible = (axes: Axes): string | null => RULES.find(([, breaks]) => breaks(axes))?.[0] ?? null;
