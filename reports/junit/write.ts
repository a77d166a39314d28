// SPDX-License-Identifier: BSD-3-Clause
/** JUnit on disk: `junit.xml` in the run's folder, or `junit/TEST-*.xml` for Surefire's consumers. */
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { CellResult } from '../results.ts';
import type { RunRecord } from '../run-record.ts';
import type { TranscriptExcerpts } from '../transcripts.ts';
import { JunitRun, junitDocument, surefireDocument, type Dialect } from './document.ts';

const BUFFER_CHARACTERS = 1 << 18;

function writePieces(file: string, pieces: Iterable<string>): void {
  const descriptor = openSync(file, 'w');
  try {
    let buffer = '';
    for (const piece of pieces) {
      buffer += piece;
      if (buffer.length < BUFFER_CHARACTERS) continue;
      writeSync(descriptor, buffer);
      buffer = '';
    }
    writeSync(descriptor, buffer);
  } finally {
    closeSync(descriptor);
  }
}

/** A suite's name as part of a file name, told apart by its number where letters had to go. */
const safeName = (name: string, index: number): string => {
  const safe = name.replaceAll(/[^\w.-]/g, '.').slice(0, 120);
  return safe === name.replace('/', '.') ? safe : `${safe}.${index}`;
};

export function writeJunit(
  runDir: string,
  record: RunRecord,
  cells: readonly CellResult[],
  transcripts: TranscriptExcerpts,
  dialect: Dialect,
): void {
  const run = new JunitRun(record, cells, transcripts);
  const folder = join(runDir, 'junit');
  rmSync(folder, { recursive: true, force: true });
  if (dialect !== 'surefire') {
    writePieces(join(runDir, 'junit.xml'), junitDocument(run, dialect));
    return;
  }
  rmSync(join(runDir, 'junit.xml'), { force: true });
  mkdirSync(folder);
  for (const [index, { name }] of run.suites.entries())
    writePieces(join(folder, `TEST-${safeName(name, index)}.xml`), surefireDocument(run, index));
}
