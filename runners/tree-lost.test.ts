// SPDX-License-Identifier: BSD-3-Clause
/** A suite that ran before the console was found was a finding beside a green run. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { TestProvider } from '../kernels/library-tests.ts';
import { lostSuites } from './tree-lost.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-lost-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

const provider = (suite: string): TestProvider => ({
  ...{ symbol: `${suite.toUpperCase()}_TEST`, dir, library: `lib${suite}`, suites: [suite] },
  ...{ cases: [{ suite, name: 'first' }], sources: [], isWhole: false, needs: [] },
});

function boot(symbols: readonly string[], end: 'complete' | 'crash', unusedEarlyConsole?: string) {
  const debugFile = join(dir, 'image.dbg');
  writeFileSync(debugFile, `\x7fELF\0${symbols.join('\0')}\0`);
  const providers = [provider('early'), provider('gone')];
  const image = { debugFile, providers, ...(unusedEarlyConsole === undefined ? {} : { unusedEarlyConsole }) };
  return { image, judgement: { end } };
}

const REAL = ['_uk_testsuite_early_case_first', 'testsuite_run_early'];

test.each([[REAL], [['uk_case_early_first', 'uk_suite_early']]])(
  '%j: it is in the kernel, so it is lost',
  (symbols) => {
    const [lost, ...others] = lostSuites(['early', 'gone'], [boot(symbols, 'complete')]);
    expect(lost).toMatchObject({ suite: 'early', name: '(suite)', verdict: 'unresolved' });
    expect(lost?.cause).toMatch(/^it is in the kernel.*or it never ran$/);
    expect(others).toEqual([]);
  },
);

test('the console that could have told is named', () => {
  const [lost] = lostSuites(['early'], [boot(REAL, 'complete', 'LIBPL011_EARLY_CONSOLE')]);
  expect(lost?.cause).toMatch(/; with --config LIBPL011_EARLY_CONSOLE=y the kernel has a console from its start$/);
});

test.each([
  ['without its cases', ['testsuite_run_early'], 'complete'],
  ['not registered', ['_uk_testsuite_early_case_first'], 'complete'],
  ['behind a crash', REAL, 'crash'],
] as const)('nothing is lost: %s', (_what, symbols, end) => {
  expect(lostSuites(['early'], [boot(symbols, end)])).toEqual([]);
});
