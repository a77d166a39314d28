// SPDX-License-Identifier: BSD-3-Clause
/** The coverage folder of a run: lcov.info, cobertura.xml, JSON and html/, from the counters its boots left. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Cell } from '../../model/cell.ts';
import type { RunEvent } from '../../model/events.ts';
import { renderCobertura } from './cobertura.ts';
import { collectCoverage } from './collect.ts';
import { formatCounts } from './counts.ts';
import { coverageDocument } from './document.ts';
import { factsOf } from './facts.ts';
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
  const merged = sources.size === 0 ? null : await writeCoverage({ runDir, sources, cells, baseDir, keepsCounts });
  return { merged, findings };
}

export interface WrittenCoverage extends Required<Omit<CoverageOptions, 'events'>> {
  readonly sources: SourceMap;
  /** Those of the run; the ones that brought no counters home are left out. */
  readonly cells: readonly Cell[];
}

/** Writes all reports of coverage that was collected or added up. */
export async function writeCoverage(coverage: WrittenCoverage): Promise<Totals> {
  const { runDir, sources, baseDir, keepsCounts } = coverage;
  const nameOf = (path: string): string => {
    const inside = relative(baseDir, path);
    return inside.startsWith('..') ? path : inside;
  };
  const all = [...sources.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  const folder = join(runDir, 'coverage');
  const cells = coveredCells(sources, coverage.cells);
  const facts = await factsOf(all, cells, nameOf);
  await mkdir(join(folder, 'html'), { recursive: true });
  await Promise.all([
    writeFile(join(folder, 'lcov.info'), renderLcov(all, nameOf)),
    writeFile(join(folder, 'cobertura.xml'), renderCobertura(all, nameOf, baseDir, Date.now())),
    writeFile(join(folder, 'coverage.json'), JSON.stringify(coverageDocument(facts, cells))),
    writeFile(join(folder, 'coverage-summary.json'), renderSummary(facts)),
    writeHtml(join(folder, 'html'), facts, cells),
    ...(keepsCounts ? [writeFile(join(folder, 'counts.json'), formatCounts(all, nameOf))] : []),
  ]);
  return sumTotals(all.map(totalsOf));
}
