// SPDX-License-Identifier: BSD-3-Clause
/** The reports of a run's folder: events.ndjson while it runs; summary.json, junit.xml, index.html and repro/ at its end. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reporter } from '../model/reporter.ts';
import { eventsWriter } from './events.ts';
import { renderIndex } from './html/index-page.ts';
import type { Dialect } from './junit/document.ts';
import { writeJunit } from './junit/write.ts';
import { writeRepros } from './repro/write.ts';
import { resultsOf } from './results.ts';
import { applyEvent, emptyRecord, type RunRecord } from './run-record.ts';
import { summarize } from './summary.ts';
import { transcriptsIn } from './transcripts.ts';

/** Writes every report that is a function of the whole run. Rejects with what the file system says. */
export async function writeReports(runDir: string, record: RunRecord, dialect: Dialect = 'jenkins'): Promise<void> {
  const cells = resultsOf(record);
  const summary = summarize(record, cells);
  const transcripts = transcriptsIn(runDir);
  await Promise.all([
    writeFile(join(runDir, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`),
    writeFile(join(runDir, 'index.html'), renderIndex(record, cells, summary, transcripts)),
    writeRepros(runDir, record, cells),
  ]);
  writeJunit(runDir, record, cells, transcripts, dialect);
}

/** Reports into `runDir`, which exists. */
export function runFolderReporter(runDir: string, dialect: Dialect = 'jenkins'): Reporter {
  const record = emptyRecord();
  const log = eventsWriter(join(runDir, 'events.ndjson'));
  return {
    consume(event) {
      log.consume(event);
      applyEvent(record, event);
    },
    async finish() {
      await log.finish();
      await writeReports(runDir, record, dialect);
    },
  };
}
