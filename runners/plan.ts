// SPDX-License-Identifier: BSD-3-Clause
/** From matrix, suites and selection to the cells of a run and the images they need. Pure; starts nothing. */
import { AXIS_DEFAULTS, AXIS_NAMES, type AxisName } from '../matrices/axes.ts';
import { cellId, expandMatrix, type AxisSelection } from '../matrices/expand.ts';
import type { Matrix } from '../matrices/matrix-file.ts';
import type { Axes, Cell, ImagePlan } from '../model/cell.ts';
import { UserError } from '../model/errors.ts';
import { didYouMean, isChosen, matchesGlob } from '../model/glob.ts';
import type { Suite } from '../suites/suite-file.ts';

export interface Selection {
  readonly axes: AxisSelection;
  /** Globs over suite names; null: what the matrix says. */
  readonly suites: readonly string[] | null;
  /** Null: what the matrix says. */
  readonly coverage: boolean | null;
}

export interface Plan {
  readonly cells: readonly Cell[];
  readonly images: readonly ImagePlan[];
}

/** Globs over names; one that begins with `!` takes suites away again. */
function selectSuites(suites: readonly Suite[], globs: readonly string[], option: string): Suite[] {
  const names = suites.map(({ name }) => name);
  for (const glob of globs.filter((one) => !one.startsWith('!'))) {
    if (names.some((name) => matchesGlob(glob, name))) continue;
    const message = `${option}: no suite matches ${JSON.stringify(glob)}; known: ${names.join(', ')}${didYouMean(glob, names)}`;
    throw new UserError('nothing-selected', message);
  }
  return suites.filter(({ name }) => isChosen(globs, name));
}

const safe = (text: string): string => text.replaceAll(/[^A-Za-z0-9_.-]/g, '_');

interface ImageKind extends Pick<ImagePlan, 'coverage' | 'memoryTags' | 'largeAtomics'> {
  readonly programs: boolean;
}

/**
 * Cells that share an architecture, a libc and a kernel boot the same file, whatever their machine and CPU count. The kernel that runs
 * programs is one for all C libraries, as each program brings its own.
 */
function imageKey({ kernel, arch, libc }: Axes, { programs, coverage, memoryTags }: ImageKind): string {
  const isLoader = programs && kernel !== 'host';
  const extras = [...(memoryTags ? ['mte'] : []), ...(coverage ? ['cov'] : [])];
  return [safe(kernel), arch, isLoader ? 'programs' : libc, ...extras].join('-');
}

/** Whether a suite can run at a point of the matrix. The host's kernel runs programs and nothing else. */
export const fits = (suite: Suite, { kernel, arch, libc }: Pick<Axes, 'kernel' | 'arch' | 'libc'>): boolean =>
  suite.arch.includes(arch) && suite.libc.includes(libc) && (suite.programs || kernel !== 'host');

/** Always of matter: another kernel is another thing under test. */
const ALWAYS_RELEVANT: readonly AxisName[] = ['kernel', 'arch'];

/** A point as a suite sees it; a suite that does not say which axes matter to it sees all. */
function seenBy({ name, axes: own }: Suite, point: Axes): string {
  const axes = own === undefined ? AXIS_NAMES : [...ALWAYS_RELEVANT, ...own];
  return [name, ...axes.map((axis) => point[axis])].join(' ');
}

/** What a suite sees of the points, each once: elsewhere it would only repeat itself. Of points that it cannot tell apart the cheapest. */
function relevantPoints(suites: readonly Suite[], points: readonly Axes[]): (suite: Suite, point: Axes) => boolean {
  const byCost = [...points].sort((one, other) => one.smp - other.smp);
  const chosen = new Map<string, Axes>();
  for (const suite of suites)
    for (const point of byCost.filter((axes) => fits(suite, axes))) {
      const seen = seenBy(suite, point);
      if (!chosen.has(seen)) chosen.set(seen, point);
    }
  return (suite, point) => chosen.get(seenBy(suite, point)) === point;
}

/** QEMU's own `max` has all that it can emulate; on a host of the same architecture it may be the host's CPU, which has less. */
const hasLargeAtomics = ({ arch, cpu }: Axes): boolean => arch === 'arm64' && cpu === 'max' && process.arch !== 'arm64';

/** What a kernel that runs programs gets where nobody says otherwise. */
const PROGRAMS_MEMORY_MIB = 256;

/** Programs have cells of their own: another kernel, more memory. */
function cellOf(axes: Axes, suites: readonly Suite[], kind: ImageKind): Cell[] {
  const { programs } = kind;
  const names = suites.filter((suite) => suite.programs === programs).map(({ name }) => name);
  if (names.length === 0) return [];
  const image = imageKey(axes, kind);
  const id = cellId(axes);
  if (!programs || axes.kernel === 'host') return [{ id, axes, suites: names, image }];
  const hasUsualMemory = axes.memoryMiB === AXIS_DEFAULTS.memoryMiB;
  const memoryMiB = hasUsualMemory ? PROGRAMS_MEMORY_MIB : axes.memoryMiB;
  return [{ id: `${id}-programs`, axes: { ...axes, memoryMiB }, suites: names, image }];
}

function imageOf(
  { axes, image, suites }: Cell,
  { programs, coverage, memoryTags, largeAtomics }: ImageKind,
  images: Map<string, ImagePlan>,
): void {
  const { kernel, arch } = axes;
  const libc = programs && kernel !== 'host' ? AXIS_DEFAULTS.libc : axes.libc;
  const all = new Set([...(images.get(image)?.suites ?? []), ...suites]);
  images.set(image, { key: image, kernel, arch, libc, coverage, memoryTags, largeAtomics, suites: [...all] });
}

export function planRun(matrix: Matrix, suites: readonly Suite[], selection: Selection): Plan {
  const chosen = selectSuites(
    suites,
    selection.suites ?? matrix.suites,
    selection.suites === null ? 'matrix' : '--suite',
  );
  const images = new Map<string, ImagePlan>();
  const points = expandMatrix(matrix, selection.axes);
  const tagged = new Set(points.filter(({ mte }) => mte !== 'off').map(({ arch }) => arch));
  const withoutLargeAtomics = new Set(points.filter((point) => !hasLargeAtomics(point)).map(({ arch }) => arch));
  const isRelevant = matrix.relevant_only ? relevantPoints(chosen, points) : () => true;
  const cells = points.flatMap((axes): Cell[] => {
    const fitting = chosen.filter((suite) => fits(suite, axes) && isRelevant(suite, axes));
    return [false, true].flatMap((programs) => {
      // The kernel that runs programs is measured only where somebody asks for it: the programs are what is under test there.
      const coverage = selection.coverage ?? (programs ? false : matrix.coverage);
      const isHost = axes.kernel === 'host';
      const kind = {
        programs,
        coverage: coverage && !isHost,
        memoryTags: !isHost && tagged.has(axes.arch),
        largeAtomics: !isHost && !withoutLargeAtomics.has(axes.arch),
      };
      const made = cellOf(axes, fitting, kind);
      for (const cell of made) imageOf(cell, kind, images);
      return made;
    });
  });
  if (cells.length === 0) {
    throw new UserError('nothing-selected', 'the selection leaves no cell of the matrix', {
      hint: 'see `ukmatrix plan` without options for what the matrix holds',
    });
  }
  return { cells, images: [...images.values()] };
}

/** A cell of programs; no cell has both programs and suites that are libraries. */
export const runsPrograms = ({ suites }: Pick<Cell, 'suites'>, known: readonly Suite[]): boolean =>
  known.some(({ name, programs }) => programs && suites.includes(name));
