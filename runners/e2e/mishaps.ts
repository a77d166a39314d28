// SPDX-License-Identifier: BSD-3-Clause
/** Runs suite `mishap`, whose cases crash and hang, through builds, boots, dispatcher and judge as a run does. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Axes, CaseId, Cell } from '../../model/cell.ts';
import { EVENTS_VERSION, type CaseEnded, type RunEvent } from '../../model/events.ts';
import { matchesCase } from '../../model/glob.ts';
import { loadMatrix } from '../../matrices/matrix-file.ts';
import { loadSuites } from '../../suites/suite-file.ts';
import { Dispatcher } from '../dispatcher.ts';
import { Images } from '../images.ts';
import { planRun } from '../plan.ts';
import { Promises } from '../promises.ts';
import { Run } from '../run.ts';
import { ROOT } from './ukmatrix.ts';

const MISHAPS = join(ROOT, 'runners', 'e2e', 'mishaps');
export const SOURCE = 'runners/e2e/mishaps/mishap/mishap.c';
/** For what is to go on, however busy the machine. Cases that hang have their own limits, in suite.yaml. */
const LIMITS = { progressMs: 20_000, capMs: 120_000, outputBytes: 1 << 20 };

export interface MishapRun {
  readonly events: readonly RunEvent[];
  readonly runDir: string;
}

/** One cell; `cases` are names without the suite. */
export async function runMishaps(
  { arch, smp }: Pick<Axes, 'arch' | 'smp'>,
  cases: readonly string[],
  runDir: string,
): Promise<MishapRun> {
  mkdirSync(runDir, { recursive: true });
  const home = process.env['UKMATRIX_HOME'] ?? join(ROOT, '.ukmatrix');
  const project = { rootDir: ROOT, home, kernelDir: join(ROOT, 'kernels', 'reference') };
  const suites = loadSuites(MISHAPS, ROOT);
  const matrix = loadMatrix('smoke', join(ROOT, 'matrices'));
  const plan = planRun(matrix, suites, { axes: { arch: [arch], smp: [smp] }, suites: ['mishap'], coverage: true });
  const events: RunEvent[] = [];
  const dispatcher = new Dispatcher({
    isFailFast: false,
    retries: 0,
    isFlakyFine: false,
    emit: (event) => events.push(event),
  });
  const host = { cpuCount: 1, qemu: '', node: '', os: '' };
  const start = { version: EVENTS_VERSION, runId: 'mishaps', startedAt: new Date().toISOString(), argv: [], host };
  dispatcher.emit({ type: 'run-started', ...start, ...plan });
  const { signal } = new AbortController();
  const common = { project, suites, limits: LIMITS, signal };
  const images = new Images({ ...common, jobs: 2 });
  const promises = new Promises([], [], '');
  const selected = cases.map((name) => `mishap.${name}`);
  const options = {
    ...common,
    runDir,
    isolation: 'batch',
    jobs: 2,
    isOrderStudied: false,
    seed: null,
    isOracleAsked: true,
    isSelected: (_cell: Cell, id: CaseId) => selected.some((pattern) => matchesCase(pattern, id)),
    pastTimes: null,
    promises,
  } as const;
  await new Run(plan, options, images, dispatcher).carryOut(plan);
  dispatcher.endRun();
  return { events, runDir };
}

export function endOf({ events }: MishapRun, name: string): CaseEnded {
  const ended = events.find((event) => event.type === 'case-ended' && event.name === name);
  if (ended?.type !== 'case-ended') throw new Error(`case ${name} has no verdict`);
  return ended;
}

/** Line of the source that is marked with this word. */
export function lineOf(mark: string): number {
  const lines = readFileSync(join(ROOT, SOURCE), 'utf8').split('\n');
  return 1 + lines.findIndex((line) => line.endsWith(`/* ${mark} */`));
}
