// SPDX-License-Identifier: BSD-3-Clause
/** TAP that contradicts itself: plans, numbers, names, totals. Nothing good of such a boot is believed. */
import { ALL_PASS, CASE_FAILED, NOTHING_BELIEVED, type Liar } from '../liar.ts';
import { endLine, EXIT, exit, resultLine, tap, write, type Lie, type Step } from '../script.ts';

const contradiction = (name: string, does: string, lie: Lie, because?: RegExp): Liar => ({
  name,
  does,
  lie,
  ...NOTHING_BELIEVED,
  ...(because === undefined ? {} : { because }),
});
const HONEST = { cases: 3, failed: 0, skipped: 0 };
const end = (text: string): Lie => ({ end: [tap(text)] });
const diagnosis = (...lines: string[]): string[] => [
  tap('    ok 2 - two'),
  ...['---', ...lines, '...'].map((line) => tap(`      ${line}`)),
];

/** Each level names the one before it nine times. */
const BOMB = Array.from('abcdefghi', (name, level) => {
  const below = level === 0 ? 'x' : `*${'abcdefghi'[level - 1] ?? ''}`;
  return `${name}: &${name} [${Array<string>(9).fill(below).join(',')}]`;
});
const harmless = (name: string, does: string, result: readonly Step[]): Liar => ({
  name,
  does,
  lie: { result },
  ...ALL_PASS,
});

export const STRUCTURE: readonly Liar[] = [
  contradiction('two-plans', 'prints a second plan', { beforeEnd: [tap('1..1')] }, /second plan/),
  contradiction('two-suite-plans', 'prints a second plan inside the suite', { inCase: [tap('    1..3')] }, /plan/),
  contradiction('plan-of-suites-too-long', 'plans two suites and runs one', { plan: '1..2' }, /plan/),
  contradiction('plan-of-suites-zero', 'plans no suite and runs one', { plan: '1..0' }),
  contradiction(
    'plan-too-long',
    'plans four cases and reports three',
    { suitePlan: '1..4' },
    /plan of 4 cases, 3 reported/,
  ),
  contradiction('plan-too-short', 'plans two cases and reports three', { suitePlan: '1..2' }, /plan/),
  contradiction('plan-huge', 'plans 999,999,999 cases', { suitePlan: '1..999999999' }, /plan/),
  contradiction('duplicate-numbers', 'gives two cases the same number', { result: [tap('    ok 1 - two')] }, /number/),
  contradiction('wrong-numbers', 'gives the second case the number 7', { result: [tap('    ok 7 - two')] }),
  {
    name: 'fails-then-passes',
    does: 'reports the same case as failed and then as passed, plan and totals adjusted',
    lie: {
      suitePlan: '1..4',
      result: [tap('    not ok 2 - two'), tap('    ok 2 - two')],
    },
    verdicts: 'unresolved fail unresolved',
    ends: 'complete',
    exitCode: 1,
    because: /two results/,
  },
  contradiction(
    'passes-twice',
    'reports the same case as passed twice, plan adjusted',
    { suitePlan: '1..4', result: [tap('    ok 2 - two'), tap('    ok 3 - two')] },
    /two results/,
  ),
  contradiction(
    'case-twice',
    'starts the same case twice',
    { caseStart: [tap('    # Case: two'), tap('    # Case: two')] },
    /started twice/,
  ),
  contradiction('case-never-started', 'reports a case that it never started', { caseStart: [] }, /never started/),
  contradiction(
    'case-never-reported',
    'starts a case and goes on to the next without a result',
    { result: [] },
    /plan of 3 cases, 2 reported/,
  ),
  contradiction(
    'case-of-another-name',
    'reports its second case under another name',
    { result: [tap('    ok 2 - tow')] },
    /tow/,
  ),
  contradiction(
    'case-left-out',
    'leaves a case out and adjusts every number',
    {
      caseStart: [],
      result: [],
      suitePlan: '1..2',
      end: [tap(endLine({ ...HONEST, cases: 2 }))],
    },
    /numbers beyond its plan/,
  ),
  contradiction(
    'case-nobody-asked-for',
    'runs a fourth case',
    {
      suitePlan: '1..4',
      inCase: [tap('    ok 2 - two'), tap('    # Case: four')],
      result: [tap('    ok 4 - four')],
      end: [tap(endLine({ ...HONEST, cases: 4 }))],
    },
    /g\.four/,
  ),
  contradiction(
    'zero-tests',
    'runs nothing at all',
    {
      atBoot: [tap('TAP version 14'), tap('1..0'), tap('# End: suites=0 cases=0 passed=0 failed=0 skipped=0'), 'x10'],
    },
    /without running this case/,
  ),
  {
    name: 'all-skipped',
    does: 'skips every case',
    lie: { results: { one: 'skip', two: 'skip', three: 'skip' } },
    verdicts: 'skip skip skip',
    ends: 'complete',
    exitCode: 3,
    because: /^not here$/m,
  },
  {
    name: 'one-skipped',
    does: 'skips one case',
    lie: { results: { two: 'skip' } },
    verdicts: 'pass skip pass',
    ends: 'complete',
    exitCode: 0,
  },
  {
    name: 'skip-of-a-failure',
    does: 'calls its failure a skip',
    lie: { results: { two: 'not ok' }, result: [tap('    not ok 2 - two # SKIP later')] },
    ...CASE_FAILED,
  },
  {
    name: 'todo-of-a-failure',
    does: 'calls its failure a TODO',
    lie: { results: { two: 'not ok' }, result: [tap('    not ok 2 - two # TODO later')] },
    ...CASE_FAILED,
  },
  contradiction(
    'todo-of-a-pass',
    'passes what it calls a TODO',
    { result: [tap('    ok 2 - two # TODO')] },
    /ok and TODO/,
  ),
  contradiction(
    'suite-skipped',
    'skips its suite and passes its cases',
    { suitePoint: 'ok 1 - g # SKIP' },
    /ok and SKIP/,
  ),
  contradiction(
    'stranger-never-reported',
    'starts a fourth case, and ends before that has reported',
    { beforeEnd: [tap('    # Case: four')] },
    /g\.four started, which nobody asked for/,
  ),
  ...['dies in it', 'dies behind it'].map((when, index) => ({
    name: `stranger-${index}`,
    does: `starts a fourth case and ${when}`,
    lie: {
      result: [tap('    ok 2 - two'), tap('    # Case: x'), ...[tap('    ok 3 - x')].slice(1 - index), exit(EXIT.pass)],
    },
    verdicts: 'pass unresolved pass',
    ends: 'crash complete',
    exitCode: 3 as const,
    because: /right after it the kernel stopped/,
  })),
  contradiction(
    'another-plan',
    'prints the perfect report of another suite',
    {
      atBoot: [
        ...['TAP version 14', '1..1', '# Subtest: h', '    1..1', '    # Case: one', '    ok 1 - one', 'ok 1 - h'].map(
          tap,
        ),
        tap('# End: suites=1 cases=1 passed=1 failed=0 skipped=0'),
        write('result', resultLine('pass', { ...HONEST, cases: 1 })),
        exit(EXIT.pass),
      ],
    },
    /3 planned cases did not report/,
  ),
  contradiction(
    'results-before-the-cases',
    'reports its second case before that starts',
    { caseStart: [tap('    ok 2 - two'), tap('    # Case: two')], result: [] },
    /never started/,
  ),
  contradiction(
    'failure-with-two-blanks',
    'prints `not  ok`, which no reader of TAP takes for a failure, and then `ok`',
    { inCase: [tap('    not  ok 2 - two')] },
    /a failure where no result can be/,
  ),
  contradiction(
    'passes-with-a-failed-assertion',
    'reports `ok` after a failed assertion',
    {
      inCase: [tap('    # Failed: two.c:3: expected `x` to be true')],
    },
    /two/,
  ),
  contradiction(
    'passes-with-failed-counts',
    'reports `ok` and counts three failed assertions',
    {
      result: diagnosis('passed: 2', 'failed: 3'),
    },
    /two/,
  ),
  contradiction(
    'suite-point-red',
    'reports its suite as failed though each case passed',
    { suitePoint: 'not ok 1 - g' },
    /suite/,
  ),
  {
    name: 'suite-point-green',
    does: 'reports its suite as passed though a case failed',
    lie: { suitePoint: 'ok 1 - g', results: { two: 'not ok' } },
    verdicts: 'unresolved fail unresolved',
    ends: 'complete',
    exitCode: 1,
    because: /suite/,
  },
  contradiction('suite-point-missing', 'never reports its suite', { suitePoint: '# nothing' }, /suite/),
  contradiction('end-line-twice', 'prints two end lines', { afterEnd: [tap(endLine(HONEST))] }, /second end line/),
  contradiction(
    'end-line-too-early',
    'prints its end line before the second case',
    { inCase: [tap(endLine(HONEST))], end: [] },
    /end line/,
  ),
  contradiction(
    'end-line-of-fewer',
    'counts fewer passes than it reported',
    end('# End: suites=1 cases=3 passed=2 failed=0 skipped=1'),
    /end line says/,
  ),
  contradiction(
    'end-line-of-more-suites',
    'counts two suites and ran one',
    end('# End: suites=2 cases=3 passed=3 failed=0 skipped=0'),
    /suites=2/,
  ),
  contradiction(
    'end-line-without-totals',
    'prints an end line without totals',
    end('# End: fine'),
    /without its totals/,
  ),
  contradiction(
    'end-line-of-nonsense',
    'prints an end line of huge and negative numbers',
    end('# End: suites=1 cases=99999999999999999999 passed=-3 failed=0 skipped=0'),
    /totals/,
  ),
  contradiction('bail-out', 'bails out in the middle and goes on', { inCase: [tap('Bail out! no more')] }, /Bail out!/),
  harmless('yaml-left-open', 'never closes a diagnosis', [
    tap('    ok 2 - two'),
    tap('      ---'),
    tap('      passed: 1'),
  ]),
  harmless('yaml-bomb', 'prints a diagnosis of aliases that would grow to 10^9 words', diagnosis(...BOMB)),
  harmless('yaml-nonsense', 'prints a diagnosis that is no YAML', diagnosis('{{{ : : "', '\t- [')),
  {
    name: 'version-twice',
    does: 'prints the version line a second time before its end',
    lie: { beforeEnd: [tap('TAP version 14')] },
    verdicts: 'pass pass unresolved',
    ends: 'crash',
    exitCode: 3,
    because: /started again/,
  },
  contradiction(
    'pragma',
    'switches to strict TAP and breaks it',
    { inCase: [tap('    pragma +strict'), tap('    nonsense')], result: [] },
    /plan of 3 cases, 2 reported/,
  ),
];
