// SPDX-License-Identifier: BSD-3-Clause
/** The reports of a run's folder: events.ndjson while it runs; summary.json, junit.xml, index.html with page/ and repro/ at its end. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reporter } from '../model/reporter.ts';
import { eventsWriter } from './events-writer.ts';
import type { PagePast } from './html/page-past.ts';
import type { Dialect } from './junit/document.ts';
import { resultsOf, type CellResult } from './results.ts';
import type { RunRecord } from './run-record.ts';
import { summarize } from './summary.ts';
import { transcriptsIn } from './transcripts.ts';

export interface ReportOptions {
  readonly dialect?: Dialect;
  /** Loads what finds out what earlier runs tell about this one (null where nothing is known); asked early, and when it is needed. */
  readonly loadPast?: () => Promise<PastOf>;
}

export type PastOf = (record: RunRecord, cells: readonly CellResult[]) => PagePast | null;

/** What is known of a run once its verdicts are. */
interface Judged {
  readonly cells: readonly CellResult[];
  readonly past: PagePast | null;
}

/** What nobody needs before there is something to tell. */
async function loadWriters() {
  const [{ writePage }, { writeJunit }, { writeRepros }] = await Promise.all([
    import('./html/write.ts'),
    import('./junit/write.ts'),
    import('./repro/write.ts'),
  ]);
  return { writePage, writeJunit, writeRepros };
}

/** Writes the reports that are a function of the verdicts alone. */
async function writeVerdicts(runDir: string, record: RunRecord, options: ReportOptions): Promise<Judged> {
  const { dialect = 'jenkins', loadPast } = options;
  const [{ writeJunit }, pastOf] = await Promise.all([loadWriters(), loadPast?.()]);
  const cells = resultsOf(record);
  writeJunit(runDir, record, cells, transcriptsIn(runDir), dialect);
  return { cells, past: pastOf?.(record, cells) ?? null };
}

async function writeRest(runDir: string, record: RunRecord, { cells, past }: Judged): Promise<void> {
  const { writePage, writeRepros } = await loadWriters();
  const summary = summarize(record, cells);
  await Promise.all([
    writeFile(join(runDir, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`),
    writePage(runDir, { record, cells, summary, past }),
    writeRepros(runDir, record, cells),
  ]);
}

/** Writes every report that is a function of the whole run. Rejects with what the file system says. */
export async function writeReports(runDir: string, record: RunRecord, options: ReportOptions = {}): Promise<void> {
  await writeRest(runDir, record, await writeVerdicts(runDir, record, options));
}

/** Reports into `runDir`, which exists. `record` is its owner's: it has each event before the reporter does. */
export function runFolderReporter(runDir: string, record: RunRecord, options: ReportOptions = {}): Reporter {
  const log = eventsWriter(join(runDir, 'events.ndjson'));
  let judged: Judged | null = null;
  let areLoading = false;
  return {
    consume(event) {
      log.consume(event);
      // Beside the first boot, when somebody else has something to do.
      if (event.type !== 'boot-started' || areLoading) return;
      areLoading = true;
      void loadWriters();
      void options.loadPast?.();
    },
    async verdictsKnown() {
      judged = await writeVerdicts(runDir, record, options);
    },
    async finish() {
      await log.finish();
      await writeRest(runDir, record, judged ?? (await writeVerdicts(runDir, record, options)));
    },
  };
}
