// SPDX-License-Identifier: BSD-3-Clause
/** Options that several commands share, from words to values. Every complaint names the option and the value given. */
import { statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { AxisName } from '../../matrices/axes.ts';
import { parseAxisOption, type AxisSelection } from '../../matrices/expand.ts';
import { fromHome } from '../../matrices/home-path.ts';
import { loadMatrix, type Matrix } from '../../matrices/matrix-file.ts';
import { UserError } from '../../model/errors.ts';
import { didYouMean, isChosen, matchesGlob, takenAway } from '../../model/glob.ts';
import { outsideSuites } from '../../suites/program-suite.ts';
import { loadSuites, type Suite } from '../../suites/suite-file.ts';
import type { Project } from '../images.ts';
import { planRun, type Plan } from '../plan.ts';
import { ofTree, selectableTree } from './own-tree.ts';
import { checkPaths, matricesDir, suitesDir } from './project.ts';

/** As commander hands them over. */
export interface SelectionOptions {
  readonly matrix?: string;
  readonly kernel?: string;
  readonly arch?: string;
  readonly libc?: string;
  readonly smp?: string;
  readonly machine?: string;
  readonly cpu?: string;
  readonly topology?: string;
  readonly timer?: string;
  readonly end?: string;
  readonly mte?: string;
  readonly accel?: string;
  readonly memory?: string;
  readonly suite?: string;
  readonly coverage?: boolean;
  readonly programSuite?: readonly string[];
  readonly programCflags?: string;
}

const AXIS_OPTIONS: Readonly<Record<AxisName, readonly [key: keyof SelectionOptions, option: string, help: string]>> = {
  kernel: [
    'kernel',
    '--kernel <kernel,...>',
    'reference, tree:PATH (sources, or a Kraftfile), image:FILE, host (programs as Linux processes)',
  ],
  arch: ['arch', '--arch <arch,...>', 'x86_64, arm64'],
  libc: ['libc', '--libc <libc,...>', 'nolibc, musl; of processes also glibc'],
  smp: ['smp', '--smp <n,...>', 'numbers of CPUs'],
  machine: ['machine', '--machine <machine,...>', 'microvm, microvm-acpi, q35, virt-gicv2, virt-gicv3'],
  cpu: ['cpu', '--cpu <model,...>', "max, qemu64, cortex-a57, cortex-a72; of images QEMU's names"],
  topology: ['topology', '--topology <topology,...>', 'how CPUs are numbered: packed, gaps'],
  timer: ['timer', '--timer <timer,...>', 'quiet, storm (timers interrupt without pause)'],
  end: ['end', '--end <who,...>', 'who ends the machine: main, button, request'],
  mte: ['mte', '--mte <mode,...>', 'memory tags (arm64): off, sync, async, asymm'],
  accel: ['accel', '--accel <accel,...>', 'auto (measured), tcg, kvm'],
  memoryMiB: ['memory', '--memory <MiB,...>', "the guest's memory"],
};

/** An option with a list; given twice it means both lists. */
export const listOption = (flags: string, help: string): Option =>
  new Option(flags, help).argParser((list: string, before: string | undefined) =>
    before === undefined ? list : `${before},${list}`,
  );

export function addSelectionOptions(command: Command): Command {
  command
    .optionsGroup('What runs:')
    .option('--matrix <name|file>', 'a shipped matrix by name, or a YAML file (default: smoke; for programs: programs)')
    .addOption(listOption('--suite <glob,...>', 'only these suites; !glob: not these'));
  command.optionsGroup('Where (each takes a list, as in --smp 1,4):');
  for (const [, option, help] of Object.values(AXIS_OPTIONS)) command.addOption(listOption(option, help));
  return command
    .optionsGroup('What runs:')
    .addOption(
      new Option(
        '--program-suite <path[:glob]>',
        'also a folder of C programs with a main() each; may be repeated',
      ).argParser((place: string, before: readonly string[] | undefined) => [...(before ?? []), place]),
    )
    .option('--program-cflags <flags>', 'compiler flags of those programs')
    .option('--coverage', 'measure coverage (default: what the matrix says)')
    .option('--no-coverage', 'measure none')
    .optionsGroup('Options:');
}

/** Kernels of others are named with their kind. */
function kernelHint(word: string): string {
  if (/^(?:tree|image):/.test(word))
    return 'sources and images of other projects are for run, plan and list, and not beside kernels of this one';
  const found = statSync(fromHome(word), { throwIfNoEntry: false });
  if (found === undefined) return 'or tree:PATH, the sources of another project, or image:FILE, a kernel that is built';
  return found.isDirectory()
    ? `if these are the sources of a kernel, write tree:${word}`
    : `if this is a kernel that is built, write image:${word}`;
}

function axisSelection(options: SelectionOptions): AxisSelection {
  const chosen = (Object.keys(AXIS_OPTIONS) as AxisName[]).flatMap((name) => {
    const [key, option] = AXIS_OPTIONS[name];
    const text = options[key];
    const hintOf = name === 'kernel' ? kernelHint : undefined;
    return typeof text === 'string' ? [[name, parseAxisOption(name, option.split(' ')[0] ?? '', text, hintOf)]] : [];
  });
  return Object.fromEntries(chosen) as AxisSelection;
}

/** Globs that only take suites away take them from those that would run without the option; null: it was not given. */
function suiteGlobs(
  text: string | undefined,
  usual: readonly string[],
  names: readonly string[],
): readonly string[] | null {
  const globs = text?.split(',') ?? [];
  const stranger = takenAway(globs).find((glob) => !names.some((name) => matchesGlob(glob, name)));
  if (stranger !== undefined) {
    const message = `--suite: no suite matches ${JSON.stringify(stranger)}${didYouMean(stranger, names)}`;
    throw new UserError('nothing-selected', message);
  }
  if (text === undefined) return null;
  return globs.every((glob) => glob.startsWith('!')) ? [...usual, ...globs] : globs;
}

/** The matrix that is meant, and what is asked of its axes. */
export function meantMatrix(options: SelectionOptions, project: Project): MeantMatrix {
  // The cells of a tree are those of the reference kernel.
  const isTree = selectableTree(options.kernel) !== null;
  const axes = axisSelection(isTree ? { ...options, kernel: 'reference' } : options);
  const meansPrograms = (options.programSuite ?? []).length > 0 || axes.kernel?.includes('host') === true;
  const name = options.matrix ?? (meansPrograms ? 'programs' : 'smoke');
  return { axes, meansPrograms, matrix: loadMatrix(name, matricesDir(project)) };
}

interface MeantMatrix {
  readonly matrix: Matrix;
  readonly axes: AxisSelection;
  readonly meansPrograms: boolean;
}

export interface Selected {
  readonly plan: Plan;
  readonly suites: readonly Suite[];
}

/**
 * Suites that patterns over cases name in full, where the matrix has one of them not: without `--suite` it would be a riddle that no case
 * matches. Null: the matrix's own will do.
 */
function suitesNamedBy(
  patterns: readonly string[],
  usual: readonly string[],
  names: readonly string[],
): string[] | null {
  const named = patterns.flatMap((pattern) => (/^([\w-]+)\./.exec(pattern) ?? []).slice(1));
  const areKnown = named.length === patterns.length && named.every((name) => names.includes(name));
  return areKnown && named.some((name) => !isChosen(usual, name)) ? named : null;
}

/** `cases`: patterns of the cases that are asked for, as far as they are known. */
export function select(options: SelectionOptions, project: Project, cases: readonly string[] = []): Selected {
  checkPaths(project);
  const own = loadSuites(suitesDir(project), project.rootDir);
  const names = own.map(({ name }) => name);
  const outside = outsideSuites(options.programSuite ?? [], options.programCflags ?? null, names);
  const { axes, matrix, meansPrograms } = meantMatrix(options, project);
  // Who brings programs, or compares with Linux, means those, unless he says what else.
  const meant = outside.length > 0 ? outside : own.filter(({ programs }) => programs);
  const brought = meansPrograms && options.matrix === undefined ? meant.map(({ name }) => name) : null;
  const suites = [...own, ...outside];
  const known = suites.map(({ name }) => name);
  const named = options.matrix === undefined ? suitesNamedBy(cases, brought ?? matrix.suites, known) : null;
  const selection = {
    axes,
    suites: suiteGlobs(options.suite, brought ?? matrix.suites, known) ?? named ?? brought,
    coverage: options.coverage ?? null,
  };
  const plan = planRun(matrix, suites, selection);
  const tree = selectableTree(options.kernel);
  return { plan: tree === null ? plan : ofTree(plan, tree), suites };
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
