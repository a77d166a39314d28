// SPDX-License-Identifier: BSD-3-Clause
/** What the live view costs while a run goes on: processor time of this process (proc(5), /proc/self/stat) with it and without it. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunEvent } from '../model/events.ts';
import { bootEnded, bootStarted, cell, ended, planned, started } from '../reports/synthetic-run.ts';
import { applyEvent, emptyRecord } from '../reports/run-record.ts';
import { terminalReporter } from '../reports/terminal/terminal.ts';

const RUN_MS = 5_000;
/** As often as a boot's console is read. */
const STEP_MS = 10;
/** Of a full matrix on a small machine: more than a thousand cases a second. */
const CELLS = 12;
const CASES = 500;
const TICK_MS = 10;

/** User and system time together, in milliseconds; fields 14 and 15 behind the name in brackets. */
function processorMs(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function runEvents(): RunEvent[] {
  const cells = Array.from({ length: CELLS }, (_, index) => ({
    ...cell('x86_64', 4),
    id: `x86_64-nolibc-q35-${index}`,
  }));
  const cases = Array.from({ length: CASES }, (_, index) => planned('ukalloc', `case_number_${index}`));
  const planOf = (id: string): RunEvent => ({ type: 'cell-planned', atMs: 0, cell: id, cases });
  const boots = cells.flatMap((of): RunEvent[] => [
    bootStarted(of),
    ...cases.flatMap((one): RunEvent[] => [
      { type: 'case-started', atMs: 0, cell: of.id, boot: 0, suite: one.suite, name: one.name },
      ended(of, one),
    ]),
    bootEnded(of),
    { type: 'cell-ended', atMs: 0, cell: of.id },
  ]);
  return [started(cells), ...cells.map(({ id }) => planOf(id)), ...boots];
}

/** The events evenly over RUN_MS; the share of one processor that it took. */
async function shareOf(isTTY: boolean, events: readonly RunEvent[]): Promise<{ share: number; writtenBytes: number }> {
  let writtenBytes = 0;
  const write = (text: string): void => {
    writtenBytes += text.length;
  };
  const stream = { write, isTTY, columns: 80, rows: 24 };
  const record = emptyRecord();
  const reporter = terminalReporter({ record, stream, environment: {}, runDir: '.' });
  const beforeMs = processorMs();
  const startedMs = performance.now();
  for (let at = 0; at < events.length;) {
    const due = Math.min(events.length, Math.ceil((events.length * (performance.now() - startedMs)) / RUN_MS));
    for (; at < due; at++) {
      applyEvent(record, events[at] as RunEvent);
      reporter.consume(events[at] as RunEvent);
    }
    await sleep(STEP_MS);
  }
  const share = (processorMs() - beforeMs) / (performance.now() - startedMs);
  await reporter.finish();
  return { share, writtenBytes };
}

export async function benchLiveView(): Promise<string> {
  const events = runEvents();
  const without = await shareOf(false, events);
  const live = await shareOf(true, events);
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const cost = Math.max(0, live.share - without.share);
  return [
    `live view: ${CELLS * CASES} cases in ${RUN_MS / 1000} s`,
    `  with it ${percent(live.share)} of a processor, plain lines ${percent(without.share)}: it costs ${percent(cost)} (limit 2 %)`,
  ].join('\n');
}
