// SPDX-License-Identifier: BSD-3-Clause
/** What a case costs where the case itself costs nothing: a kernel with thousands of them in one boot, through everything but the reports. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadMatrix } from '../matrices/matrix-file.ts';
import type { BootStarted, RunEvent } from '../model/events.ts';
import { Dispatcher } from '../runners/dispatcher.ts';
import { Images } from '../runners/images.ts';
import { planRun } from '../runners/plan.ts';
import { Promises } from '../runners/promises.ts';
import { Run } from '../runners/run.ts';
import { loadSuites } from '../suites/suite-file.ts';
import { ended, median, ROOT, RUNS } from './cli.ts';

const CASES = 4000;
const ROUNDS = 5;
const LIMITS = { progressMs: 10_000, capMs: 60_000, outputBytes: 32 << 20 };
const AXES = { arch: ['x86_64' as const], smp: [1] };

const FILES = {
  'suite.yaml': 'name: trivial\ndescription: Cases that cost nothing\nkconfig: [LIBSUITE_TRIVIAL]\n',
  'Config.uk': 'config LIBSUITE_TRIVIAL\n\tbool "Suite: trivial"\n\tselect LIBUKTEST\n',
  'Makefile.uk':
    '$(eval $(call addlib_s,libsuite_trivial,$(CONFIG_LIBSUITE_TRIVIAL)))\n' +
    'LIBSUITE_TRIVIAL_SRCS-y += $(LIBSUITE_TRIVIAL_BASE)/trivial.c\n',
};

function makeSuite(suitesDir: string): void {
  const dir = join(suitesDir, 'trivial');
  mkdirSync(dir, { recursive: true });
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(dir, name), text);
  const cases = Array.from(
    { length: CASES },
    (_, index) => `UK_TESTCASE(trivial, case_number_${index})\n{\n\tUK_TEST_EXPECT(1);\n}\n`,
  );
  writeFileSync(
    join(dir, 'trivial.c'),
    `#include <uk/test.h>\n${cases.join('')}uk_testsuite_register(trivial, NULL);\n`,
  );
}

async function runOnce(suitesDir: string, runDir: string): Promise<readonly RunEvent[]> {
  const suites = loadSuites(suitesDir, ROOT);
  const matrix = loadMatrix('smoke', join(ROOT, 'matrices'));
  const plan = planRun(matrix, suites, { axes: AXES, suites: ['trivial'], coverage: false });
  const project = { rootDir: ROOT, home: join(RUNS, 'home'), kernelDir: join(ROOT, 'kernels', 'reference') };
  const common = { project, suites, limits: LIMITS, signal: new AbortController().signal };
  const events: RunEvent[] = [];
  const emit = (event: RunEvent): void => void events.push(event);
  const dispatcher = new Dispatcher({ isFailFast: false, retries: 0, isFlakyFine: false, emit });
  const images = new Images({ ...common, jobs: 2 });
  const options = { ...common, runDir, promises: new Promises([], [], ''), isolation: 'batch', jobs: 1 } as const;
  const rest = { seed: null, isOracleAsked: false, isOrderStudied: false, pastTimes: null, isSelected: () => true };
  await new Run(plan, { ...options, ...rest }, images, dispatcher).carryOut(plan);
  if (dispatcher.endRun() !== 0) throw new Error(`the trivial cases did not pass; see ${runDir}`);
  return events;
}

export async function benchTrivialCases(): Promise<string> {
  mkdirSync(RUNS, { recursive: true });
  const dir = mkdtempSync(join(RUNS, 'trivial-'));
  const suitesDir = join(dir, 'suites');
  makeSuite(suitesDir);
  const rounds: { readonly harness: number; readonly raw: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const events = await runOnce(suitesDir, join(dir, `run-${round}`));
    const start = events.find((event): event is BootStarted => event.type === 'boot-started');
    const end = events.findLast((event) => event.type === 'case-ended');
    const [file = '', ...args] = start?.command ?? [];
    const started = performance.now();
    await ended(file, args);
    const raw = performance.now() - started;
    // The first one built the kernel, and compiled the harness.
    if (round > 0) rounds.push({ harness: (end?.atMs ?? NaN) - (start?.atMs ?? NaN), raw });
  }
  const harness = median(rounds.map((round) => round.harness));
  const raw = median(rounds.map((round) => round.raw));
  return (
    `${CASES} trivial cases in one boot: ${((1000 * CASES) / harness).toFixed(0)} cases/s to their verdicts ` +
    `(${harness.toFixed(0)} ms, raw QEMU ${raw.toFixed(0)} ms, ratio ${(harness / raw).toFixed(2)})`
  );
}
