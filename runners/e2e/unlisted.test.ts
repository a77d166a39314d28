// SPDX-License-Identifier: BSD-3-Clause
/** Kernels too broken to tell which cases they hold: the run is red all the same, and names what can be named. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CaseEnded } from '../../model/events.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { ROOT, temporaryFolder, ukmatrixRun } from './ukmatrix.ts';

const ARCH = ARCHES_UNDER_TEST[0] ?? 'x86_64';

interface Broken {
  readonly exitCode: number | undefined;
  readonly ends: readonly CaseEnded[];
  readonly stdout: string;
}

/** Runs suite nolibc on a copy of the reference kernel in which each text is another one. */
async function runBroken(...changes: readonly { file: string; text: string; instead: string }[]): Promise<Broken> {
  using folder = temporaryFolder();
  const tree = join(folder.dir, 'kernel');
  cpSync(join(ROOT, 'kernels', 'reference'), tree, { recursive: true });
  for (const { file, text, instead } of changes) {
    const source = readFileSync(join(tree, file), 'utf8');
    expect(source).toContain(text);
    writeFileSync(join(tree, file), source.replace(text, instead));
  }
  const args = ['--kernel', `tree:${tree}`, '--arch', ARCH, '--smp', '1', '--suite', 'nolibc', '--no-coverage'];
  const home = join(folder.dir, 'home');
  const { exitCode, stdout, events } = await ukmatrixRun(folder.dir, args, { UKMATRIX_HOME: home });
  return { exitCode, stdout, ends: events.filter((event) => event.type === 'case-ended') };
}

const LIST = 'kernel.(list)';
const verdictsOf = ({ ends }: Broken): Map<string, CaseEnded> =>
  new Map(ends.map((end) => [`${end.suite}.${end.name}`, end]));

test('one that does not boot', async () => {
  const run = await runBroken({
    file: 'lib/ukfallocbuddy/zone.c',
    text: '__builtin_ctzl(at)',
    instead: '__builtin_clzl(at)',
  });
  expect(run.exitCode).toBe(1);
  const verdicts = verdictsOf(run);
  const list = verdicts.get(LIST);
  expect(list).toMatchObject({ verdict: 'crash', cause: expect.stringContaining('is free but in no block') as string });
  expect(list?.backtrace[0]).toMatchObject({ file: expect.stringMatching(/ukfallocbuddy\/zone\.c$/) as string });
  expect(verdicts.get('nolibc.memrchr_last')).toMatchObject({ verdict: 'unresolved' });
  expect(run.stdout).toMatch(/UNRESOLVED {2}nolibc > \w+ and \d+ other cases\n/);
});

test('one that knows no parameter: its report is no evidence for it, but against it', async () => {
  const run = await runBroken(
    { file: 'lib/uklibparam/param.c', text: 'strlen(p->name) == len', instead: 'strlen(p->name) != len' },
    { file: 'lib/nolibc/string/memory.c', text: 'while (len--) {', instead: 'while (len-- > 1) {' },
  );
  expect(run.exitCode).toBe(1);
  const verdicts = verdictsOf(run);
  expect(verdicts.get(LIST)?.verdict).toBe('fail');
  const broken = verdicts.get('nolibc.memrchr_last');
  expect(broken?.verdict).toBe('fail');
  expect(broken?.failures[0]?.text).toContain('memrchr');
  expect(new Set([...verdicts.values()].map(({ verdict }) => verdict))).toEqual(new Set(['fail', 'unresolved']));
});

test('one that forgets a case', async () => {
  const run = await runBroken({
    file: 'lib/uktest/plan.c',
    text: 'return (unsigned int)(TABLE_BOUND(uktest_cases_end) - uktest_cases_start);',
    instead: 'return (unsigned int)(TABLE_BOUND(uktest_cases_end) - uktest_cases_start) - 1;',
  });
  expect(run.exitCode).toBe(1);
  const [list] = run.ends;
  const forgotten = /^the kernel holds (nolibc\.\w+), but does not list it$/.exec(list?.cause ?? '')?.[1] ?? '';
  expect(list?.verdict).toBe('fail');
  expect(verdictsOf(run).get(forgotten)).toMatchObject({ verdict: 'unresolved' });
});
