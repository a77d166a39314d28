// SPDX-License-Identifier: BSD-3-Clause
/**
 * `npm test`: vitest (unit tests and real boots). The narrowing reaches the boot tests through the environment (see
 * runners/e2e/narrowing.ts); file names go to vitest. Ends with what failed, for who sees the end of a log only, and one plain line
 * `N passed, N failed`.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { z } from 'zod';
import { ARCHES } from '../model/cell.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TestFile = z.object({
  name: z.string(),
  status: z.string(),
  message: z.string(),
  assertionResults: z.array(
    z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
  ),
});
const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(TestFile),
});
type TestFile = z.infer<typeof TestFile>;
type Report = z.infer<typeof Report>;

const EMPTY: Report = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] };
const LONGEST_MESSAGE = 300;

function readReport(file: string): Report {
  try {
    return Report.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return EMPTY; // vitest died before it wrote its report; its own words are on the screen.
  }
}

const failedOf = ({ assertionResults }: TestFile): TestFile['assertionResults'] =>
  assertionResults.filter(({ status }) => status === 'failed');

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
    // One that cannot be loaded holds no tests to count.
    const unloaded = report.testResults.filter((file) => file.status === 'failed' && failedOf(file).length === 0);
    const failures = report.numFailedTests + unloaded.length;
    return { ...report, numFailedTests: result.failed ? Math.max(1, failures) : failures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const firstLine = (message: string): string => (message.split('\n')[0] ?? '').slice(0, LONGEST_MESSAGE);

/** Two lines for each test that failed, and for each file that could not be loaded. */
function failuresOf({ testResults }: Report): string[] {
  return testResults.flatMap((file) => {
    const name = relative(ROOT, file.name);
    const failed = failedOf(file);
    if (failed.length === 0) return file.status === 'failed' ? [`FAIL ${name}`, `  ${firstLine(file.message)}`] : [];
    return failed.flatMap(({ fullName, failureMessages }) => [
      `FAIL ${name} ${fullName}`,
      `  ${firstLine(failureMessages?.[0] ?? '')}`,
    ]);
  });
}

const USAGE = 'npm test [-- --arch A,.. --smp N,.. --suite GLOB] [FILE ...]';

/** As `ukmatrix run` has it: a list that is given twice means both. */
const LIST = { type: 'string', multiple: true } as const;

function readArgs() {
  try {
    const options = { arch: LIST, smp: LIST, suite: LIST };
    const args = parseArgs({ allowPositionals: true, options });
    const stranger = args.values.arch
      ?.flatMap((list) => list.split(','))
      .find((arch) => !ARCHES.some((known) => known === arch));
    if (stranger !== undefined) throw new Error(`--arch: no ${stranger}; there are ${ARCHES.join(', ')}`);
    return args;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? firstLine(error.message) : String(error)}\nusage: ${USAGE}\n`);
    return process.exit(2);
  }
}

const { values, positionals } = readArgs();
const narrowing = {
  ...(values.arch === undefined ? {} : { UKMATRIX_TEST_ARCH: values.arch.join(',') }),
  ...(values.smp === undefined ? {} : { UKMATRIX_TEST_SMP: values.smp.join(',') }),
  ...(values.suite === undefined ? {} : { UKMATRIX_TEST_SUITE: values.suite.join(',') }),
};
const tests = await runVitest(positionals, narrowing);
for (const line of failuresOf(tests)) process.stdout.write(`${line}\n`);
const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skippedCount } = tests;
const skipped = skippedCount > 0 ? `, ${skippedCount} skipped` : '';
process.stdout.write(`${passed} passed, ${failed} failed${skipped}\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
