// SPDX-License-Identifier: BSD-3-Clause
/** A matrix as it stands in a YAML file: axes with their values, cells to add, conditions that take cells away. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../model/errors.ts';
import { didYouMean } from '../model/glob.ts';
import { AXIS_NAMES, AXIS_VALUE } from './axes.ts';
import { parseYaml } from './yaml-file.ts';

const Condition = z.strictObject({
  kernel: AXIS_VALUE.kernel.optional(),
  arch: AXIS_VALUE.arch.optional(),
  libc: AXIS_VALUE.libc.optional(),
  smp: AXIS_VALUE.smp.optional(),
  machine: AXIS_VALUE.machine.optional(),
  cpu: AXIS_VALUE.cpu.optional(),
  topology: AXIS_VALUE.topology.optional(),
  timer: AXIS_VALUE.timer.optional(),
  end: AXIS_VALUE.end.optional(),
  mte: AXIS_VALUE.mte.optional(),
  accel: AXIS_VALUE.accel.optional(),
  memoryMiB: AXIS_VALUE.memoryMiB.optional(),
});

const Exclusion = Condition.extend({ reason: z.string().optional() });

const AxisLists = z.strictObject({
  kernel: z.array(AXIS_VALUE.kernel).nonempty().optional(),
  arch: z.array(AXIS_VALUE.arch).nonempty(),
  libc: z.array(AXIS_VALUE.libc).nonempty().optional(),
  smp: z.array(AXIS_VALUE.smp).nonempty().optional(),
  machine: z.array(AXIS_VALUE.machine).nonempty().optional(),
  cpu: z.array(AXIS_VALUE.cpu).nonempty().optional(),
  topology: z.array(AXIS_VALUE.topology).nonempty().optional(),
  timer: z.array(AXIS_VALUE.timer).nonempty().optional(),
  end: z.array(AXIS_VALUE.end).nonempty().optional(),
  mte: z.array(AXIS_VALUE.mte).nonempty().optional(),
  accel: z.array(AXIS_VALUE.accel).nonempty().optional(),
  memoryMiB: z.array(AXIS_VALUE.memoryMiB).nonempty().optional(),
});

/** What is run at the points, however they came about. */
const Work = {
  description: z.string().optional(),
  /** `pairwise`: of all points only so many that each two values that go together meet in one of them (pairwise.ts). */
  reduce: z.enum(['pairwise'], { error: 'unknown reduction; known: pairwise' }).optional(),
  /** A suite runs where each axis that is not at its default can matter to it: see `axes` in suite.yaml. */
  relevant_only: z.boolean().default(false),
  suites: z.array(z.string()).nonempty().default(['*']),
  coverage: z.boolean().default(false),
};

const MatrixFile = z.strictObject({
  ...Work,
  axes: AxisLists,
  /** Cells added to the product; an axis left out holds its default. */
  include: z.array(Condition.extend({ arch: AXIS_VALUE.arch })).default([]),
  /** A cell for which any of these holds in full is taken away. */
  exclude: z.array(Exclusion).default([]),
  /** Axes, or values of axes, that are no part of the product at all, with the reason. */
  not_an_axis: z.record(z.string(), z.string()).default({}),
});

/** The points of another matrix of the same folder. */
const DerivedFile = z.strictObject({ ...Work, of: z.string() });

export type AxisLists = z.infer<typeof AxisLists>;
export type Condition = z.infer<typeof Condition>;
export type Exclusion = z.infer<typeof Exclusion>;
export type Matrix = z.infer<typeof MatrixFile>;

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path[0] === 'exclude') return Object.keys(Exclusion.shape);
  return path[0] === 'axes' || path[0] === 'include' ? AXIS_NAMES : Object.keys(MatrixFile.shape);
}

export const parseMatrix = (text: string, file: string): Matrix =>
  parseYaml(text, file, MatrixFile, 'matrix-invalid', keysAt);

const isDerived = (text: string): boolean => /^of:/m.test(text);

function derive(text: string, file: string, load: (name: string) => string): Matrix {
  const { of, ...work } = parseYaml(text, file, DerivedFile, 'matrix-invalid', () => Object.keys(DerivedFile.shape));
  const base = load(of);
  if (isDerived(base))
    throw new UserError('matrix-invalid', `${file}: of: ${of} has no points of its own`, {
      hint: 'name the matrix that has the axes',
    });
  const { axes, include, exclude, not_an_axis } = parseMatrix(base, of);
  return { axes, include, exclude, not_an_axis, ...work };
}

/** A name without a slash or `.yaml` is one of the shipped matrices; anything else is a file. */
export function loadMatrix(nameOrFile: string, matricesDir: string): Matrix {
  const text = readMatrix(nameOrFile, matricesDir);
  return isDerived(text)
    ? derive(text, fileOf(nameOrFile, matricesDir), (name) => readMatrix(name, matricesDir))
    : parseMatrix(text, fileOf(nameOrFile, matricesDir));
}

function fileOf(nameOrFile: string, matricesDir: string): string {
  const isFile = nameOrFile.includes('/') || /\.ya?ml$/.test(nameOrFile);
  return isFile ? nameOrFile : join(matricesDir, `${nameOrFile}.yaml`);
}

function readMatrix(nameOrFile: string, matricesDir: string): string {
  const file = fileOf(nameOrFile, matricesDir);
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (file === nameOrFile) throw new UserError('matrix-not-found', `--matrix: no file ${file}`, { cause });
    const known = readdirSync(matricesDir)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => basename(name, '.yaml'));
    const near = didYouMean(basename(nameOrFile).replace(/\.ya?ml$/, ''), known);
    const message = `no matrix ${JSON.stringify(nameOrFile)}; known: ${known.join(', ')}${near}`;
    throw new UserError('matrix-not-found', message, {
      cause,
      hint: 'give a name from the list or a path to a YAML file',
    });
  }
}
