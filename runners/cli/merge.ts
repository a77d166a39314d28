// SPDX-License-Identifier: BSD-3-Clause
/**
 * `ukmatrix merge FOLDER...`: the run folders of a plan's shards become one, with one report, one junit.xml, one coverage and one exit
 * code. Folders from elsewhere are data: nothing outside of them is read, nothing in them names a place to write to.
 */
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { UserError } from '../../model/errors.ts';
import type { RunEvent } from '../../model/events.ts';
import type { Reporter } from '../../model/reporter.ts';
import { shardName, type ShardPlan } from '../../model/shard.ts';
import { addCounts } from '../../reports/coverage/counts.ts';
import { writeCoverage } from '../../reports/coverage/coverage.ts';
import type { SourceMap } from '../../reports/coverage/sources.ts';
import { DIALECTS } from '../../reports/junit/document.ts';
import { mergeShards, type MovedBoot, type ShardRun } from '../../reports/merge/merge-shards.ts';
import { allCases, resultsOf } from '../../reports/results.ts';
import { runFolderReporter } from '../../reports/run-folder.ts';
import { applyEvent, emptyRecord, type RunRecord } from '../../reports/run-record.ts';
import { terminalReporter } from '../../reports/terminal/terminal.ts';
import { loadSuites } from '../../suites/suite-file.ts';
import { EXIT } from '../dispatcher.ts';
import type { Project } from '../images.ts';
import { readShardPlan } from '../shards/shard-file.ts';
import { loadPromises } from './expectations.ts';
import { githubStep } from './github.ts';
import { checkRun, pagePast } from './history-file.ts';
import { parseChoice } from './options.ts';
import { suitesDir } from './project.ts';
import { hasLog, openWholeRun } from './recorded-run.ts';
import { createRunFolder } from './run-folder.ts';
import { argvOf } from './selection.ts';
import { remembered } from './remembered.ts';

export interface MergeOptions {
  readonly plan?: string;
  readonly out?: string;
  readonly baseline?: string;
  readonly flakyResult: string;
  readonly junitDialect: string;
  readonly github?: boolean;
}

interface ShardFolder extends ShardRun {
  readonly dir: string;
  readonly planId: string;
  readonly startedAt: string;
  readonly exitCode: number | null;
}

const warn = (text: string): void => void process.stderr.write(`ukmatrix: ${text}\n`);

/** Run folders among the given ones and right below them, as CI systems unpack artifacts. */
async function runFolders(folders: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      if (hasLog(folder)) return [folder];
      try {
        const names = (await readdir(folder)).sort();
        return names.map((name) => join(folder, name)).filter(hasLog);
      } catch (cause) {
        throw new UserError('run-not-found', `cannot read ${folder}: ${(cause as Error).message}`, { cause });
      }
    }),
  );
  return found.flat();
}

/** Null: it is no shard, or its log does not say how it began; then it is as good as missing. */
async function openShard(dir: string, home: string): Promise<ShardFolder | null> {
  try {
    const { events, record, damage } = await openWholeRun(home, resolve(dir));
    const { shard, startedAt = '' } = record.start ?? {};
    if (shard === undefined) throw new UserError('run-not-found', `${dir} is a whole run and no shard`);
    const exitCode = record.end?.exitCode ?? null;
    return { dir, index: shard.index, planId: shard.plan, startedAt, exitCode, events, damage };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    warn(`${error.message}; it is left out`);
    return null;
  }
}

function planOf(options: MergeOptions, shards: readonly ShardFolder[], folders: readonly string[]): ShardPlan {
  const [file] = [options.plan, ...shards.map(({ dir }) => join(dir, 'shards.json'))].filter(
    (one) => one !== undefined,
  );
  if (file !== undefined && shards.length > 0) return readShardPlan(file);
  throw new UserError('run-not-found', `no shard is in ${folders.join(', ')}`, {
    hint: 'give the run folders of `ukmatrix run --shard I/N`, or a folder that holds them',
    exitCode: 3,
  });
}

/** One folder for each shard; of a shard that was run again the later one counts. */
function latestOf(shards: readonly ShardFolder[], plan: ShardPlan): ShardFolder[] {
  const stranger = shards.find(({ planId }) => planId !== plan.id);
  if (stranger !== undefined) {
    throw new UserError('option-value', `${stranger.dir} is a shard of another plan than ${plan.id}`, {
      hint: 'run all shards with the same --plan FILE, and merge only those',
      exitCode: 3,
    });
  }
  const known = new Map<number, ShardFolder>();
  for (const shard of shards) {
    const other = known.get(shard.index);
    const [kept, left] = other !== undefined && other.startedAt > shard.startedAt ? [other, shard] : [shard, other];
    known.set(shard.index, kept);
    if (left !== undefined)
      warn(`shard ${shardName(shard.index, plan)} is there twice: ${kept.dir} is later than ${left.dir} and counts`);
  }
  return [...known.values()].sort((one, other) => one.index - other.index);
}

/** Copies a file of a shard if it really lies in the shard's folder. */
async function copyWithin(dir: string, from: string, to: string): Promise<void> {
  try {
    const [root, file] = await Promise.all([realpath(dir), realpath(join(dir, from))]);
    if (!file.startsWith(root + sep)) return;
    await mkdir(dirname(to), { recursive: true });
    await copyFile(file, to, constants.COPYFILE_FICLONE);
  } catch (error) {
    // Not uploaded, or never written; reports show what there is.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

async function copyBoots(boots: readonly MovedBoot[], shards: readonly ShardFolder[], runDir: string): Promise<void> {
  const dirOf = new Map(shards.map(({ index, dir }) => [index, dir]));
  const cpus = (transcript: string): string => transcript.replace(/\.log$/, '.cpus.txt');
  for (const { shard, from, to } of boots) {
    const dir = dirOf.get(shard) ?? '';
    await copyWithin(dir, from, join(runDir, to));
    await copyWithin(dir, cpus(from), join(runDir, cpus(to)));
  }
}

/** Kernels of scripts that show something again: the machine that built them is gone. */
async function copyKernels(shards: readonly ShardFolder[], runDir: string): Promise<void> {
  for (const { dir } of shards) {
    const names = await readdir(join(dir, 'repro')).catch(() => []); // nothing went wrong in that shard
    for (const name of names.filter((one) => one.startsWith('kernel-')))
      await copyWithin(dir, join('repro', name), join(runDir, 'repro', basename(name)));
  }
}

interface AddedCoverage {
  readonly sources: SourceMap;
  readonly troubles: readonly string[];
}

async function addCoverage(shards: readonly ShardFolder[], plan: ShardPlan, baseDir: string): Promise<AddedCoverage> {
  const sources: SourceMap = new Map();
  const troubles: string[] = [];
  for (const { dir, index, events } of shards) {
    const hasMeasured = events.some(({ type }) => type === 'coverage-merged');
    const text = await readFile(join(dir, 'coverage', 'counts.json'), 'utf8').catch(() => null); // told of below
    const missing = hasMeasured ? 'its coverage/counts.json cannot be read' : null;
    const trouble = text === null ? missing : addCounts(sources, text, baseDir);
    if (trouble !== null) troubles.push(`coverage of shard ${shardName(index, plan)} is not in the total: ${trouble}`);
  }
  return { sources, troubles };
}

/** As the dispatcher's, from what the shards say. `hasRun`: a shard saw a case do something. */
function exitCodeOf(record: RunRecord, facts: { hasTrouble: boolean; hasRun: boolean; isFlakyFine: boolean }): number {
  const cells = resultsOf(record);
  const cases = allCases(cells).map(({ last }) => last);
  const resolved = cases.filter(({ verdict }) => verdict !== 'unresolved');
  const isBroken = resolved.some(({ outcome }) => outcome === 'unexpected');
  const isFlaky = resolved.some(({ outcome }) => outcome === 'flaky');
  if (isBroken || (isFlaky && !facts.isFlakyFine)) return EXIT.unexpected;
  const isWhole = resolved.length === cases.length && cells.every(({ trouble }) => trouble === null);
  return isWhole && facts.hasRun && !facts.hasTrouble ? EXIT.expected : EXIT.unresolved;
}

/** What the known deviations say that no cell of the whole run has. */
function remarksOn(record: RunRecord, project: Project): string[] {
  const suites = loadSuites(suitesDir(project), project.rootDir);
  const promises = loadPromises(project, suites);
  for (const { cell, planned } of record.cells.values()) if (planned !== null) promises.offer(cell, planned);
  return promises.findings();
}

/** The shards that there are, of one plan, and how their whole is to be reported. */
async function openShards(folders: readonly string[], options: MergeOptions, project: Project) {
  const dialect = parseChoice('--junit-dialect', options.junitDialect, DIALECTS);
  const isFlakyFine = parseChoice('--flaky-result', options.flakyResult, ['pass', 'fail']) === 'pass';
  const github = options.github === true ? githubStep(process.env) : null;
  const opened = await Promise.all((await runFolders(folders)).map((dir) => openShard(dir, project.home)));
  const found = opened.filter((shard) => shard !== null);
  const plan = planOf(options, found, folders);
  const shards = latestOf(found, plan);
  const baseline = options.baseline === undefined ? undefined : await checkRun(project.home, options.baseline);
  return { project, dialect, isFlakyFine, github, plan, shards, baseline };
}

type Opened = Awaited<ReturnType<typeof openShards>>;

function reportersOf({ project, dialect, baseline }: Opened, runDir: string, record: RunRecord): Reporter[] {
  return [
    runFolderReporter(runDir, record, {
      dialect,
      loadPast: () => Promise.resolve((of, cells) => pagePast({ project, runDir, baseline }, of, cells)),
    }),
    terminalReporter({ record, stream: process.stdout, environment: process.env, runDir }),
  ];
}

type Emit = (event: RunEvent) => void;

/** Tells of the coverage of all shards together. What could not be added, in words. */
async function mergeCoverage(
  { shards, plan, project }: Opened,
  { atMs, start }: RunRecord,
  runDir: string,
  emit: Emit,
): Promise<readonly string[]> {
  const { sources, troubles } = await addCoverage(shards, plan, project.rootDir);
  for (const text of troubles) emit({ type: 'finding', atMs, cell: null, boot: null, text });
  if (sources.size === 0) return troubles;
  const where = { runDir, baseDir: project.rootDir, cells: start?.cells ?? [] };
  const totals = await writeCoverage({ ...where, sources, keepsCounts: false, countedAtMs: 0 });
  emit({ type: 'coverage-merged', atMs, ...totals });
  return troubles;
}

/** Of a part nobody can say what the whole does not have. */
function addRemarks({ plan, project }: Opened, record: RunRecord, emit: Emit): void {
  if (plan.selection['case'] !== undefined) return;
  for (const text of remarksOn(record, project)) {
    emit({ type: 'finding', atMs: record.atMs, cell: null, boot: null, text });
  }
}

export async function mergeCommand(
  folders: readonly string[],
  options: MergeOptions,
  project: Project,
): Promise<number> {
  const opened = await openShards(folders, options, project);
  const { plan, shards, isFlakyFine, baseline, github } = opened;
  const { runId, runDir } = createRunFolder(project.home, options.out);
  const merged = mergeShards(plan, shards, { runId, argv: argvOf(plan.selection) });
  await copyBoots(merged.boots, shards, runDir);
  await copyKernels(shards, runDir);
  const record = emptyRecord();
  const reporters = reportersOf(opened, runDir, record);
  const emit: Emit = (event) => {
    applyEvent(record, event);
    for (const reporter of reporters) reporter.consume(event);
  };
  merged.events.forEach(emit);
  const lost = await mergeCoverage(opened, record, runDir, emit);
  if (merged.troubles.length === 0) addRemarks(opened, record, emit);
  const hasTrouble = merged.troubles.length + lost.length > 0;
  const hasRun = shards.some(({ exitCode }) => exitCode === EXIT.expected || exitCode === EXIT.unexpected);
  const exitCode = exitCodeOf(record, { hasTrouble, hasRun, isFlakyFine });
  emit({ type: 'run-ended', atMs: record.atMs, exitCode, interrupted: false });
  for (const reporter of reporters) await reporter.finish();
  const judged = await remembered(record, exitCode, baseline, project);
  github?.tell(record, judged.newlyBroken);
  // A baseline excuses cases, not shards.
  return judged.exitCode === EXIT.expected && hasTrouble ? EXIT.unresolved : judged.exitCode;
}
