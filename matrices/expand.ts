// SPDX-License-Identifier: BSD-3-Clause
/** From a matrix to the points it stands for. Pure: same matrix and selection, same points in the same order. */
import type { Axes } from '../model/cell.ts';
import { UserError } from '../model/errors.ts';
import { AXIS_DEFAULTS, AXIS_NAMES, AXIS_VALUE, MACHINES, whyImpossible, type AxisName } from './axes.ts';
import type { AxisLists, Condition, Exclusion, Matrix } from './matrix-file.ts';
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

/** The product of the lists, with combinations that no machine offers: a list of machines may serve two architectures. */
function product(lists: AxisLists): Axes[] {
  let points: Partial<Axes>[] = [{}];
  for (const name of AXIS_NAMES) {
    const values = lists[name];
    if (values !== undefined) points = points.flatMap((point) => values.map((value) => ({ ...point, [name]: value })));
  }
  return points.map((point) => complete(point as Partial<Axes> & Pick<Axes, 'arch'>));
}

const defined = (condition: Condition & Pick<Axes, 'arch'>): Partial<Axes> & Pick<Axes, 'arch'> =>
  Object.fromEntries(Object.entries(condition).filter(([, value]) => value !== undefined)) as Partial<Axes> &
    Pick<Axes, 'arch'>;

const listsOf = (matrix: Matrix, selection: AxisSelection): AxisLists =>
  ({ ...matrix.axes, ...selection }) as AxisLists;

const ruleFor = (matrix: Matrix, axes: Axes): Exclusion | undefined => matrix.exclude.find((rule) => holds(rule, axes));

export function expandMatrix(matrix: Matrix, selection: AxisSelection): Axes[] {
  const isSelected = (axes: Axes): boolean =>
    AXIS_NAMES.every((name) => (selection[name] as readonly unknown[] | undefined)?.includes(axes[name]) ?? true);
  const included = matrix.include.map((point) => complete(defined(point))).filter(isSelected);
  const isAllowed = (axes: Axes): boolean => ruleFor(matrix, axes) === undefined;
  const isPossible = (axes: Axes): boolean => whyImpossible(axes) === null;
  const points = product(listsOf(matrix, selection)).filter((axes) => isPossible(axes) && isAllowed(axes));
  const added = included.filter(isAllowed);
  const wanted = matrix.reduce === 'pairwise' ? reducePairwise(points, added) : [...points, ...added];
  return [...new Map(wanted.map((axes) => [cellId(axes), axes])).values()];
}

/** What a matrix has not, and why. */
export interface LeftOut {
  /** Conditions in words: `end=button cpu=qemu64`; empty where the reason says it all. */
  readonly what: readonly string[];
  readonly reason: string;
  /** How many points of the product it takes away; null: of what is no part of the product. */
  readonly points: number | null;
}

const inWords = (rule: Exclusion): string =>
  AXIS_NAMES.filter((name) => rule[name] !== undefined)
    .map((name) => `${name}=${rule[name]}`)
    .join(' ');

/** Each point counts for the first that takes it away: what no machine offers, then the rules in their order. */
export function leftOut(matrix: Matrix, selection: AxisSelection): LeftOut[] {
  const byReason = new Map<string, { what: Set<string>; points: number }>();
  const note = (reason: string, what: string | null): void => {
    const known = byReason.get(reason) ?? { what: new Set<string>(), points: 0 };
    if (what !== null) known.what.add(what);
    byReason.set(reason, { ...known, points: known.points + 1 });
  };
  for (const axes of product(listsOf(matrix, selection))) {
    const impossible = whyImpossible(axes);
    const rule = impossible === null ? ruleFor(matrix, axes) : undefined;
    if (impossible !== null) note(impossible, null);
    else if (rule !== undefined) note(rule.reason ?? 'the matrix gives no reason', inWords(rule));
  }
  return [
    ...Object.entries(matrix.not_an_axis).map(([what, reason]) => ({ what: [what], reason, points: null })),
    ...[...byReason].map(([reason, { what, points }]) => ({ what: [...what], reason, points })),
  ];
}

/** Values of one axis as typed on the command line: `1,4`. Throws UserError naming option, value and what is known. */
export function parseAxisOption<Name extends AxisName>(
  name: Name,
  option: string,
  text: string,
  hintOf?: (word: string) => string,
): Axes[Name][] {
  const isNumeric = name === 'smp' || name === 'memoryMiB';
  return text.split(',').map((word) => {
    const parsed = AXIS_VALUE[name].safeParse(isNumeric && /^\d+$/.test(word) ? Number(word) : word);
    if (parsed.success) return parsed.data;
    const message = `${option}: ${parsed.error.issues[0]?.message ?? 'not a value of this axis'}`;
    throw new UserError('option-value', message, hintOf === undefined ? {} : { hint: hintOf(word) });
  });
}
