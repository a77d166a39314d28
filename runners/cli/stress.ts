// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix stress CASE --for 10m | --times N`: how often a case fails, with a confidence interval. */
import { writeFileSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { caseKey, type Cell } from '../../model/cell.ts';
import { UserError } from '../../model/errors.ts';
import { didYouMean, matchesCase } from '../../model/glob.ts';
import { terminalText } from '../../reports/guest-text.ts';
import { resolveAccel } from '../accelerator.ts';
import type { BootLimits } from '../boot.ts';
import { ListFailure } from '../case-list.ts';
import { EXIT } from '../dispatcher.ts';
import { Images, type Project } from '../images.ts';
import { runsPrograms, type Plan } from '../plan.ts';
import { kernelPrograms } from '../programs/kernel-programs.ts';
import { ProgramSource } from '../programs/program-source.ts';
import type { Suite } from '../../suites/suite-file.ts';
import { poolSize } from '../pool.ts';
import {
  attemptsIn,
  countOf,
  failuresIn,
  stress,
  type StressCount,
  type StressLimit,
  type StressTarget,
} from '../stress.ts';
import { wilsonInterval } from '../../model/wilson.ts';
import { onInterruption } from './interruption.ts';
import { endWithNpm } from './npm.ts';
import { parseCount, select, type SelectionOptions } from './options.ts';
import { createRunFolder } from './run-folder.ts';
import { narrowPrograms } from './selection.ts';

export interface StressCommandOptions extends SelectionOptions {
  readonly for?: string;
  readonly times?: string;
  readonly jobs?: string;
  readonly timeoutMs: string;
  readonly out?: string;
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const CAP_FACTOR = 6;
const OUTPUT_LIMIT_BYTES = 32 << 20;

/** Of `--timeout-ms`. */
export function limitsFor(timeoutMs: string): BootLimits {
  const progressMs = parseCount('--timeout-ms', timeoutMs, 1) ?? 0;
  return { progressMs, capMs: CAP_FACTOR * progressMs, outputBytes: OUTPUT_LIMIT_BYTES };
}

function parseLimit(options: StressCommandOptions): StressLimit {
  const count = parseCount('--times', options.times, 1);
  if ((count === null) === (options.for === undefined)) {
    throw new UserError('option-value', 'stress needs one of --for and --times', {
      hint: 'as in --for 10m, --times 100',
    });
  }
  if (count !== null) return { kind: 'times', count };
  const [, amount, unit = ''] = /^(\d{1,6})(ms|s|m|h)$/.exec(options.for ?? '') ?? [];
  if (amount !== undefined) return { kind: 'for', durationMs: Number(amount) * (UNIT_MS[unit] ?? 0) };
  throw new UserError('option-value', `--for: ${JSON.stringify(options.for)} is no duration; as in 30s, 10m, 2h`);
}

export interface Search {
  readonly pattern: string;
  readonly plan: Plan;
  readonly images: Images;
  readonly project: Project;
  readonly suites: readonly Suite[];
  readonly limits: BootLimits;
  readonly signal: AbortSignal;
}

/** Cases of a cell whose kernel runs programs. */
async function programTargets(cell: Cell, image: string, search: Search): Promise<StressTarget[]> {
  const { pattern, images, project, suites, limits, signal } = search;
  const builds = new PQueue({ concurrency: 1 });
  const { store, hashes } = images;
  const source = new ProgramSource({ project, store, hashes, jobs: availableParallelism(), builds, signal });
  const accel = await resolveAccel(cell.axes.accel, cell.axes.arch, project.home);
  const targets: StressTarget[] = [];
  for (const suite of suites.filter(({ name }) => cell.suites.includes(name))) {
    const made = await source.guest(suite, cell.axes.arch, cell.axes.libc);
    if (typeof made === 'string') throw new UserError('nothing-selected', made, { exitCode: 3 });
    const built = made.flatMap((program) => (program.kind === 'built' ? [program] : []));
    const programs = kernelPrograms(project, suite, built, limits);
    const wanted = programs.listed.filter((id) => matchesCase(pattern, id));
    targets.push(...wanted.map((id) => ({ cell, accel, image, listed: programs.listed, id, programs })));
  }
  return targets;
}

/** Throws UserError where no case can be had. */
export async function findTargets(search: Search): Promise<StressTarget[]> {
  const { pattern, plan, images, project, suites } = search;
  const targets: StressTarget[] = [];
  for (const image of plan.images) {
    const built = await images.build(image);
    if (built.kind === 'failed')
      throw new UserError('nothing-selected', `${image.key}: ${built.message}`, { exitCode: 3 });
    const cells = plan.cells.filter((one) => one.image === image.key);
    const ofPrograms = cells.filter((cell) => runsPrograms(cell, suites));
    for (const cell of ofPrograms) targets.push(...(await programTargets(cell, built.image.file, search)));
    if (ofPrograms.length > 0) continue;
    const listed = await images.cases(image, built.image);
    if (listed instanceof ListFailure)
      throw new UserError('nothing-selected', `${image.key}: ${listed.message}`, { exitCode: 3 });
    for (const cell of cells) {
      const accel = await resolveAccel(cell.axes.accel, cell.axes.arch, project.home);
      const wanted = listed.filter((id) => cell.suites.includes(id.suite) && matchesCase(pattern, id));
      targets.push(...wanted.map((id) => ({ cell, accel, image: built.image.file, listed, id })));
    }
  }
  if (targets.length > 0) return targets;
  const near = didYouMean(pattern, images.knownCases());
  throw new UserError('nothing-selected', `no case matches ${JSON.stringify(pattern)}${near}`);
}

const percent = (rate: number): string => `${(100 * rate).toFixed(rate < 0.1 ? 2 : 1)} %`;

function linesOf(count: StressCount, runDir: string): string[] {
  const attempts = attemptsIn(count);
  const failures = failuresIn(count);
  const [low, high] = wilsonInterval(failures, attempts);
  const verdicts = [...count.verdicts].map(([verdict, times]) => `${times} ${verdict}`).join(', ');
  const rate =
    attempts === 0
      ? 'nothing known'
      : `${percent(failures / attempts)}, 95 % interval ${percent(low)} to ${percent(high)}`;
  const first = count.firstFailure;
  return [
    `${count.target.cell.id} ${caseKey(count.target.id)}: ${failures} failures in ${attempts} attempts (${rate}): ${verdicts}`,
    ...(first === null
      ? []
      : [
          `  first, attempt ${first.attempt}: ${first.verdict}: ${first.headline}`,
          `  ${join(runDir, first.transcript)}`,
        ]),
  ].map(terminalText);
}

const jsonOf = (count: StressCount): unknown => ({
  cell: count.target.cell.id,
  case: caseKey(count.target.id),
  attempts: attemptsIn(count),
  failures: failuresIn(count),
  interval95: wilsonInterval(failuresIn(count), attemptsIn(count)),
  verdicts: Object.fromEntries(count.verdicts),
  firstFailure: count.firstFailure,
});

function exitCodeOf(counts: readonly StressCount[], isInterrupted: boolean): number {
  if (isInterrupted) return EXIT.interrupted;
  if (counts.some((count) => failuresIn(count) > 0)) return EXIT.unexpected;
  const isKnown = counts.every((count) => attemptsIn(count) > 0 && countOf(count, (one) => one === 'unresolved') === 0);
  return isKnown ? EXIT.expected : EXIT.unresolved;
}

export async function stressCommand(pattern: string, options: StressCommandOptions, project: Project): Promise<number> {
  const limit = parseLimit(options);
  const jobs = parseCount('--jobs', options.jobs, 1);
  const limits = limitsFor(options.timeoutMs);
  const selected = select({ ...options, coverage: options.coverage ?? false }, project, [pattern]);
  const { plan } = selected;
  const suites = narrowPrograms(selected, (id) => matchesCase(pattern, id));
  if (plan.images.some(({ kernel }) => kernel === 'host')) {
    throw new UserError('option-value', '--kernel: stress boots guests, and host is none');
  }
  const abort = new AbortController();
  const { signal } = abort;
  onInterruption(() => {
    abort.abort();
  });
  endWithNpm();
  const images = new Images({ project, suites, jobs: availableParallelism(), limits, signal });
  const targets = await findTargets({ pattern, plan, images, project, suites, limits, signal }).catch(
    (error: unknown) => {
      if (signal.aborted) return null; // Whatever could not be had was on its way.
      throw error;
    },
  );
  if (targets === null) return EXIT.interrupted;
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const { runDir } = createRunFolder(project.home, options.out ?? join(project.home, 'stress', stamp));
  const pool = jobs ?? poolSize(plan.cells, availableParallelism(), freemem() / (1 << 20));
  const counts = await stress(targets, { runDir, limit, jobs: pool, limits, signal });
  writeFileSync(join(runDir, 'stress.json'), `${JSON.stringify(counts.map(jsonOf), null, 2)}\n`);
  process.stdout.write(`${counts.flatMap((count) => linesOf(count, runDir)).join('\n')}\n`);
  return exitCodeOf(counts, signal.aborted);
}
