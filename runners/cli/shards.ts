// SPDX-License-Identifier: BSD-3-Clause
/** Plans of shards: made from the history, read from a file, and narrowed to one shard of them. */
import { hashOf } from '../../kernels/inputs.ts';
import { caseKey, type CaseId, type Cell } from '../../model/cell.ts';
import { UserError } from '../../model/errors.ts';
import { median } from '../../model/median.ts';
import { membership, SHARD_PLAN_VERSION, suitesOfPart, type Shard, type ShardPlan } from '../../model/shard.ts';
import { counted } from '../../reports/terminal/style.ts';
import { writtenCases } from '../../suites/written-cases.ts';
import type { Project } from '../images.ts';
import { cutWork } from '../shards/cut.ts';
import { readShardPlan } from '../shards/shard-file.ts';
import { workOf, type UsualCase } from '../shards/work.ts';
import { openHistory } from './history-file.ts';
import {
  caseFilter,
  selectionOptions,
  selectRun,
  type ChosenShard,
  type RunSelection,
  type SelectedRun,
  type ShardOptions,
  type TargetedRun,
} from './selection.ts';

/** Runs from which a usual duration is taken. */
const RECENT_RUNS = 9;

function usualCases(cells: readonly Cell[], { home }: Project): UsualCase[] {
  const history = openHistory(home);
  const durations = history.durations(
    cells.map(({ id }) => id),
    RECENT_RUNS,
  );
  history.close();
  const byCase = Map.groupBy(durations, (one) => `${one.cell} ${caseKey(one)}`);
  return [...byCase.values()].flatMap((all): UsualCase[] => {
    const [first] = all;
    const durationMs = median(all.map((one) => one.durationMs));
    return first === undefined ? [] : [{ cell: first.cell, suite: first.suite, name: first.name, durationMs }];
  });
}

/** Those of the options that say what runs; their order does not matter. */
function chosenOf(options: RunSelection): Record<string, unknown> {
  const given = new Map(Object.entries(options));
  const names = [...selectionOptions().keys()].filter((name) => given.get(name) !== undefined);
  return Object.fromEntries(names.map((name) => [name, given.get(name)]));
}

export async function makeShardPlan(options: RunSelection, count: number, project: Project): Promise<ShardPlan> {
  const { plan, suites, outside } = await selectRun(options, project);
  const { cells, images } = plan;
  const isChosen = caseFilter(options.case);
  const written = new Map(suites.map((suite) => [suite.name, writtenCases(suite)]));
  const { work, basis } = workOf(cells, {
    usual: usualCases(cells, project),
    written,
    isSelected: (_cell, id) => isChosen(id),
    isDivisible: outside === null,
  });
  const cut = cutWork(work, count);
  const selection = chosenOf(options);
  const id = hashOf(JSON.stringify([selection, cells, cut.shards])).slice(0, 16);
  return { version: SHARD_PLAN_VERSION, id, selection, basis, ...cut, cells, images };
}

function parseShard(text: string): { readonly index: number; readonly count: number } {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new UserError('option-value', `--shard: ${JSON.stringify(text)} is none of the shards 1/N to N/N`);
}

/** A plan says what runs; an option beside it would make shards of different runs. */
function refuseSelection(options: RunSelection, file: string): void {
  const words = selectionOptions();
  const [given] = Object.keys(chosenOf(options)).map((name) => words.get(name) ?? name);
  if (given === undefined) return;
  throw new UserError('option-value', `${given}: what runs is said by --plan ${file} already`, {
    hint: 'give the option to ukmatrix plan instead',
  });
}

/** Without a file the plan is made anew, the same from the same history. */
async function chooseShard({ shard, ...options }: ShardOptions, project: Project): Promise<ChosenShard> {
  const { plan: file } = options;
  if (shard === undefined)
    throw new UserError('option-value', `--plan: ${file ?? ''} has shards; say which one: --shard I/N`);
  const { index, count } = parseShard(shard);
  if (file !== undefined) refuseSelection(options, file);
  const plan = file === undefined ? await makeShardPlan(options, count, project) : readShardPlan(file);
  const { length } = plan.shards;
  if (file !== undefined && count !== length)
    throw new UserError('option-value', `--shard: ${shard}, but ${file} has ${counted(length, 'shard')}`);
  if (index <= length) return { plan, index };
  throw new UserError(
    'nothing-selected',
    `--shard: ${shard} is empty: there is work for ${counted(length, 'shard')} only`,
  );
}

/** What is left of a run for one shard; its images stay as they are, so that all shards find the same ones in the store. */
function narrowTo(shard: Shard, { plan, suites, outside }: SelectedRun): SelectedRun {
  const parts = new Map(shard.parts.map((part) => [part.cell, suitesOfPart(part)]));
  const narrow = (cell: Cell): Cell[] => {
    const wanted = parts.get(cell.id);
    return wanted === undefined ? [] : [{ ...cell, suites: cell.suites.filter((suite) => wanted.has(suite)) }];
  };
  const cells = plan.cells.flatMap(narrow);
  const images = plan.images.filter(({ key }) => cells.some(({ image }) => image === key));
  const narrowed = { cells, images };
  if (outside === null) return { plan: narrowed, suites, outside };
  return {
    plan: narrowed,
    suites,
    outside: outside.only(narrowed),
  };
}

/** One shard of a run. */
export async function targetShard(options: ShardOptions, project: Project): Promise<TargetedRun> {
  const chosen = await chooseShard(options, project);
  const { plan, index } = chosen;
  const selection = plan.selection as RunSelection;
  const selected = await selectRun(selection, project);
  checkSame(selected, plan);
  const shard = plan.shards.find((one) => one.index === index);
  if (shard === undefined) throw new Error(`shard ${index} is not in its plan`);
  const isChosen = caseFilter(selection.case);
  const isMine = membership(shard.parts);
  const isSelected = ({ id: cell }: Cell, id: CaseId): boolean => isChosen(id) && isMine(cell, id);
  return { ...narrowTo(shard, selected), isSelected, shard: chosen };
}

/** The sources may have changed since the plan was made; then nobody would run what is new. */
function checkSame({ plan }: SelectedRun, { cells }: ShardPlan): void {
  if (JSON.stringify(plan.cells) === JSON.stringify(cells)) return;
  throw new UserError('option-value', '--plan: its cells are not those of this checkout', {
    hint: 'make the plan and run its shards from the same revision',
  });
}
