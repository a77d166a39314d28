// SPDX-License-Identifier: BSD-3-Clause
/** How a guest stops: too early, by a fault, in the middle of a line. */
import { ALL_PASS, CASE_CRASHED, CASE_FAILED, CASE_HANGS, NOTHING_BELIEVED, type Liar } from '../liar.ts';
import { endLine, EXIT, exit, fault, say, tap } from '../script.ts';

const CRASH_REPORT = [
  'CRIT: [libukdebug] <init> <plat/common/crash.c @ 42> Assertion failure: list != NULL\n',
  'CRIT: Backtrace:\nCRIT:  0x00000000001043d2\nCRIT: Crashing\n',
];

export const ENDINGS: readonly Liar[] = [
  { name: 'honest', does: 'does everything right', lie: {}, ...ALL_PASS },
  {
    name: 'honest-failure',
    does: 'tells of a failed assertion everywhere',
    lie: {
      inCase: [tap('    # Failed: suites/g/two.c:7: expected `x` to be 3 but was 4')],
      results: { two: 'not ok' },
    },
    ...CASE_FAILED,
    because: /^expected `x` to be 3 but was 4$/m,
  },
  {
    name: 'panic',
    does: 'reports an assertion failure of the kernel and stops',
    lie: { inCase: [...CRASH_REPORT.map(say), exit(EXIT.crash)] },
    ...CASE_CRASHED,
    because: /Assertion failure: list != NULL/,
  },
  {
    name: 'panic-at-boot',
    does: 'panics before its first line of TAP',
    lie: { atBoot: [...CRASH_REPORT.map(say), exit(EXIT.crash)] },
    ...NOTHING_BELIEVED,
    ends: 'crash',
    because: /before the first case: Assertion failure/,
  },
  {
    name: 'panic-with-good-status',
    does: 'panics and then ends with the status of a success',
    lie: { inCase: [...CRASH_REPORT.map(say), exit(EXIT.pass)] },
    ...CASE_CRASHED,
    because: /Assertion failure/,
  },
  {
    name: 'switches-off-in-a-case',
    does: 'switches off in the middle of a case with the status of a success',
    lie: { inCase: [exit(EXIT.pass)] },
    ...CASE_CRASHED,
    because: /before its end line, without a crash report/,
  },
  {
    name: 'resets-in-a-case',
    does: 'resets the machine in the middle of a case',
    lie: { inCase: [exit(EXIT.crash)] },
    ...CASE_CRASHED,
    because: /without a crash report/,
  },
  {
    name: 'switches-off-at-once',
    does: 'switches off before its first line',
    lie: { atBoot: [exit(EXIT.pass)] },
    ...NOTHING_BELIEVED,
    ends: 'crash',
    because: /before the first case/,
  },
  {
    name: 'unhandled-exception',
    does: 'faults without a handler: a triple fault on x86_64, exceptions for ever on arm64',
    lie: { inCase: [fault] },
    ...CASE_CRASHED,
    on: { arm64: CASE_HANGS },
  },
  {
    name: 'half-a-line',
    does: 'switches off in the middle of the line with a result',
    lie: { result: [say('@{nonce}     ok 2 - tw'), exit(EXIT.pass)] },
    ...CASE_CRASHED,
  },
  {
    name: 'line-without-its-end',
    does: 'switches off after a whole result, but before its line end',
    lie: { result: [say('@{nonce}     ok 2 - two'), exit(EXIT.pass)] },
    ...CASE_CRASHED,
  },
  {
    name: 'no-end-line',
    does: 'reports every case and switches off without the end line',
    lie: { end: [] },
    verdicts: 'pass pass unresolved',
    ends: 'crash',
    exitCode: 3,
    because: /right after it the kernel stopped/,
  },
  {
    name: 'end-line-without-its-end',
    does: 'leaves the line end off the end line',
    lie: { end: [say(`@{nonce} ${endLine({ cases: 3, failed: 0, skipped: 0 })}`)] },
    verdicts: 'pass pass unresolved',
    ends: 'crash',
    exitCode: 3,
  },
  {
    name: 'no-end-line-after-failure',
    does: 'fails its last case and switches off without the end line',
    lie: { results: { three: 'not ok' }, end: [] },
    verdicts: 'pass pass fail',
    ends: 'crash',
    exitCode: 1,
  },
  {
    name: 'init-fails',
    does: 'says that the init function of its suite failed',
    lie: {
      atBoot: [
        tap('TAP version 14'),
        tap('1..1'),
        tap('# Subtest: g'),
        tap('    1..3'),
        tap('    # Init failed: -5'),
        tap('not ok 1 - g'),
        tap('# End: suites=1 cases=0 passed=0 failed=0 skipped=0'),
        exit(EXIT.fail),
      ],
    },
    ...NOTHING_BELIEVED,
    because: /init function returned -5/,
  },
  {
    name: 'status-of-a-broken-monitor',
    does: 'ends in the middle of a case with the status that a shell gives for a missing program',
    arch: ['x86_64'],
    lie: { inCase: [exit(0x3f)] },
    ...CASE_CRASHED,
    because: /exit status 127/,
  },
  {
    name: 'status-of-a-bad-option',
    does: 'ends in the middle of a case with the status that QEMU itself gives',
    arch: ['x86_64'],
    lie: { inCase: [exit(0)] },
    ...CASE_CRASHED,
    because: /exit status 1 /,
  },
];
