// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix report RUN`: all reports again from what was recorded, also of a run that was killed. */
import type { RunEvent } from '../../model/events.ts';
import { DIALECTS } from '../../reports/junit/document.ts';
import { resultsOf } from '../../reports/results.ts';
import { writeReports } from '../../reports/run-folder.ts';
import { applyEvent } from '../../reports/run-record.ts';
import { summarize } from '../../reports/summary.ts';
import { closingLines } from '../../reports/terminal/closing.ts';
import { DEFAULT_COLUMNS, fold, styleFor, widthOf } from '../../reports/terminal/style.ts';
import { EXIT } from '../dispatcher.ts';
import type { Project } from '../images.ts';
import { pagePast } from './history-file.ts';
import { parseChoice } from './options.ts';
import { openRun, type RecordedRun } from './recorded-run.ts';

const hasCoverage = (events: readonly RunEvent[]): boolean =>
  events.some((event) => event.type === 'boot-ended' && event.coverageDir !== null);

/** Merges what the boots brought home; a run that was killed has not come to it. */
async function addCoverage({ runDir, events, record }: RecordedRun, baseDir: string): Promise<void> {
  if (!hasCoverage(events)) return;
  const { mergeCoverage } = await import('../../reports/coverage/coverage.ts');
  const { merged, findings } = await mergeCoverage({
    runDir,
    events,
    baseDir,
    keepsCounts: record.start?.shard !== undefined,
  });
  const { atMs } = record;
  if (merged !== null) applyEvent(record, { type: 'coverage-merged', atMs, ...merged });
  if (record.end !== null) return;
  for (const text of findings) applyEvent(record, { type: 'finding', atMs, cell: null, boot: null, text });
}

export async function reportCommand(name: string, junitDialect: string, project: Project): Promise<number> {
  const dialect = parseChoice('--junit-dialect', junitDialect, DIALECTS);
  const run = await openRun(project.home, name);
  const { runDir, record, damage } = run;
  for (const text of damage) process.stderr.write(`ukmatrix: ${text}\n`);
  await addCoverage(run, project.rootDir);
  await writeReports(runDir, record, {
    dialect,
    loadPast: () => Promise.resolve((of, cells) => pagePast({ project, runDir, baseline: undefined }, of, cells)),
  });
  const cells = resultsOf(record);
  const style = styleFor(process.stdout, process.env);
  const columns = process.stdout.isTTY ? process.stdout.columns : DEFAULT_COLUMNS;
  const lines = closingLines(record, cells, summarize(record, cells), runDir, style, columns);
  process.stdout.write(`${lines.flatMap((line) => fold(line, widthOf(process.stdout))).join('\n')}\n`);
  return EXIT.expected;
}
