// SPDX-License-Identifier: BSD-3-Clause
/**
 * `npm test [-- --arch A,.. --smp N,.. --suite GLOB] [FILE ...]`: the checks, then vitest (unit tests and real boots). The narrowing
 * reaches the boot tests through the environment (see runners/e2e/narrowing.ts); file names go to vitest. Ends with one plain line
 * `N passed, N failed`.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { z } from 'zod';
import { runChecks } from './check.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
});
type Report = z.infer<typeof Report>;

/** A test file that cannot even be loaded counts as one failure, since it holds no tests to count. */
const CRASHED: Report = { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numFailedTestSuites: 1 };

function readReport(file: string): Report {
  try {
    return Report.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return CRASHED; // vitest died before it wrote its report; its own words are on the screen.
  }
}

async function runVitest(filters: readonly string[], env: NodeJS.ProcessEnv): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'ukmatrix-test-'));
  const reportFile = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
    const vitest = join(ROOT, 'node_modules', '.bin', 'vitest');
    const result = await execa(vitest, ['run', ...reporters, ...filters], {
      cwd: ROOT,
      env,
      stdin: 'ignore',
      stdout: 'inherit',
      stderr: 'inherit',
      reject: false,
    });
    const report = readReport(reportFile);
    const isSilentFailure = result.failed && report.numFailedTests === 0;
    return isSilentFailure ? { ...report, numFailedTests: Math.max(1, report.numFailedTestSuites) } : report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { arch: { type: 'string' }, smp: { type: 'string' }, suite: { type: 'string' } },
});
const checks = await runChecks();
const tests = await runVitest(positionals, {
  ...(values.arch === undefined ? {} : { UKMATRIX_TEST_ARCH: values.arch }),
  ...(values.smp === undefined ? {} : { UKMATRIX_TEST_SMP: values.smp }),
  ...(values.suite === undefined ? {} : { UKMATRIX_TEST_SUITE: values.suite }),
});
const failed = checks.failed + tests.numFailedTests;
const skipped = tests.numPendingTests > 0 ? `, ${tests.numPendingTests} skipped` : '';
process.stdout.write(`${checks.passed + tests.numPassedTests} passed, ${failed} failed${skipped}\n`);
process.exitCode = failed === 0 && tests.numPassedTests > 0 ? 0 : 1;
