// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { caseKey, type CaseId } from '../model/cell.ts';
import type { BootEvidence } from './evidence.ts';
import { judgeBoot } from './judge.ts';
import { TapReader } from './protocols/tap.ts';
import { UktestReader } from './protocols/uktest.ts';

const A: CaseId = { suite: 's', name: 'a' };
const B: CaseId = { suite: 's', name: 'b' };
const C: CaseId = { suite: 't', name: 'c' };
const ASKED = [A, B, C];

const HEAD = 'TAP version 14\n1..2\n# Subtest: s\n    1..2\n';
const BEGIN_T = 'ok 1 - s\n# Subtest: t\n    1..1\n';
const run = ({ name }: CaseId, result = 'ok'): string =>
  `    # Case: ${name}\n    ${result} ${name === 'b' ? 2 : 1} - ${name}\n`;
const end = (passed: number, failed: number): string =>
  `ok 2 - t\n# End: suites=2 cases=${passed + failed} passed=${passed} failed=${failed} skipped=0\n`;
const ALL_PASS = HEAD + run(A) + run(B) + BEGIN_T + run(C) + end(3, 0);

function evidence(console: string, changes: Partial<BootEvidence> = {}): BootEvidence {
  const tap = new TapReader(null);
  const classic = new UktestReader();
  const bytes = Buffer.from(console);
  return {
    arch: 'x86_64',
    nonce: 'n',
    asked: ASKED,
    exit: { kind: 'status', status: 33 },
    killed: null,
    pressed: null,
    trouble: null,
    stderr: '',
    durationMs: 50,
    tap: [...tap.push(bytes), ...tap.finish()],
    classic: [...classic.push(bytes), ...classic.finish()],
    share: null,
    byteCount: bytes.length,
    backtrace: [],
    seenMs: new Map(),
    runningForMs: 7,
    ...changes,
  };
}

const verdicts = (given: BootEvidence): Record<string, string> =>
  Object.fromEntries(judgeBoot(given).verdicts.map((verdict) => [caseKey(verdict), verdict.verdict]));
const ALL_UNRESOLVED = { 's.a': 'unresolved', 's.b': 'unresolved', 't.c': 'unresolved' };

test('three witnesses that agree make a pass', () => {
  expect(verdicts(evidence(ALL_PASS))).toEqual({ 's.a': 'pass', 's.b': 'pass', 't.c': 'pass' });
});

test('a report without the nonce of its boot names what failed, and proves nothing', () => {
  const { tap } = evidence(HEAD + run(A) + run(B, 'not ok') + BEGIN_T);
  const { verdicts: found, remaining } = judgeBoot(
    evidence('', { unmarked: tap, exit: { kind: 'status', status: 35 } }),
  );
  expect(Object.fromEntries(found.map((one) => [caseKey(one), one.verdict]))).toEqual({
    's.a': 'unresolved',
    's.b': 'fail',
    't.c': 'unresolved',
  });
  expect(remaining).toEqual([]);
});

test.each([
  ['exit status 0', { exit: { kind: 'status', status: 0 } }],
  ['a crash after the end line', { exit: { kind: 'status', status: 37 } }],
  ['exit status of a failure', { exit: { kind: 'status', status: 35 } }],
  ['killed by somebody after the end line', { exit: { kind: 'signal', signal: 'SIGKILL' } }],
  ['never switched off', { exit: { kind: 'killed', reason: '10.0 s' }, killed: 'hang' }],
] as const)('all green on the console but %s: nothing is believed', (_, changes) => {
  expect(verdicts(evidence(ALL_PASS, changes))).toEqual(ALL_UNRESOLVED);
});

test.each([
  ['the totals are off', ALL_PASS.replace('passed=3', 'passed=2')],
  ['the end line came twice', ALL_PASS + '# End: suites=2 cases=3 passed=3 failed=0 skipped=0\n'],
  ['a planned case is missing', HEAD + run(A) + run(B) + BEGIN_T + end(2, 0)],
  [
    'the classic text shows a failure',
    ALL_PASS.replace('    # Case: b', 'Info: test: s->b\nInfo: \tx .... [ FAILED ]\nInfo: test: t->c\n    # Case: b'),
  ],
])('%s: no pass of that boot stands', (_, console) => {
  expect(verdicts(evidence(console))).toEqual(ALL_UNRESOLVED);
});

test('a failure stays a failure, whatever the witnesses say', () => {
  const console = HEAD + run(A, 'not ok') + run(B) + `not ${BEGIN_T}` + run(C) + end(2, 1);
  expect(verdicts(evidence(console, { exit: { kind: 'status', status: 35 } }))).toEqual({
    's.a': 'fail',
    's.b': 'pass',
    't.c': 'pass',
  });
  expect(verdicts(evidence(console))).toEqual({ 's.a': 'fail', 's.b': 'unresolved', 't.c': 'unresolved' });
});

test('arm64 needs the result file, of this boot and saying the same', () => {
  const exit = { kind: 'status', status: 0 } as const;
  const result = { kind: 'present', nonce: 'n', isPass: true, cases: 3, failed: 0, skipped: 0 } as const;
  const share = { result, hasCoverage: false, findings: [] };
  expect(verdicts(evidence(ALL_PASS, { arch: 'arm64', exit, share }))).toEqual({
    's.a': 'pass',
    's.b': 'pass',
    't.c': 'pass',
  });
  for (const lie of [
    { ...result, nonce: 'old' },
    { ...result, isPass: false },
    { ...result, cases: 2 },
    { kind: 'absent' } as const,
  ]) {
    expect(verdicts(evidence(ALL_PASS, { arch: 'arm64', exit, share: { ...share, result: lie } }))).toEqual(
      ALL_UNRESOLVED,
    );
  }
});

test('a crash is of the case that ran; before it counts, after it goes into another boot', () => {
  const console = `${HEAD}${run(A)}    # Case: b\nCRIT: Page fault: cannot write 0x10: not mapped\n`;
  const judgement = judgeBoot(evidence(console, { exit: { kind: 'status', status: 37 } }));
  expect(judgement.end).toBe('crash');
  expect(judgement.verdicts).toMatchObject([
    { name: 'a', verdict: 'pass' },
    { name: 'b', verdict: 'crash', cause: 'Page fault: cannot write 0x10: not mapped', durationMs: 7 },
  ]);
  expect(judgement.remaining).toEqual([C]);
});

test('a case may print what looks like a crash', () => {
  const text = ALL_PASS.replace('    # Case: b', 'CRIT: Page fault: cannot read 0x0\n    # Case: b');
  expect(verdicts(evidence(text))).toEqual({ 's.a': 'pass', 's.b': 'pass', 't.c': 'pass' });
});

test('a guest that ends without a word in the middle of a case crashed', () => {
  const judgement = judgeBoot(evidence(`${HEAD}    # Case: a\n`, { exit: { kind: 'status', status: 0 } }));
  expect(judgement.verdicts).toMatchObject([{ name: 'a', verdict: 'crash' }]);
});

test('a hang is a timeout of the case that ran', () => {
  const exit = { kind: 'killed', reason: '10.0 s without progress' } as const;
  const judgement = judgeBoot(evidence(`${HEAD}    # Case: a\n`, { exit, killed: 'hang' }));
  expect(judgement).toMatchObject({
    end: 'hang',
    verdicts: [{ name: 'a', verdict: 'timeout', cause: '10.0 s without progress' }],
  });
});

test('a monitor that somebody else killed proves nothing about the case', () => {
  const judgement = judgeBoot(
    evidence(`${HEAD}${run(A)}    # Case: b\n`, { exit: { kind: 'signal', signal: 'SIGKILL' } }),
  );
  expect(judgement.verdicts).toMatchObject([
    { name: 'a', verdict: 'pass' },
    { name: 'b', verdict: 'unresolved' },
  ]);
  expect(judgement.remaining).toEqual([C]);
});

test('a kernel that dies between two cases leaves the last result in doubt', () => {
  const judgement = judgeBoot(evidence(HEAD + run(A) + run(B), { exit: { kind: 'status', status: 37 } }));
  expect(judgement.verdicts).toMatchObject([
    { name: 'a', verdict: 'pass' },
    { name: 'b', verdict: 'unresolved' },
  ]);
});

test('a kernel that does not boot settles everything at once', () => {
  const judgement = judgeBoot(evidence('CRIT: Unhandled trap: x\n', { exit: { kind: 'status', status: 37 } }));
  expect(judgement.verdicts.map(({ verdict }) => verdict)).toEqual(['unresolved', 'unresolved', 'unresolved']);
  expect(judgement.remaining).toEqual([]);
});

test('a suite that stops the kernel before its first case is given up, the others go on', () => {
  const judgement = judgeBoot(evidence(HEAD, { exit: { kind: 'status', status: 37 } }));
  expect(judgement.verdicts).toMatchObject([
    { name: 'a', verdict: 'unresolved' },
    { name: 'b', verdict: 'unresolved' },
  ]);
  expect(judgement.remaining).toEqual([C]);
});

test('each boot settles at least one case, wherever the console stops', () => {
  for (let length = 0; length <= ALL_PASS.length; length++) {
    const judgement = judgeBoot(evidence(ALL_PASS.slice(0, length), { exit: { kind: 'status', status: 0 } }));
    expect(judgement.remaining.length).toBeLessThan(ASKED.length);
    const settled = judgement.verdicts.length + judgement.remaining.length;
    expect(settled, `cut at ${length}`).toBe(ASKED.length);
  }
});

test.each([
  ['nothing', ''],
  ['a case that nobody asked for', '    # Case: x\n'],
  ['the result of one', '    # Case: x\n    ok 9 - x\n'],
])('a boot that ends too early is never green, whatever was its last line: %s', (_what, strange) => {
  const lines = ALL_PASS.split(/(?<=\n)/);
  for (let count = 0; count < lines.length; count++) {
    const console = lines.slice(0, count).join('') + strange;
    const told = judgeBoot(evidence(console, { exit: { kind: 'status', status: 33 } })).verdicts;
    expect(
      told.some(({ verdict }) => verdict !== 'pass'),
      console,
    ).toBe(true);
  }
});

test.each([
  [250_000, 251, 250, 'as the guest has it'],
  [0, 900, 0, 'the console may have waited'],
  [0, 3000, 3000, 'a clock that stands still'],
  [9_007_199_254_740_991, 12, 12, 'a clock that runs away'],
])('a case that says %i us and was seen for %i ms took %i ms: %s', (durationUs, seen, expected) => {
  const told = ALL_PASS.replace('ok 1 - a\n', `ok 1 - a\n      ---\n      duration_us: ${durationUs}\n      ...\n`);
  const seenMs = new Map([[caseKey(A), seen]]);
  expect(judgeBoot(evidence(told, { seenMs })).verdicts[0]?.durationMs).toBe(expected);
});

test('a crash report behind the last case, though an orderly end follows: no pass of that boot stands', () => {
  const console = ALL_PASS.replace('# End:', 'CRIT: Page fault: cannot read 0x0: not mapped\n# End:');
  expect(verdicts(evidence(console))).toEqual(ALL_UNRESOLVED);
});

test('a case that nobody asked for and that never reports: no pass of that boot stands', () => {
  const console = ALL_PASS.replace('ok 1 - s', '    # Case: x\nok 1 - s');
  expect(verdicts(evidence(console))).toEqual(ALL_UNRESOLVED);
});
