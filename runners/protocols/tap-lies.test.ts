// SPDX-License-Identifier: BSD-3-Clause
/** Consoles that speak the nonce and contradict themselves in small print, judged with the exit status of a success. */
import { expect, test } from 'vitest';
import type { BootEvidence } from '../evidence.ts';
import { judgeBoot } from '../judge.ts';
import { TapReader } from './tap.ts';

const NONCE = 'ab12cd34';
const END = '# End: suites=1 cases=3 passed=3 failed=0 skipped=0';
const ASKED = ['one', 'two', 'three'].map((name) => ({ suite: 'g', name }));

interface Lie {
  readonly version?: readonly string[];
  readonly plan?: string;
  readonly inCase?: readonly string[];
  readonly result?: readonly string[];
  readonly beforeEnd?: readonly string[];
  readonly end?: string;
}

const consoleOf = ({ version = ['TAP version 14'], plan = '1..3', inCase = [], ...lie }: Lie): Buffer => {
  const two = ['# Case: two', ...inCase, ...(lie.result ?? ['ok 2 - two'])].map((line) => `    ${line}`);
  const around = ['    # Case: one', '    ok 1 - one', ...two, '    # Case: three', '    ok 3 - three', 'ok 1 - g'];
  const lines = [
    ...version,
    '1..1',
    '# Subtest: g',
    `    ${plan}`,
    ...around,
    ...(lie.beforeEnd ?? []),
    lie.end ?? END,
  ];
  return Buffer.from(lines.map((line) => `@${NONCE} ${line}\r\n`).join(''));
};

function verdictsOf(lie: Lie, chunkBytes: number): string {
  const bytes = consoleOf(lie);
  const reader = new TapReader(NONCE);
  const tap = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) tap.push(...reader.push(bytes.subarray(at, at + chunkBytes)));
  tap.push(...reader.finish());
  const guest = { arch: 'x86_64', nonce: NONCE, asked: ASKED, exit: { kind: 'status', status: 33 }, tap } as const;
  const nothing = { killed: null, pressed: null, trouble: null, stderr: '', classic: [], share: null, backtrace: [] };
  const evidence: BootEvidence = {
    ...guest,
    ...nothing,
    durationMs: 1,
    byteCount: bytes.length,
    seenMs: new Map(),
    runningForMs: 0,
  };
  return judgeBoot(evidence)
    .verdicts.map(({ verdict }) => verdict)
    .join(' ');
}

const diagnosis = (...lines: string[]): string[] => [
  'ok 2 - two',
  '  ---',
  ...lines.map((line) => `  ${line}`),
  '  ...',
];

test.each<[string, Lie]>([
  ['a failure behind a tab', { result: ['\tnot ok 2 - two', 'ok 2 - two'] }],
  ['a failure one column off', { result: [' not ok 2 - two', 'ok 2 - two'] }],
  ['a failure far to the right', { result: [`${' '.repeat(80)}not ok 2 - two`, 'ok 2 - two'] }],
  ['a failure in capitals', { result: ['NOT OK 2 - two', 'ok 2 - two'] }],
  ['a failure inside a diagnosis', { result: diagnosis().toSpliced(2, 0, 'not ok 2 - two').slice(0, -1) }],
  ['a failure overwritten by a carriage return', { result: ['not ok 2 - two\r    ok 2 - two'] }],
  ['a failure that ends in a line separator', { result: ['not ok 2 - two\u2028', 'ok 2 - two'] }],
  ['a failed assertion with a line separator in it', { inCase: ['# Failed: two.c:3: a\u2028b'] }],
  ['a failed assertion behind a tab', { inCase: ['\t# Failed: two.c:3: x'] }],
  ['a failed assertion inside a diagnosis', { inCase: ['  ---', '# Failed: two.c:3: x', '  ...'] }],
  ['a failed assertion after the last suite', { beforeEnd: ['# Failed: two.c:3: x'] }],
  ['a crash that a case survives', { inCase: ['# Crashed: two passed=1 failed=1 after two.c:4'] }],
  ['failures counted in exponents', { result: diagnosis('failed: 1e3') }],
  ['failures counted in quotes', { result: diagnosis('failed: "3"') }],
  ['failures counted below zero', { result: diagnosis('failed: -1') }],
  ['failures counted, then not', { result: diagnosis('failed: 3', 'failed: 0') }],
  ['failures counted deeper', { result: diagnosis('  failed: 3') }],
  ['a plan that skips what runs', { plan: '1..3 # SKIP all' }],
  ['a plan that is half a number', { plan: '1..3x' }],
  ['no version line', { version: [] }],
  ['an end line that says failed twice', { end: `${END} failed=3` }],
  ['an end line with half a case', { end: END.replace('cases=3', 'cases=3.0') }],
  ['an end line before everything', { version: [END, 'TAP version 14'] }],
  ['a suite in the suite that fails', { inCase: ['    # Subtest: deep', '    1..1', '    not ok 1 - deep'] }],
])('%s: nothing good is believed, however it arrives', (_, lie) => {
  for (const chunkBytes of [1, 7, 1 << 20]) expect(verdictsOf(lie, chunkBytes)).not.toContain('pass');
});

test.each<[string, Lie]>([
  ['nothing special', {}],
  ['tags in a diagnosis, which are no business of ours', { result: diagnosis('x: !!foo [1', 'failed: 0') }],
  ['a plan with a blank behind it', { plan: '1..3 ' }],
])('%s: all is believed', (_, lie) => {
  expect(verdictsOf(lie, 64)).toBe('pass pass pass');
});
