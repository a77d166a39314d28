// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix history`: runs of this machine, the trend of a case or suite, runs brought in from elsewhere. */
import { UserError } from '../../model/errors.ts';
import { wilsonInterval } from '../../model/wilson.ts';
import { terminalText } from '../../reports/guest-text.ts';
import { percent } from '../../reports/ratio.ts';
import type { PastResult, StoredRun } from '../../reports/history/store.ts';
import { counted } from '../../reports/terminal/style.ts';
import { EXIT } from '../dispatcher.ts';
import type { Project } from '../images.ts';
import { openHistory } from './history-file.ts';
import { parseCount } from './options.ts';
import { openRun } from './recorded-run.ts';

export interface HistoryOptions {
  readonly last: string;
  readonly json?: boolean;
}

const write = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** One letter for each run, oldest first. */
const LETTERS = { pass: '.', fail: 'F', skip: 's', crash: 'C', timeout: 'T', unresolved: 'U' } as const;

const share = (part: number): string => `${(100 * part).toFixed(1)} %`;

function runLine({ runId, startedAt, exitCode, durationMs, isComplete, lines }: StoredRun): string {
  const end = isComplete ? `exit ${exitCode ?? '?'}` : 'cut short';
  const covered = lines === null ? '' : `  lines ${percent(lines)}`;
  return `${startedAt}  ${runId}  ${end}  ${(durationMs / 1000).toFixed(1)} s${covered}`;
}

export interface Trend {
  readonly cell: string;
  readonly suite: string;
  readonly name: string;
  /** Oldest first. */
  readonly verdicts: readonly string[];
  readonly brokenRuns: number;
  readonly interval95: readonly [low: number, high: number];
  readonly medianMs: number;
}

function trendsOf(runs: readonly StoredRun[], past: readonly PastResult[]): Trend[] {
  const order = new Map(runs.map(({ id }, index) => [id, -index]));
  const sorted = [...past].sort((one, other) => (order.get(one.run) ?? 0) - (order.get(other.run) ?? 0));
  const groups = Map.groupBy(sorted, ({ cell, suite, name }) => JSON.stringify([cell, suite, name]));
  return [...groups.values()].flatMap((results): Trend[] => {
    const [first] = results;
    if (first === undefined) return [];
    const brokenRuns = results.filter(({ outcome }) => outcome !== 'expected').length;
    const durations = results.map(({ durationMs }) => durationMs).sort((one, other) => one - other);
    const { cell, suite, name } = first;
    const medianMs = durations[Math.floor(durations.length / 2)] ?? 0;
    const verdicts = results.map(({ verdict }) => verdict);
    return [
      { cell, suite, name, verdicts, brokenRuns, interval95: wilsonInterval(brokenRuns, results.length), medianMs },
    ];
  });
}

function trendLine({ cell, suite, name, verdicts, brokenRuns, interval95: [low, high], medianMs }: Trend): string {
  const letters = verdicts.map((verdict) => LETTERS[verdict as keyof typeof LETTERS]).join('');
  const rate = `${brokenRuns} of ${verdicts.length} broken (${share(low)} to ${share(high)})`;
  return terminalText(`${suite}.${name}  ${cell}  ${letters}  ${rate}  ${medianMs.toFixed(1)} ms`);
}

/** `pattern`: suite.case with `*` and `?`, or a suite; absent: the runs themselves. */
export function historyCommand(pattern: string | undefined, options: HistoryOptions, project: Project): number {
  const limit = parseCount('--last', options.last, 1) ?? 1;
  const history = openHistory(project.home);
  const runs = history.runs(limit);
  if (pattern === undefined) {
    if (options.json === true) write(JSON.stringify(runs, null, 2));
    else for (const run of runs) write(runLine(run));
    history.close();
    return EXIT.expected;
  }
  const dot = pattern.indexOf('.');
  const [suite, name] = dot < 0 ? [pattern, '*'] : [pattern.slice(0, dot), pattern.slice(dot + 1)];
  const trends = trendsOf(
    runs,
    history.past(
      runs.map(({ id }) => id),
      suite,
      name,
    ),
  );
  history.close();
  if (trends.length === 0)
    throw new UserError(
      'nothing-selected',
      `no case of the last ${counted(runs.length, 'run')} matches ${JSON.stringify(pattern)}`,
    );
  if (options.json === true) write(JSON.stringify(trends, null, 2));
  else for (const trend of trends) write(trendLine(trend));
  return EXIT.expected;
}

/** Every folder is tried; the last complaint is told when the others are in. */
export async function historyImport(folders: readonly string[], project: Project): Promise<number> {
  const history = openHistory(project.home);
  let trouble: unknown = null;
  for (const folder of folders) {
    try {
      const { record, damage } = await openRun(project.home, folder);
      for (const text of damage) process.stderr.write(`ukmatrix: ${text}\n`);
      write(`${folder}: ${history.add(record) ? 'taken in' : 'known already'}`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (trouble !== null) process.stderr.write(`ukmatrix: ${(trouble as UserError).message}\n`);
      trouble = error;
    }
  }
  history.close();
  if (trouble !== null) throw trouble as UserError;
  return EXIT.expected;
}
