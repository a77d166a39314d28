// SPDX-License-Identifier: BSD-3-Clause
/** Known deviations and retries, in a project whose one suite fails, crashes and changes its mind in a known way. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { flawedProject, type FlawedProject } from './flawed-project.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { temporaryFolder, type Finished } from './ukmatrix.ts';

const entry = (cases: string, verdict: string, expires = '2999-12-31'): string =>
  `  - {cases: ${cases}, verdict: ${verdict}, reason: it is flawed, expires: ${expires}, where: {arch: x86_64}}\n`;
const ALL_KNOWN = [entry('flawed.fails', 'fail'), entry('flawed.crashes', 'crash'), entry('flawed.changes_*', 'fail')];

/** `case: verdict outcome` of each attempt, in order. */
const attempts = ({ events }: Finished): string[] =>
  events.flatMap((event) =>
    event.type === 'case-ended' ? [`${event.name}: ${event.verdict} ${event.outcome} ${event.attempt}`] : [],
  );
const findings = ({ events }: Finished): string[] =>
  events.flatMap((event) => (event.type === 'finding' ? [event.text] : []));

describe.runIf(ARCHES_UNDER_TEST.includes('x86_64'))('a flawed suite', () => {
  const folder = temporaryFolder();
  let project: FlawedProject;
  let expectations: string;
  let count = 0;

  beforeAll(() => {
    project = flawedProject(folder.dir);
    expectations = join(folder.dir, 'suites', 'expectations');
  });
  afterEach(() => {
    rmSync(expectations, { recursive: true, force: true });
  });
  afterAll(() => {
    folder[Symbol.dispose]();
  });

  const run = (args: readonly string[], entries: readonly string[] = []): Promise<Finished> => {
    if (entries.length > 0) {
      mkdirSync(expectations, { recursive: true });
      writeFileSync(join(expectations, 'flawed.yaml'), `expectations:\n${entries.join('')}`);
    }
    return project.run(`run-${count++}`, args);
  };

  test('deviations that are known are as expected, and never shown as passes', async () => {
    const known = await run([], ALL_KNOWN);
    expect(known.exitCode, known.stdout).toBe(0);
    expect(known.stdout).toContain('2 pass, 2 fail, 1 crash, 3 known deviations');
    const junit = readFileSync(join(known.runDir, 'junit.xml'), 'utf8');
    expect(junit).toContain('<skipped message="it is flawed" type="expected-fail"/>');
    expect(junit).toContain('<skipped message="it is flawed" type="expected-crash"/>');
  });

  test('an unexpected pass, an expired entry and one about nothing are loud', async () => {
    const loud = await run(
      [],
      [
        ...ALL_KNOWN.slice(1),
        entry('flawed.passes', 'fail'),
        entry('flawed.fails', 'fail', '2001-01-01'),
        entry('flawed.nonesuch', 'fail'),
      ],
    );
    expect(loud.exitCode).toBe(1);
    expect(attempts(loud)).toContain('passes: pass unexpected 0');
    expect(attempts(loud)).toContain('fails: fail unexpected 0');
    const file = 'suites/expectations/flawed.yaml';
    expect(findings(loud)).toEqual([
      `flawed.passes passes, but ${file}, entry 3 (flawed.passes) promises fail: take that away`,
      `${file}, entry 4 (flawed.fails): expired on 2001-01-01, its cases are promised to pass: look again, then renew it or take it away`,
      `${file}, entry 5 (flawed.nonesuch): no case matches "flawed.nonesuch": correct it or take it away`,
    ]);
    for (const finding of findings(loud)) expect(loud.stdout).toContain(finding);
  });

  test('--update-expectations writes what the next run then expects, still to be explained', async () => {
    const first = await run(['--update-expectations']);
    expect(first.exitCode).toBe(1);
    expect(first.stdout).toContain('suites/expectations/flawed.yaml: 3 added, each with a reason to be given');
    const second = await run([]);
    expect(second.exitCode, second.stdout).toBe(0);
    expect(findings(second)).toHaveLength(3);
    expect(findings(second)[0]).toContain('nobody has written down the reason');
  });

  test('an expectation that cannot be read is refused with its place', async () => {
    const refused = await run([], ['  - {cases: flawed.fails, verdict: fial, reason: x, expires: 2030-01-01}\n']);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('suites/expectations/flawed.yaml:2:');
  });

  test('--retries: a case that changes its mind is flaky, one that does not stays what it is', async () => {
    const retried = await run(['--retries', '2', '--no-order-check']);
    expect(retried.exitCode).toBe(1);
    expect(attempts(retried).sort()).toEqual([
      'changes_its_mind: fail unexpected 0',
      'changes_its_mind: pass flaky 1',
      'crashes: crash unexpected 0',
      'crashes: crash unexpected 1',
      'crashes: crash unexpected 2',
      'fails: fail unexpected 0',
      'fails: fail unexpected 1',
      'fails: fail unexpected 2',
      'needs_company: pass expected 0',
      'passes: pass expected 0',
    ]);
    const junit = readFileSync(join(retried.runDir, 'junit.xml'), 'utf8');
    expect(junit.match(/<(?:flaky|rerun)\w+ /g)).toEqual([
      '<rerunFailure ',
      '<rerunFailure ',
      '<flakyFailure ',
      '<rerunError ',
      '<rerunError ',
    ]);
    expect(retried.stdout).toMatch(/FLAKY {2}flawed > changes_its_mind\n(?: {4}.*\n)* {4}.*attempts: fail, pass\n/);
    const summary: unknown = JSON.parse(readFileSync(join(retried.runDir, 'summary.json'), 'utf8'));
    expect(summary).toMatchObject({ outcomes: { expected: 2, unexpected: 2, flaky: 1 } });
  });

  /** What the run found out about orders. */
  const orders = ({ events }: Finished): unknown[] =>
    events.flatMap((event) =>
      event.type === 'order-dependence'
        ? [{ name: event.name, isKeptAlone: event.isKeptAlone, after: event.after, isShortest: event.isShortest }]
        : [],
    );

  test('a case that fails only behind another one depends on order, is no flake, and names that one', async () => {
    const studied = await run(['--retries', '2', '--flaky-result', 'pass']);
    expect(studied.exitCode).toBe(1);
    const found = { name: 'changes_its_mind', isKeptAlone: true, after: ['flawed.passes'], isShortest: true };
    expect(orders(studied)).toEqual([found]);
    expect(attempts(studied)).toContain('changes_its_mind: fail unexpected 0');
    expect(attempts(studied)).not.toContain('changes_its_mind: pass flaky 1');
    const words = 'order-dependent: does as promised alone, breaks after flawed.passes';
    expect(studied.stdout).toContain(words);
    for (const report of ['junit.xml', 'index.html']) {
      expect(readFileSync(join(studied.runDir, report), 'utf8')).toContain(words);
    }
  });

  test('the reverse: alone it fails, behind another one it does as promised', async () => {
    const studied = await run(['--isolate', 'case', '--order-check', '--case', 'passes,needs_company']);
    const found = { name: 'needs_company', isKeptAlone: false, after: ['flawed.passes'], isShortest: true };
    expect(orders(studied)).toEqual([found]);
    expect(studied.exitCode).toBe(1);
  });

  test('--flaky-result decides only about flaky cases', async () => {
    const only = ['--case', 'passes,changes_its_mind', '--retries', '1', '--no-order-check'];
    expect((await run(only)).exitCode).toBe(1);
    expect((await run([...only, '--flaky-result', 'pass'])).exitCode).toBe(0);
    expect((await run(['--retries', '1', '--flaky-result', 'pass'])).exitCode).toBe(1);
    expect((await run(['--flaky-result', 'maybe'])).stderr).toContain('--flaky-result: unknown value "maybe"');
  });

  test('the history knows what is newly broken, and a baseline forgives the rest', async () => {
    await run(['--case', 'fails,passes']);
    const known = `run-${count - 1}`;
    const again = await run(['--baseline', join(folder.dir, known), '--case', 'fails,passes']);
    expect([again.exitCode, again.stdout]).toEqual([0, expect.stringContaining('nothing is newly broken since')]);
    const worse = await run(['--baseline', join(folder.dir, known), '--case', 'fails,passes,crashes']);
    expect([worse.exitCode, worse.stdout]).toEqual([1, expect.stringContaining('flawed.crashes in x86_64')]);
    const compared = await project.ukmatrix(['compare', worse.runDir, join(folder.dir, known)]);
    expect(compared.stdout).toMatch(/still broken\n {2}flawed\.fails: fail/);
    expect(compared.stdout).toMatch(/new\n {2}flawed\.crashes: crash/);
    const trend = await project.ukmatrix(['history', 'flawed.fails', '--json']);
    const trends = JSON.parse(trend.stdout) as readonly { readonly verdicts: readonly string[] }[];
    expect(trends[0]?.verdicts.slice(-3)).toEqual(['fail', 'fail', 'fail']);
    expect((await project.ukmatrix(['history', 'import', worse.runDir])).stdout).toContain('known already');
    expect((await run(['--baseline', 'nonesuch'])).exitCode).toBe(2);
  });
});
