// SPDX-License-Identifier: BSD-3-Clause
/** Options that several commands share, from words to values. Every complaint names the option and the value given. */
import { type Command, Option } from 'commander';
import type { AxisName } from '../../matrices/axes.ts';
import { parseAxisOption, type AxisSelection } from '../../matrices/expand.ts';
import { loadMatrix } from '../../matrices/matrix-file.ts';
import { UserError } from '../../model/errors.ts';
import { loadSuites, type Suite } from '../../suites/suite-file.ts';
import type { Project } from '../images.ts';
import { planRun, type Plan } from '../plan.ts';
import { matricesDir, suitesDir } from './project.ts';

/** As commander hands them over. */
export interface SelectionOptions {
  readonly matrix: string;
  readonly kernel?: string;
  readonly arch?: string;
  readonly libc?: string;
  readonly smp?: string;
  readonly machine?: string;
  readonly accel?: string;
  readonly memory?: string;
  readonly suite?: string;
  readonly coverage?: boolean;
}

const AXIS_OPTIONS: Readonly<Record<AxisName, readonly [key: keyof SelectionOptions, option: string, help: string]>> = {
  kernel: ['kernel', '--kernel <kernel,...>', 'kernels under test'],
  arch: ['arch', '--arch <arch,...>', 'architectures: x86_64, arm64'],
  libc: ['libc', '--libc <libc,...>', 'C libraries'],
  smp: ['smp', '--smp <n,...>', 'numbers of CPUs'],
  machine: ['machine', '--machine <machine,...>', 'microvm, q35, virt-gicv2, virt-gicv3'],
  accel: ['accel', '--accel <accel,...>', 'auto (measured), tcg, kvm'],
  memoryMiB: ['memory', '--memory <MiB,...>', "the guest's memory"],
};

export function addSelectionOptions(command: Command): Command {
  command.option('--matrix <name|file>', 'a shipped matrix by name, or a YAML file', 'smoke');
  for (const [, option, help] of Object.values(AXIS_OPTIONS)) command.addOption(new Option(option, help));
  return command
    .option('--suite <glob,...>', 'only these suites')
    .option('--coverage', 'measure coverage (default: what the matrix says)')
    .option('--no-coverage', 'measure none');
}

function axisSelection(options: SelectionOptions): AxisSelection {
  const chosen = (Object.keys(AXIS_OPTIONS) as AxisName[]).flatMap((name) => {
    const [key, option] = AXIS_OPTIONS[name];
    const text = options[key];
    return typeof text === 'string' ? [[name, parseAxisOption(name, option.split(' ')[0] ?? '', text)]] : [];
  });
  return Object.fromEntries(chosen) as AxisSelection;
}

export interface Selected {
  readonly plan: Plan;
  readonly suites: readonly Suite[];
}

export function select(options: SelectionOptions, project: Project): Selected {
  const matrix = loadMatrix(options.matrix, matricesDir(project));
  const suites = loadSuites(suitesDir(project), project.rootDir);
  const selection = {
    axes: axisSelection(options),
    suites: options.suite?.split(',') ?? null,
    coverage: options.coverage ?? null,
  };
  return { plan: planRun(matrix, suites, selection), suites };
}

/** A whole number of at least `min`; null where the option was not given. */
export function parseCount(option: string, text: string | undefined, min: number): number | null {
  if (text === undefined) return null;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= min) return value;
  throw new UserError('option-value', `${option}: ${JSON.stringify(text)} is no whole number of at least ${min}`);
}

export function parseChoice<Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  throw new UserError('option-value', `${option}: unknown value ${JSON.stringify(text)}; known: ${choices.join(', ')}`);
}
