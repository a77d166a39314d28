// SPDX-License-Identifier: BSD-3-Clause
/** The coverage folder of a run: lcov.info, cobertura.xml, JSON and html/, from the counters its boots left. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Cell } from '../../model/cell.ts';
import type { RunEvent } from '../../model/events.ts';
import { renderCobertura } from './cobertura.ts';
import { collectCoverage } from './collect.ts';
import { coverageDocument } from './document.ts';
import { factsOf, textMark } from './facts.ts';
import { writeHtml } from './html.ts';
import { renderSummary } from './json-summary.ts';
import { renderLcov } from './lcov.ts';
import { coveredCells, sumTotals, totalsOf, type SourceMap, type Totals } from './sources.ts';

export interface CoverageOptions {
  readonly runDir: string;
  /** The events of the run so far: builds and boots are what counts. */
  readonly events: readonly RunEvent[];
  /** Sources below this folder are named relative to it, others by their absolute path. */
  readonly baseDir: string;
  /** Whether counts.json is written too, for those who add this coverage to that of other machines. */
  readonly keepsCounts?: boolean;
}

export interface MergedCoverage {
  /** Totals for the `coverage-merged` event; null where no boot brought usable counters home, and nothing was written. */
  readonly merged: Totals | null;
  /** Counters that could not be used, in words, for `finding` events. */
  readonly findings: readonly string[];
}

/** Merges the coverage of all boots and writes its reports. Rejects with what the file system says of the run folder. */
export async function mergeCoverage(options: CoverageOptions): Promise<MergedCoverage> {
  const { runDir, events, baseDir, keepsCounts = false } = options;
  const { sources, cells, findings } = await collectCoverage(runDir, events);
  if (sources.size === 0) {
    return { merged: null, findings };
  }
  await recallMarks(runDir, sources, baseDir);
  const countedAtMs = startOf(events);
  return { merged: await writeCoverage({ runDir, sources, cells, baseDir, keepsCounts, countedAtMs }), findings };
}

/** When the run began, in milliseconds since 1970: until then its sources were what its kernels were built from. */
export function startOf(events: readonly RunEvent[]): number {
  const start = events.find((event) => event.type === 'run-started');
  return start === undefined ? 0 : Date.parse(start.startedAt);
}

/** What sources were when these reports were written before, if they were. */
async function recallMarks(runDir: string, sources: SourceMap, baseDir: string): Promise<void> {
  const { storedCoverage } = await import('./review/stored.ts');
  const before = await storedCoverage(runDir).catch(() => null); // Not written yet, or by another version.
  for (const { path, mark } of before?.sources ?? []) {
    const source = sources.get(resolve(baseDir, path));
    if (source !== undefined) {
      source.mark = mark;
    }
  }
}

export interface WrittenCoverage extends Required<Omit<CoverageOptions, 'events'>> {
  readonly sources: SourceMap;
  /** Those of the run; the ones that brought no counters home are left out. */
  readonly cells: readonly Cell[];
  /** A source that nobody has marked and that was changed later is not shown beside its counts (milliseconds since 1970). */
  readonly countedAtMs: number;
}

/** Writes all reports of coverage that was collected or added up. */
export async function writeCoverage(coverage: WrittenCoverage): Promise<Totals> {
  const { runDir, sources, baseDir, keepsCounts, countedAtMs } = coverage;
  const nameOf = (path: string): string => {
    const inside = relative(baseDir, path);
    return inside.startsWith('..') ? path : inside;
  };
  const all = [...sources.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  const folder = join(runDir, 'coverage');
  const cells = coveredCells(sources, coverage.cells);
  const facts = factsOf(all, cells, nameOf, countedAtMs);
  for (const { source, text } of facts) {
    source.mark = text === null ? source.mark : textMark(text);
  }
  await mkdir(join(folder, 'html'), { recursive: true });
  await Promise.all([
    writeFile(join(folder, 'lcov.info'), renderLcov(all, nameOf)),
    writeFile(join(folder, 'cobertura.xml'), renderCobertura(all, nameOf, baseDir, Date.now())),
    writeFile(join(folder, 'coverage.json'), JSON.stringify(coverageDocument(facts, cells))),
    writeFile(join(folder, 'coverage-summary.json'), renderSummary(facts)),
  ]);
  writeHtml(join(folder, 'html'), facts, cells);
  if (keepsCounts) {
    const { formatCounts } = await import('./counts.ts');
    await writeFile(join(folder, 'counts.json'), formatCounts(all, nameOf));
  }
  return sumTotals(all.map(totalsOf));
}
