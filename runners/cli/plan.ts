// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix plan`: what a run would do, without building or starting anything. */
import { expandMatrix, leftOut, type LeftOut } from '../../matrices/expand.ts';
import type { Cell } from '../../model/cell.ts';
import { shardName, suitesOfPart, type Shard, type ShardPlan } from '../../model/shard.ts';
import { counted, durationInWords } from '../../reports/terminal/style.ts';
import type { Project } from '../images.ts';
import type { Plan } from '../plan.ts';
import { meantMatrix, parseCount } from './options.ts';
import { selectRun, type RunSelection, type SelectedRun } from './selection.ts';

export interface PlanOptions extends RunSelection {
  readonly shards?: string;
  readonly json?: boolean;
}

const write = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** How the cells came about. */
interface Product {
  readonly kept: number;
  readonly of: number;
  readonly leftOut: readonly LeftOut[];
}

const NO_PRODUCT: Product = { kept: 0, of: 0, leftOut: [] };

function productOf(options: PlanOptions, project: Project): Product {
  const { matrix, axes } = meantMatrix(options, project);
  const [kept, all] = [matrix, { ...matrix, reduce: undefined }].map((one) => expandMatrix(one, axes).length);
  return { kept: kept ?? 0, of: all ?? 0, leftOut: leftOut(matrix, axes) };
}

const cellLine = ({ id, axes, image, suites }: Cell): string =>
  `  ${id}: ${axes.machine}, ${counted(axes.smp, 'CPU')}, ${axes.memoryMiB} MiB, image ${image}, ${counted(suites.length, 'suite')}`;

function leftOutLine({ what, reason, points }: LeftOut): string {
  const conditions = what.length > 0 ? [what.join(', ')] : [];
  const count = points === null ? '' : ` (${counted(points, 'point')})`;
  return `  ${[...conditions, reason].join(': ')}${count}`;
}

/** What of the product of the axes no cell stands for, and why. */
function productLines({ kept, of, leftOut }: Product): string[] {
  return [
    ...(kept < of ? [`${kept} of ${of} points: as few as have each two values together`] : []),
    ...(leftOut.length > 0 ? ['left out:', ...leftOut.map(leftOutLine)] : []),
  ];
}

function planLines({ images, cells }: Plan): string[] {
  return [
    counted(images.length, 'image'),
    ...images.map(({ key, coverage, suites }) => `  ${key}: ${suites.join(', ')}${coverage ? ' (with coverage)' : ''}`),
    `${counted(cells.length, 'cell')}, each one boot or more`,
    ...cells.map(cellLine),
  ];
}

function shardLines({ index, estimatedMs, parts }: Shard, plan: ShardPlan): string[] {
  return [
    `shard ${shardName(index, plan)}: about ${durationInWords(estimatedMs)}`,
    ...parts.map((part) => {
      const { length } = part.only;
      const some = [
        part.except.length > 0 ? `without ${counted(part.except.length, 'case')}` : '',
        length > 0 ? `${counted(length, 'case')} by name` : '',
      ];
      return `  ${[part.cell, [...suitesOfPart(part)].join(', '), ...some.filter((text) => text !== '')].join(': ')}`;
    }),
  ];
}

const BASIS = {
  history: 'how long the cases took in earlier runs',
  'case-counts': 'numbers of cases, as no run is known',
};

function shardPlanLines(plan: ShardPlan): string[] {
  const { shards, basis, grain, balance } = plan;
  const words = `${counted(shards.length, 'shard')}, cut at ${grain}s, the longest ${balance.toFixed(2)} times the shortest, by ${BASIS[basis]}`;
  return [words, ...shards.flatMap((shard) => shardLines(shard, plan))];
}

/** What a CI system makes its jobs from; one for each shard. */
const jobMatrix = (plan: ShardPlan): unknown => ({
  include: plan.shards.map(({ index, estimatedMs, parts }) => ({
    shard: shardName(index, plan),
    index,
    estimatedMs,
    cells: parts.length,
  })),
});

/** Of other trees with the suites that their sources have. */
function foreseenPlan({ plan, outside }: SelectedRun): { plan: Plan; notes: readonly string[] } {
  const foresee = outside?.foresee ?? null;
  if (foresee === null) return { plan, notes: [] };
  const seen = plan.cells.map((cell) => ({ cell, ...foresee(cell) }));
  const cells = seen.map(({ cell, suites }) => ({ ...cell, suites: suites.map(({ name }) => name) }));
  const images = plan.images.map((image) => {
    const own = cells.filter((cell) => cell.image === image.key);
    return { ...image, suites: [...new Set(own.flatMap(({ suites }) => suites))] };
  });
  const notes = [...seen.flatMap((one) => one.notes), ...(outside?.notes ?? [])];
  return { plan: { cells, images }, notes: [...new Set(notes)] };
}

/** Refuses like `run` does; with `--shards` the JSON is what `run --plan` and `merge --plan` take. */
export async function planCommand(options: PlanOptions, project: Project): Promise<void> {
  const isJson = options.json === true;
  const count = parseCount('--shards', options.shards, 1);
  if (count === null) {
    const selected = await selectRun(options, project);
    const product = selected.outside === null ? productOf(options, project) : NO_PRODUCT;
    const { leftOut } = product;
    const { plan, notes } = foreseenPlan(selected);
    const lines = [...planLines(plan), ...notes, ...productLines(product)];
    write(isJson ? JSON.stringify({ ...plan, leftOut }, null, 2) : lines.join('\n'));
    return;
  }
  const { makeShardPlan } = await import('./shards.ts');
  const plan = await makeShardPlan(options, count, project);
  write(isJson ? JSON.stringify({ ...plan, matrix: jobMatrix(plan) }) : shardPlanLines(plan).join('\n'));
}
