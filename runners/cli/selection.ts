// SPDX-License-Identifier: BSD-3-Clause
/** What a run is about, from the options that say so: cells, images, suites and cases; also of a plan that was made before. */
import { Command } from 'commander';
import type { CaseId, Cell } from '../../model/cell.ts';
import { UserError } from '../../model/errors.ts';
import { matchesCase } from '../../model/glob.ts';
import type { ShardPlan } from '../../model/shard.ts';
import { narrowedTo } from '../../suites/program-suite.ts';
import type { Suite } from '../../suites/suite-file.ts';
import type { Project } from '../images.ts';
import type { Plan } from '../plan.ts';
import { addSelectionOptions, listOption, select, type Selected } from './options.ts';
import type { Outside, OutsideOptions } from './outside.ts';
import { selectableTree } from './own-tree.ts';

export interface RunSelection extends OutsideOptions {
  readonly case?: string;
}

export interface ShardOptions extends RunSelection {
  readonly shard?: string;
  readonly plan?: string;
}

export interface SelectedRun {
  readonly plan: Plan;
  readonly suites: readonly Suite[];
  /** Null: the kernels are the project's own. */
  readonly outside: Outside | null;
}

/** One part of a plan. */
export interface ChosenShard {
  readonly plan: ShardPlan;
  readonly index: number;
}

/** What `run` is to do, all of it or one shard. */
export interface TargetedRun extends SelectedRun {
  readonly isSelected: (cell: Cell, id: CaseId) => boolean;
  readonly shard: ChosenShard | null;
}

export function addRunSelection(command: Command): Command {
  return addSelectionOptions(command)
    .addOption(
      listOption('--case <glob,...>', 'only these cases: suite.case, or case in any suite').helpGroup('What runs:'),
    )
    .optionsGroup('Kernels of other projects:')
    .addOption(listOption('--group <group,...>', 'list of images: only those of these groups'))
    .option('--protocol <name>', 'image: what its console speaks, as for judge')
    .option('--status-map <map>', 'image: what exit statuses mean, as for judge')
    .option('--append <text>', 'image, tree: its command line')
    .option('--initrd <file>', 'image, tree: its initial RAM disk')
    .option('--qemu-arg <word...>', 'image, tree: further words of the QEMU line')
    .addOption(listOption('--libs <dir,...>', 'tree: folders of libraries to build with it'))
    .addOption(listOption('--config <SYMBOL=VALUE,...|file>', 'tree: what is asked of its Kconfig'))
    .option('--build-timeout-ms <n>', 'tree: a build that prints nothing for this long hangs (600000)')
    .optionsGroup('Options:');
}

/** Names of these options as commander hands them over, with the words that a user types. */
export const selectionOptions = (): ReadonlyMap<string, string> =>
  new Map(
    addRunSelection(new Command()).options.map((option) => [option.attributeName(), option.long ?? option.flags]),
  );

/** `run` as a user types it to run this again. */
export function argvOf(selection: Readonly<Record<string, unknown>>): string[] {
  const words = selectionOptions();
  const optionOf = ([name, value]: readonly [string, unknown]): string[] => {
    const long = words.get(name) ?? `--${name}`;
    if (typeof value === 'boolean') return [value ? `--${name}` : `--no-${name}`];
    return [value].flat().flatMap((one) => [long, String(one)]);
  };
  return ['run', ...Object.entries(selection).flatMap(optionOf)];
}

/** The code for kernels of other projects is loaded where it may be needed. */
async function selectElsewhere(options: RunSelection, project: Project): Promise<Outside | null> {
  const isNamed = /^(?:image|tree):/.test(options.kernel ?? '') && selectableTree(options.kernel) === null;
  const mayBe = isNamed || /\.ya?ml$/.test(options.matrix ?? '');
  return mayBe ? (await import('./outside.ts')).selectOutside(options, project) : null;
}

const FOR_OTHERS: ReadonlySet<string> = new Set([
  'group',
  'protocol',
  'statusMap',
  'append',
  'initrd',
  'qemuArg',
  'libs',
  'config',
  'buildTimeoutMs',
]);

/** Better than a run that does not do what was asked for. */
function refuseForOthers(options: RunSelection): void {
  const given = Object.entries(options).find(([name, value]) => FOR_OTHERS.has(name) && value !== undefined);
  if (given === undefined) return;
  const [name] = given;
  throw new UserError('option-value', `${selectionOptions().get(name) ?? name}: only for kernels of other projects`, {
    hint: 'name one with --kernel image:FILE or tree:PATH, or a list of them with --matrix FILE',
  });
}

export async function selectRun(options: RunSelection, project: Project): Promise<SelectedRun> {
  const outside = await selectElsewhere(options, project);
  if (outside !== null) return { plan: outside.plan, suites: [], outside };
  if (options.kernel?.startsWith('tree:') !== true) refuseForOthers(options);
  return { ...select(options, project, options.case?.split(',')), outside };
}

/** Programs are built one by one, so that those of other cases need not be. */
export function narrowPrograms({ plan, suites }: Selected, isChosen: (id: CaseId) => boolean): readonly Suite[] {
  const used = new Set(plan.cells.flatMap((cell) => cell.suites));
  return suites.map((suite) =>
    suite.programs && used.has(suite.name) ? narrowedTo(suite, (name) => isChosen({ suite: suite.name, name })) : suite,
  );
}

/** What `--case` leaves of the cases. */
export function caseFilter(patterns: string | undefined): (id: CaseId) => boolean {
  if (patterns === undefined) return () => true;
  const all = patterns.split(',').map((pattern) => (pattern.includes('.') ? pattern : `*.${pattern}`));
  return (id) => all.some((pattern) => matchesCase(pattern, id));
}

/** The code for shards, and with it the database, is loaded only for them. */
export async function targetOf(options: ShardOptions, project: Project): Promise<TargetedRun> {
  if (options.shard !== undefined || options.plan !== undefined)
    return (await import('./shards.ts')).targetShard(options, project);
  const isChosen = caseFilter(options.case);
  const selected = await selectRun(options, project);
  const suites = options.case === undefined ? selected.suites : narrowPrograms(selected, isChosen);
  return { ...selected, suites, isSelected: (_cell, id) => isChosen(id), shard: null };
}
