// SPDX-License-Identifier: BSD-3-Clause
/** A case whose name has ten thousand bytes: every report takes it, none of them drowns in it, and none loses it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunEvent } from '../model/events.ts';
import { History } from './history/store.ts';
import { runFolderReporter } from './run-folder.ts';
import { bootEnded, bootStarted, cell, ended, failed, planned, recordOf, runEnded, started } from './synthetic-run.ts';
import { terminalReporter } from './terminal/terminal.ts';

const where = cell('x86_64', 1);
const NAME = 'n'.repeat(10_000);
const long = planned('ukalloc', NAME);
const events: RunEvent[] = [
  started([where]),
  { type: 'cell-planned', atMs: 1, cell: where.id, cases: [long] },
  bootStarted(where),
  ended(where, long, failed('x')),
  bootEnded(where),
  runEnded(1),
];

test('in the run folder and in the history', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-long-'));
  try {
    const reporter = runFolderReporter(dir, recordOf(events));
    for (const event of events) reporter.consume(event);
    await reporter.finish();
    for (const file of ['junit.xml', 'summary.json', 'events.ndjson'])
      expect(readFileSync(join(dir, file), 'utf8')).toContain(NAME);
    expect(readdirSync(dir)).toContain('index.html');
    const history = new History(join(dir, 'history.sqlite'));
    history.add(recordOf(events));
    expect(history.past([1], 'ukalloc', 'n*')).toMatchObject([{ name: NAME }]);
    history.close();
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('on a terminal', async () => {
  let text = '';
  const stream = { write: (more: string): void => void (text += more), isTTY: false };
  const reporter = terminalReporter({ record: recordOf(events), stream, environment: {}, runDir: '.' });
  for (const event of events) reporter.consume(event);
  await reporter.finish();
  const named = text.split('\n').filter((line) => line.includes('nnn') && !line.includes('again: '));
  expect(named.length).toBeGreaterThan(1);
  for (const line of named) expect(line.length).toBeLessThan(260);
  expect(text).toContain(`--case ukalloc.${NAME}`);
});
