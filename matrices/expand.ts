// SPDX-License-Identifier: BSD-3-Clause
/** From a matrix to the points it stands for. Pure: same matrix and selection, same points in the same order. */
import type { Axes } from '../model/cell.ts';
import { UserError } from '../model/errors.ts';
import { AXIS_DEFAULTS, AXIS_NAMES, AXIS_VALUE, MACHINES, isPossible, type AxisName } from './axes.ts';
import type { AxisLists, Condition, Matrix } from './matrix-file.ts';
import { reducePairwise } from './pairwise.ts';

/** What the command line asked for: for each axis the only values to run, in place of the matrix's own. */
export type AxisSelection = { readonly [Name in AxisName]?: readonly Axes[Name][] };

/** `x86_64-nolibc-microvm-smp4`; axes at their defaults that rarely change are left out. */
export function cellId(axes: Axes): string {
  const { kernel, arch, libc, machine, smp, cpu, topology, timer, end, mte, accel, memoryMiB } = axes;
  if (kernel === 'host') return [kernel, arch, libc].join('-');
  return [
    ...(kernel === AXIS_DEFAULTS.kernel ? [] : [kernel]),
    arch,
    libc,
    machine,
    `smp${smp}`,
    ...(cpu === AXIS_DEFAULTS.cpu ? [] : [cpu]),
    ...(topology === AXIS_DEFAULTS.topology ? [] : [topology]),
    ...(timer === AXIS_DEFAULTS.timer ? [] : [timer]),
    ...(end === AXIS_DEFAULTS.end ? [] : [end]),
    ...(mte === AXIS_DEFAULTS.mte ? [] : [`mte-${mte}`]),
    ...(accel === AXIS_DEFAULTS.accel ? [] : [accel]),
    ...(memoryMiB === AXIS_DEFAULTS.memoryMiB ? [] : [`${memoryMiB}MiB`]),
  ]
    .join('-')
    .replaceAll(/[^A-Za-z0-9_.-]/g, '_');
}

const holds = (condition: Condition, axes: Axes): boolean =>
  AXIS_NAMES.every((name) => condition[name] === undefined || condition[name] === axes[name]);

/** A process has no machine of its own, so the axes that describe one hold their defaults. */
function complete(point: Partial<Axes> & Pick<Axes, 'arch'>): Axes {
  const { kernel, arch, libc } = point;
  if (kernel === 'host') return { ...AXIS_DEFAULTS, kernel, arch, libc: libc ?? 'musl', machine: 'process' };
  return { ...AXIS_DEFAULTS, machine: MACHINES[point.arch][0], ...point };
}

/** The product of the lists. Combinations that no machine offers are left out: a list of machines may serve two architectures. */
function product(lists: AxisLists): Axes[] {
  let points: Partial<Axes>[] = [{}];
  for (const name of AXIS_NAMES) {
    const values = lists[name];
    if (values !== undefined) points = points.flatMap((point) => values.map((value) => ({ ...point, [name]: value })));
  }
  return points.map((point) => complete(point as Partial<Axes> & Pick<Axes, 'arch'>)).filter(isPossible);
}

const defined = (condition: Condition & Pick<Axes, 'arch'>): Partial<Axes> & Pick<Axes, 'arch'> =>
  Object.fromEntries(Object.entries(condition).filter(([, value]) => value !== undefined)) as Partial<Axes> &
    Pick<Axes, 'arch'>;

export function expandMatrix(matrix: Matrix, selection: AxisSelection): Axes[] {
  const lists = { ...matrix.axes, ...selection } as AxisLists;
  const isSelected = (axes: Axes): boolean =>
    AXIS_NAMES.every((name) => (selection[name] as readonly unknown[] | undefined)?.includes(axes[name]) ?? true);
  const included = matrix.include.map((point) => complete(defined(point))).filter(isSelected);
  const isAllowed = (axes: Axes): boolean => !matrix.exclude.some((rule) => holds(rule, axes));
  const points = product(lists).filter(isAllowed);
  const added = included.filter(isAllowed);
  const wanted = matrix.reduce === 'pairwise' ? reducePairwise(points, added) : [...points, ...added];
  return [...new Map(wanted.map((axes) => [cellId(axes), axes])).values()];
}

/** Values of one axis as typed on the command line: `1,4`. Throws UserError naming option, value and what is known. */
export function parseAxisOption<Name extends AxisName>(name: Name, option: string, text: string): Axes[Name][] {
  const isNumeric = name === 'smp' || name === 'memoryMiB';
  return text.split(',').map((word) => {
    const parsed = AXIS_VALUE[name].safeParse(isNumeric && /^\d+$/.test(word) ? Number(word) : word);
    if (parsed.success) return parsed.data;
    throw new UserError('option-value', `${option}: ${parsed.error.issues[0]?.message ?? 'not a value of this axis'}`);
  });
}
