// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix run`: plan, folder, reports, run, coverage, exit code. */
import { writeFileSync } from 'node:fs';
import { availableParallelism, release, type as osType } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { findExecutable } from '../../kernels/toolchain.ts';
import { UserError } from '../../model/errors.ts';
import { didYouMean } from '../../model/glob.ts';
import { caseKey } from '../../model/cell.ts';
import { EVENTS_VERSION, type RunEvent } from '../../model/events.ts';
import { shardName } from '../../model/shard.ts';
import type { Reporter } from '../../model/reporter.ts';
import { DIALECTS } from '../../reports/junit/document.ts';
import { applyEvent, emptyRecord, type RunRecord } from '../../reports/run-record.ts';
import { runFolderReporter } from '../../reports/run-folder.ts';
import { terminalReporter, type Detail } from '../../reports/terminal/terminal.ts';
import { ISOLATIONS } from '../batches.ts';
import { Dispatcher, type DispatcherOptions } from '../dispatcher.ts';
import type { Project } from '../images.ts';
import { endLauncher } from '../monitors/launcher.ts';
import { readyMonitors } from '../monitors/nursery.ts';
import { QEMU } from '../monitors/qemu-command.ts';
import type { Plan } from '../plan.ts';
import type { RunOptions } from '../run-options.ts';
import { loadPromises, updateExpectations } from './expectations.ts';
import { parseChoice, parseCount } from './options.ts';
import type { Outside } from './outside.ts';
import { projectOf } from './own-tree.ts';
import { qemuVersion } from './qemu-version.ts';
import { onInterruption } from './interruption.ts';
import { endWithNpm } from './npm.ts';
import type { ReviewBase } from './coverage.ts';
import { RunCoverage } from './run-coverage.ts';
import { revisionsOf } from './revisions.ts';
import { createRunFolder, type RunFolder } from './run-folder.ts';
import { targetOf, type ChosenShard, type ShardOptions } from './selection.ts';

export interface RunCommandOptions extends ShardOptions {
  readonly isolate: string;
  readonly jobs?: string;
  readonly timeoutMs: string;
  readonly seed?: string;
  readonly retries: string;
  readonly flakyResult: string;
  readonly baseline?: string;
  readonly orderCheck?: boolean;
  readonly junitDialect: string;
  readonly failFast?: boolean;
  readonly oracle: boolean;
  readonly historyLimits: boolean;
  readonly updateExpectations?: boolean;
  readonly coverageDiff?: string;
  readonly diffBase?: string;
  readonly out?: string;
  readonly github?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Starved machines get this many times the limit before silence alone counts. */
const CAP_FACTOR = 6;
const OUTPUT_LIMIT_BYTES = 32 << 20;

const MONITOR_PACKAGES: Readonly<Record<string, string>> = {
  'qemu-system-x86_64': 'qemu-system-x86',
  'qemu-system-aarch64': 'qemu-system-arm',
};

/** Before anything is built: every cell needs its monitor. */
function checkMonitors(plan: Plan): void {
  const missing = monitorsOf(plan).filter((name) => findExecutable(name) === null);
  if (missing.length === 0) return;
  const packages = missing.map((name) => MONITOR_PACKAGES[name] ?? name);
  throw new UserError('tool-missing', `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not installed`, {
    hint: `sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`,
    exitCode: 3,
  });
}

const monitorsOf = ({ images }: Plan): string[] => [
  ...new Set(images.flatMap(({ arch, kernel }) => (kernel === 'host' ? [] : [QEMU[arch]]))),
];

type ParsedOptions = Omit<RunOptions, 'promises' | 'runDir' | 'signal' | 'suites' | 'isSelected'>;

function parseOptions(options: RunCommandOptions, project: Project): ParsedOptions {
  const progressMs = parseCount('--timeout-ms', options.timeoutMs, 1) ?? 0;
  return {
    project,
    isolation: parseChoice('--isolate', options.isolate, ISOLATIONS),
    jobs: parseCount('--jobs', options.jobs, 1),
    limits: { progressMs, capMs: CAP_FACTOR * progressMs, outputBytes: OUTPUT_LIMIT_BYTES },
    seed: parseCount('--seed', options.seed, 0),
    pastTimes: options.historyLimits
      ? async (place, id) => (await import('./history-file.ts')).passesOf(project.home, place, id)
      : null,
    isOracleAsked: options.oracle,
    isOrderStudied: options.orderCheck ?? parseCount('--retries', options.retries, 0) !== 0,
  };
}

function dispatcherTerms(options: RunCommandOptions): Omit<DispatcherOptions, 'emit'> {
  return {
    isFailFast: options.failFast === true,
    retries: parseCount('--retries', options.retries, 0) ?? 0,
    isFlakyFine: parseChoice('--flaky-result', options.flakyResult, ['pass', 'fail']) === 'pass',
  };
}

function versionOfMonitor({ images }: Plan, home: string): string {
  const image = images.find(({ kernel }) => kernel !== 'host');
  const program = image === undefined ? null : findExecutable(QEMU[image.arch]);
  return program === null ? 'none' : qemuVersion(program, join(home, 'cache', 'qemu-version.json'));
}

function startedEvent(
  { runId }: RunFolder,
  plan: Plan,
  shard: ChosenShard | null,
  project: Project,
): Omit<Extract<RunEvent, { type: 'run-started' }>, 'atMs'> {
  const revisions = revisionsOf(plan, project);
  return {
    type: 'run-started',
    version: EVENTS_VERSION,
    runId,
    startedAt: new Date().toISOString(),
    argv: process.argv.slice(2),
    ...(shard === null
      ? {}
      : { shard: { name: shardName(shard.index, shard.plan), index: shard.index, plan: shard.plan.id } }),
    host: {
      cpuCount: availableParallelism(),
      qemu: versionOfMonitor(plan, project.home),
      node: process.version,
      os: `${osType()} ${release()}`,
    },
    ...(revisions === null ? {} : { revisions }),
    ...plan,
  };
}

async function addCoverage(
  dispatcher: Dispatcher,
  coverage: RunCoverage,
  options: Parameters<RunCoverage['finish']>[0],
): Promise<void> {
  const { merged, findings } = await coverage.finish(options);
  for (const text of findings) dispatcher.finding({ cell: null, boot: null }, text);
  if (merged !== null) dispatcher.emit({ type: 'coverage-merged', ...merged });
}

/** Ids of cells whose images count. */
function coveredCells({ cells, images }: Plan): ReadonlySet<string> {
  const keys = new Set(images.flatMap(({ key, coverage }) => (coverage ? [key] : [])));
  return new Set(cells.flatMap(({ id, image }) => (keys.has(image) ? [id] : [])));
}

async function baselineOf(
  { baseline }: RunCommandOptions,
  shard: ChosenShard | null,
  project: Project,
): Promise<string | undefined> {
  if (baseline === undefined) return undefined;
  if (shard !== null)
    throw new UserError('option-value', '--baseline: a shard is no whole run; give it to ukmatrix merge');
  return (await import('./history-file.ts')).checkRun(project.home, baseline);
}

/** What the run's coverage is to be held against, if anything. */
async function reviewBaseOf(options: RunCommandOptions, project: Project): Promise<ReviewBase | null> {
  if (options.coverageDiff === undefined && options.diffBase === undefined) return null;
  return (await import('./coverage.ts')).reviewBase(options, project);
}

/** A --case pattern that no image knows is a user's mistake, found out only once the images have listed their cases. */
function checkCasesFound(record: RunRecord, patterns: string | undefined, list: ListCases): void {
  const planned = [...record.cells.values()].flatMap((cell) => (cell.planned === null ? [] : [cell.planned.length]));
  if (patterns === undefined || planned.length === 0 || planned.some((count) => count > 0)) return;
  const listed = list();
  const suites = new Set(listed.map((name) => name.split('.')[0]));
  const suite = patterns.split(',').find((pattern) => suites.has(pattern));
  throw new UserError(
    'nothing-selected',
    `--case: no case matches ${JSON.stringify(patterns)}${didYouMean(patterns, listed)}`,
    suite === undefined ? {} : { hint: `${suite} is a suite: --suite ${suite}` },
  );
}

function detailOf({ quiet, verbose }: RunCommandOptions): Detail {
  if (quiet === true && verbose === true) throw new UserError('option-value', '--quiet: not beside --verbose');
  return quiet === true ? 'quiet' : verbose === true ? 'verbose' : 'usual';
}

/** Into the history, held against the baseline, and told to the CI system that asked. A part of a run is no run: `merge` does that. */
async function conclude(
  record: RunRecord,
  exitCode: number,
  { target, baseline, github, project }: Prepared,
): Promise<number> {
  if (target.shard !== null) return exitCode;
  const { remembered } = await import('./remembered.ts');
  const judged = await remembered(record, exitCode, baseline, project);
  github?.tell(record, judged.newlyBroken);
  return judged.exitCode;
}

/** What a run is to be, as far as it can be known before anything is made: whatever a user got wrong is refused here. */
async function prepare(options: RunCommandOptions, own: Project) {
  const project = projectOf(options.kernel, own);
  const target = await targetOf(options, project);
  const promises = loadPromises(project, target.suites);
  checkMonitors(target.plan);
  readyMonitors(project.home, monitorsOf(target.plan));
  return {
    project,
    target,
    promises,
    baseline: await baselineOf(options, target.shard, project),
    review: await reviewBaseOf(options, project),
    github: options.github === true ? (await import('./github.ts')).githubStep(process.env) : null,
    terms: dispatcherTerms(options),
    parsed: parseOptions(options, project),
    dialect: parseChoice('--junit-dialect', options.junitDialect, DIALECTS),
    detail: detailOf(options),
  };
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

function reportersOf(
  { project, target, baseline, dialect, detail }: Prepared,
  runDir: string,
  record: RunRecord,
): Reporter[] {
  return [
    runFolderReporter(runDir, record, {
      dialect,
      loadPast: async () => {
        const { pagePast } = await import('./history-file.ts');
        return (of, cells) => pagePast({ project, runDir, baseline }, of, cells);
      },
    }),
    terminalReporter({
      ...{ record, stream: process.stdout, environment: process.env, runDir, detail },
      usualCells: async () => (await import('./history-file.ts')).usualCellsOf(project.home, target.plan.cells),
    }),
  ];
}

function writePlan(runDir: string, { plan, shard }: Prepared['target']): void {
  writeFileSync(join(runDir, 'plan.json'), `${JSON.stringify(plan, null, 2)}\n`);
  if (shard !== null) writeFileSync(join(runDir, 'shards.json'), JSON.stringify(shard.plan));
}

const foreseenCases = ({ cells }: Plan, { foresee }: Outside): string[] =>
  foresee === null ? [] : cells.map(foresee).flatMap(({ suites }) => suites.flatMap(({ cases }) => cases.map(caseKey)));

/** Names of the cases that there are, as far as they are known. */
type ListCases = () => readonly string[];

/** Boots everything. */
async function carryOut(
  { project, target, parsed, promises }: Prepared,
  runDir: string,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<ListCases> {
  const { plan, suites, outside, isSelected } = target;
  const runOptions = { ...parsed, runDir, suites, isSelected, promises, signal };
  if (outside !== null) {
    await outside.carryOut(runOptions, dispatcher);
    return () => foreseenCases(plan, outside);
  }
  const [{ Images }, { Run }] = await Promise.all([import('../images.ts'), import('../run.ts')]);
  const images = new Images({ project, suites, jobs: availableParallelism(), limits: parsed.limits, signal });
  await new Run(plan, runOptions, images, dispatcher).carryOut(plan);
  return () => images.knownCases();
}

/** The processes that count are asked first: they run beside what is written meanwhile. */
async function tellVerdicts(reporters: readonly Reporter[]): Promise<void> {
  await setImmediate();
  for (const reporter of reporters) await reporter.verdictsKnown?.();
}

/** What is known only after the last boot. */
async function addFindings(
  { project, target, promises }: Prepared,
  dispatcher: Dispatcher,
  coverage: RunCoverage,
): Promise<void> {
  const isWhole = target.shard === null;
  await addCoverage(dispatcher, coverage, { baseDir: project.rootDir, keepsCounts: !isWhole });
  // Of a part nobody can say what the whole does not have.
  const remarks = isWhole ? [...promises.findings(), ...(target.outside?.notes ?? [])] : [];
  for (const text of remarks) dispatcher.finding({ cell: null, boot: null }, text);
}

export async function runCommand(options: RunCommandOptions, own: Project): Promise<number> {
  const prepared = await prepare(options, own);
  const { project, target, review, github } = prepared;
  const folder = createRunFolder(project.home, options.out);
  const { runDir } = folder;
  const record = emptyRecord();
  const coverage = new RunCoverage(runDir, coveredCells(target.plan));
  writePlan(runDir, target);
  const reporters = reportersOf(prepared, runDir, record);
  const emit = (event: RunEvent): void => {
    applyEvent(record, event);
    for (const reporter of reporters) reporter.consume(event);
    coverage.consume(event);
  };
  const dispatcher = new Dispatcher({ ...prepared.terms, emit });
  const abort = new AbortController();
  const { signal } = abort;
  const stopListening = onInterruption(() => {
    dispatcher.interrupt();
    abort.abort();
    // Monitors go with it at once, whatever else is to be done yet.
    endLauncher();
    void coverage.abandon();
  });
  dispatcher.emit(startedEvent(folder, target.plan, target.shard, project));
  endWithNpm();
  const listCases = await carryOut(prepared, runDir, dispatcher, signal);
  if (!signal.aborted) await Promise.all([addFindings(prepared, dispatcher, coverage), tellVerdicts(reporters)]);
  const exitCode = dispatcher.endRun();
  for (const reporter of reporters) await reporter.finish();
  const judged = await conclude(record, exitCode, prepared);
  if (review !== null && !signal.aborted)
    await (await import('./coverage.ts')).tellReview(runDir, review, project.rootDir);
  github?.end();
  stopListening();
  checkCasesFound(record, options.case, listCases);
  if (options.updateExpectations === true && !signal.aborted) {
    process.stdout.write(`${(await updateExpectations(record, folder.runId, project)).join('\n')}\n`);
  }
  return judged;
}
