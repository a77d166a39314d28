// SPDX-License-Identifier: BSD-3-Clause
/** From matrix, suites and selection to the cells of a run and the images they need. Pure; starts nothing. */
import { cellId, expandMatrix, type AxisSelection } from '../matrices/expand.ts';
import type { Matrix } from '../matrices/matrix-file.ts';
import type { Axes, Cell, ImagePlan } from '../model/cell.ts';
import { UserError } from '../model/errors.ts';
import { didYouMean, matchesAny, matchesGlob } from '../model/glob.ts';
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

function selectSuites(suites: readonly Suite[], globs: readonly string[], option: string): Suite[] {
  const names = suites.map(({ name }) => name);
  for (const glob of globs) {
    if (names.some((name) => matchesGlob(glob, name))) continue;
    const message = `${option}: no suite matches ${JSON.stringify(glob)}; known: ${names.join(', ')}${didYouMean(glob, names)}`;
    throw new UserError('nothing-selected', message);
  }
  return suites.filter(({ name }) => matchesAny(globs, name));
}

/** Cells that share an architecture, a libc and a kernel boot the same file, whatever their machine and CPU count. */
const imageKey = ({ kernel, arch, libc }: Axes, coverage: boolean): string =>
  [kernel.replaceAll(/[^A-Za-z0-9_.-]/g, '_'), arch, libc, ...(coverage ? ['cov'] : [])].join('-');

/** Whether a suite can be part of the images of a point. Programs are not. */
export const fits = (suite: Suite, { arch, libc }: Pick<Axes, 'arch' | 'libc'>): boolean =>
  !suite.programs && suite.arch.includes(arch) && suite.libc.includes(libc);

export function planRun(matrix: Matrix, suites: readonly Suite[], selection: Selection): Plan {
  const chosen = selectSuites(
    suites,
    selection.suites ?? matrix.suites,
    selection.suites === null ? 'matrix' : '--suite',
  );
  const coverage = selection.coverage ?? matrix.coverage;
  const images = new Map<string, ImagePlan>();
  const cells = expandMatrix(matrix, selection.axes).flatMap((axes): Cell[] => {
    const names = chosen.filter((suite) => fits(suite, axes)).map(({ name }) => name);
    if (names.length === 0) return [];
    const { kernel, arch, libc } = axes;
    const key = imageKey(axes, coverage);
    images.set(key, { key, kernel, arch, libc, coverage, suites: names });
    return [{ id: cellId(axes), axes, suites: names, image: key }];
  });
  if (cells.length === 0) {
    throw new UserError('nothing-selected', 'the selection leaves no cell of the matrix', {
      hint: 'see `ukmatrix plan` without options for what the matrix holds',
    });
  }
  return { cells, images: [...images.values()] };
}
