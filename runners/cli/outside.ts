// SPDX-License-Identifier: BSD-3-Clause
/** Kernels of other projects, prebuilt or to be built: what a run of them plans, and what carries it out. Loaded where one may be meant. */
import type { Cell } from '../../model/cell.ts';
import { UserError } from '../../model/errors.ts';
import { didYouMean } from '../../model/glob.ts';
import type { Dispatcher } from '../dispatcher.ts';
import type { ImageCell } from '../image-run.ts';
import type { Project } from '../images.ts';
import type { Plan } from '../plan.ts';
import type { RunOptions } from '../run-options.ts';
import type { TreeCell } from '../tree-boot.ts';
import { foresee as look, strangerAmong, type Foreseen } from '../tree-foresight.ts';
import { selectImages } from './image-cells.ts';
import { parseCount } from './options.ts';
import { selectTrees, type TreeOptions } from './tree-cells.ts';

export interface OutsideOptions extends TreeOptions {
  readonly buildTimeoutMs?: string;
  readonly coverage?: boolean;
}

export interface Outside {
  readonly plan: Plan;
  /** Only the cells of this part of the plan. */
  readonly only: (part: Plan) => Outside;
  readonly carryOut: (options: RunOptions, dispatcher: Dispatcher) => Promise<void>;
  /** What a cell is going to run, as far as that can be told without building it; null: not at all. */
  readonly foresee: ((cell: Cell) => Foreseen) | null;
  /** What was asked for and no cell stands for. */
  readonly notes: readonly string[];
}

/** What carries out cells that are of one kind. */
type CarryOut<One> = (cells: readonly One[], options: RunOptions, dispatcher: Dispatcher) => Promise<void>;

function outsideOf<One extends { readonly cell: Cell }>(
  plan: Plan,
  cells: readonly One[],
  carryOut: CarryOut<One>,
  told: Pick<Outside, 'foresee' | 'notes'>,
): Outside {
  const only = (part: Plan): Outside => {
    const ids = new Set(part.cells.map(({ id }) => id));
    const left = cells.filter(({ cell }) => ids.has(cell.id));
    return outsideOf(part, left, carryOut, told);
  };
  return { plan, only, carryOut: (options, dispatcher) => carryOut(cells, options, dispatcher), ...told };
}

/** Axes of the project's own kernels alone, and what says the same of others. */
const OWN_AXES = {
  libc: '--libs brings the C library of a tree',
  mte: '--machine virt,mte=on gives a machine tags, and --config the kernel of a tree',
  topology: '--qemu-arg says how CPUs are numbered',
  timer: 'leave it out',
  end: 'leave it out',
} as const;

/** Better than a run that says nothing of what was asked for. */
function refuseUnheard(options: OutsideOptions, { cells }: Plan): void {
  for (const [name, hint] of Object.entries(OWN_AXES) as [keyof typeof OWN_AXES, string][]) {
    const value = options[name];
    if (value === undefined || cells.every(({ axes }) => axes[name] === value)) continue;
    throw new UserError('option-value', `--${name} ${value}: only for the kernels of this project`, { hint });
  }
  if (options.coverage !== true) return;
  throw new UserError('option-value', '--coverage: kernels of other trees, and images, bring none home', {
    hint: 'leave it out; coverage is that of kernels/reference, or of a tree with its run-time selection',
  });
}

/** Before anything is built: a name that no tree has. */
function refuseStrangers(suites: readonly string[], cells: readonly TreeCell[]): void {
  const stranger = strangerAmong(suites, cells);
  if (stranger === null) return;
  const { glob, known } = stranger;
  const where = [...new Set(cells.map(({ tree }) => tree.path))].join(', ');
  throw new UserError(
    'nothing-selected',
    `--suite: no suite of ${where} matches ${JSON.stringify(glob)}; known: ${known.join(', ')}${didYouMean(glob, known)}`,
  );
}

/** Null: the run is of the project's own kernels. */
export function selectOutside(options: OutsideOptions, project: Project): Outside | null {
  const images = selectImages(options);
  if (images !== null) {
    refuseUnheard(options, images.plan);
    const carryOut: CarryOut<ImageCell> = async (cells, run, dispatcher) => {
      const { ImageRun } = await import('../image-run.ts');
      await new ImageRun({ ...run, home: project.home }, dispatcher).carryOut(cells);
    };
    return outsideOf(images.plan, images.cells, carryOut, { foresee: null, notes: [] });
  }
  const trees = selectTrees(options, project);
  if (trees === null) return null;
  refuseUnheard(options, trees.plan);
  const suites = options.suite?.split(',') ?? null;
  if (suites !== null) refuseStrangers(suites, trees.cells);
  const buildSilenceMs = parseCount('--build-timeout-ms', options.buildTimeoutMs, 1);
  const carryOut: CarryOut<TreeCell> = async (cells, run, dispatcher) => {
    const { TreeRun } = await import('../tree-run.ts');
    await new TreeRun({ ...run, suites, buildSilenceMs }, dispatcher).carryOut(cells);
  };
  const treeCells = new Map(trees.cells.map((one) => [one.cell.id, one]));
  const foresee = ({ id }: Cell): Foreseen => {
    const one = treeCells.get(id);
    if (one === undefined) throw new Error(`no tree for cell ${id}`);
    return look(one, suites);
  };
  return outsideOf(trees.plan, trees.cells, carryOut, { foresee, notes: trees.notes });
}
