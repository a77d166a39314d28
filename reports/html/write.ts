// SPDX-License-Identifier: BSD-3-Clause
/** Writes the page of a run: index.html, and beside it in page/ what it loads when somebody asks for it. */
import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageName } from '../coverage/html-frame.ts';
import type { CellResult } from '../results.ts';
import type { RunRecord } from '../run-record.ts';
import type { RunSummary } from '../summary.ts';
import { bootsOfPage, writeTranscriptParts } from './boots-of-page.ts';
import { indexPage } from './index-page.ts';
import { pageParts, type CoveredFile } from './page-data.ts';
import type { PagePast } from './page-past.ts';
import { partScript } from './part-script.ts';

interface CoverageSummary {
  readonly [path: string]: { readonly lines?: { readonly total?: unknown; readonly covered?: unknown } };
}

/** From coverage/coverage-summary.json, if the run measured any. */
export function coveredFilesIn(runDir: string): CoveredFile[] {
  let summary: CoverageSummary;
  try {
    summary = JSON.parse(readFileSync(join(runDir, 'coverage', 'coverage-summary.json'), 'utf8')) as CoverageSummary;
  } catch {
    return []; // not measured, or removed since: the page shows the totals alone
  }
  return Object.entries(summary).flatMap(([path, { lines }]) => {
    const [found, hit] = [lines?.total, lines?.covered];
    if (path === 'total' || typeof found !== 'number' || typeof hit !== 'number') return [];
    return { path, page: `coverage/html/${pageName(path)}`, lines: { found, hit } };
  });
}

export interface PageOptions {
  readonly record: RunRecord;
  readonly cells: readonly CellResult[];
  readonly summary: RunSummary;
  readonly past: PagePast | null;
}

/** One after the other: a page may have hundreds. */
async function writeParts(dir: string, kind: string, parts: readonly (() => unknown)[]): Promise<void> {
  for (const [index, part] of parts.entries()) {
    const name = `${kind}-${index + 1}`;
    await writeFile(join(dir, `${name}.js`), partScript(name, part()));
  }
}

/** Rejects with what the file system says. */
export async function writePage(runDir: string, { record, cells, summary, past }: PageOptions): Promise<void> {
  const dir = join(runDir, 'page');
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir);
  const boots = bootsOfPage(runDir, record);
  const coveredFiles = coveredFilesIn(runDir);
  const { data, furtherDetails, furtherHeadlines } = pageParts({
    cells,
    summary,
    boots,
    past,
    isServed: false,
    live: null,
    coveredFiles,
  });
  await Promise.all([
    writeFile(join(runDir, 'index.html'), indexPage(data)),
    writeParts(dir, 'details', furtherDetails),
    writeParts(
      dir,
      'headlines',
      furtherHeadlines.map((part) => () => part),
    ),
    writeTranscriptParts(runDir, dir, boots),
  ]);
}
