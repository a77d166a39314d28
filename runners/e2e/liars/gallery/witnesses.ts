// SPDX-License-Identifier: BSD-3-Clause
/** Plan, end line, exit status and result file that do not agree. */
import { ALL_PASS, CASE_FAILED, NOTHING_BELIEVED, type Liar } from '../liar.ts';
import { EXIT, exit, folder, link, resultLine, say, tap, write, writeSparse, type Step } from '../script.ts';

const HONEST = { cases: 3, failed: 0, skipped: 0 };
const badFile = (name: string, does: string, because: RegExp, ...file: Step[]): Liar => ({
  name,
  does,
  lie: { file },
  ...NOTHING_BELIEVED,
  because,
});
const CRASH = 'CRIT: Page fault: cannot read 0x0000000000000000: not mapped\nCRIT: Crashing\n';

export const WITNESSES: readonly Liar[] = [
  {
    name: 'good-status-after-a-failure',
    does: 'fails a case and ends with the status of a success',
    lie: {
      results: { two: 'not ok' },
      exit: EXIT.pass,
      file: [write('result', resultLine('pass', { ...HONEST, failed: 1 }))],
    },
    verdicts: 'unresolved fail unresolved',
    ends: 'complete',
    exitCode: 1,
  },
  {
    name: 'bad-status-after-success',
    does: 'passes everything and ends with the status of a failure',
    arch: ['x86_64'],
    lie: { exit: EXIT.fail },
    ...NOTHING_BELIEVED,
    because: /exit status is 35 where 33 was due/,
  },
  {
    name: 'status-zero',
    does: 'passes everything and leaves QEMU by a reset, with status 0',
    arch: ['x86_64'],
    lie: { exit: EXIT.pass, file: ['f'] },
    ...NOTHING_BELIEVED,
    because: /exit status is 0 where 33 was due/,
  },
  {
    name: 'crash-after-the-end',
    does: 'prints its end line and then crashes',
    lie: { afterEnd: [say(CRASH), exit(EXIT.crash)] },
    ...NOTHING_BELIEVED,
    because: /exit status is 37|no result file|crash/,
  },
  {
    name: 'crash-after-the-result-file',
    does: 'leaves its result file and then crashes',
    lie: { file: [write('result', resultLine('pass', HONEST)), say(CRASH)], exit: EXIT.crash },
    ...NOTHING_BELIEVED,
    because: /exit status is 37|Page fault/,
  },
  {
    name: 'crash-behind-the-last-case',
    does: 'crashes behind its last case and goes on to an orderly end',
    lie: { beforeEnd: [say(CRASH)] },
    ...NOTHING_BELIEVED,
    because: /after its last case the kernel crashed: Page fault/,
  },
  {
    name: 'crash-with-good-status-after-the-end',
    does: 'crashes after its end line but leaves like a success',
    lie: { afterEnd: [say(CRASH)] },
    ...NOTHING_BELIEVED,
    because: /Page fault/,
  },
  {
    name: 'classic-failure',
    does: 'shows a failed assertion in the classic text and `ok` in TAP',
    lie: { inCase: [say('Info: test: g->two\nInfo: \texpected `x` to be true ........ [ FAILED ]\n')] },
    ...NOTHING_BELIEVED,
    because: /classic text shows a failed assertion in g\.two/,
  },
  {
    name: 'stale-image',
    does: 'prints everything with the nonce of another boot',
    lie: {
      atBoot: [
        'TAP version 14',
        '1..1',
        '# Subtest: g',
        '    1..3',
        '    # Case: one',
        '    ok 1 - one',
        '    # Case: two',
        '    ok 2 - two',
        '    # Case: three',
        '    ok 3 - three',
        'ok 1 - g',
        '# End: suites=1 cases=3 passed=3 failed=0 skipped=0',
      ]
        .map((line) => say(`@feedfacefeedface ${line}\n`))
        .concat([write('result', resultLine('pass', HONEST)), exit(EXIT.pass)]),
    },
    ...NOTHING_BELIEVED,
    ends: 'crash',
  },
  {
    name: 'no-nonce',
    does: 'prints TAP without any nonce',
    lie: {
      atBoot: [
        say(
          'TAP version 14\n1..1\n# Subtest: g\n    1..3\n    # Case: one\n    ok 1 - one\n    # Case: two\n    ok 2 - two\n' +
            '    # Case: three\n    ok 3 - three\nok 1 - g\n# End: suites=1 cases=3 passed=3 failed=0 skipped=0\n',
        ),
        exit(EXIT.pass),
      ],
    },
    ...NOTHING_BELIEVED,
    ends: 'crash',
  },
  {
    name: 'no-result-file',
    does: 'leaves no result file',
    lie: { file: [] },
    ...ALL_PASS,
    on: { arm64: { ...NOTHING_BELIEVED, because: /no result file/ } },
  },
  badFile(
    'stale-result-file',
    'leaves the result file of another boot',
    /another boot/,
    write('result', resultLine('pass', HONEST, 'feedfacefeedface')),
  ),
  badFile(
    'result-file-without-nonce',
    'leaves a result file without a nonce',
    /another boot/,
    write('result', resultLine('pass', HONEST, '-')),
  ),
  badFile(
    'result-file-says-fail',
    'says `fail` in its result file alone',
    /result file says fail/,
    write('result', resultLine('fail', HONEST)),
  ),
  badFile(
    'result-file-counts-less',
    'counts two cases in its result file',
    /says cases=2/,
    write('result', resultLine('pass', { ...HONEST, cases: 2 })),
  ),
  badFile(
    'result-file-counts-failures',
    'counts a failed case in its result file',
    /result file/,
    write('result', resultLine('pass', { ...HONEST, failed: 1 })),
  ),
  badFile(
    'result-file-counts-skips',
    'counts a skipped case in its result file',
    /result file/,
    write('result', resultLine('pass', { ...HONEST, skipped: 1 })),
  ),
  badFile(
    'result-file-cut-off',
    'leaves half a result file',
    /one complete result line/,
    write('result', 'ukmatrix 1 {nonce} pass 3 0'),
  ),
  badFile('result-file-empty', 'leaves an empty result file', /one complete result line/, write('result', '')),
  badFile(
    'result-file-twice',
    'leaves two lines in its result file',
    /one complete result line/,
    write('result', resultLine('pass', HONEST).repeat(2)),
  ),
  badFile(
    'result-file-of-bytes',
    'leaves bytes in its result file',
    /one complete result line/,
    write('result', Uint8Array.of(0, 255, 10, 13, 0)),
  ),
  badFile(
    'result-file-of-the-future',
    'leaves a result file of version 2',
    /one complete result line/,
    write('result', 'ukmatrix 2 {nonce} pass 3 0 0\n'),
  ),
  badFile('result-file-too-long', 'leaves a result file of 200 MiB', /result file/, writeSparse('result', 200)),
  badFile('result-file-is-a-folder', 'makes its result file a folder', /result file/, folder('result')),
  badFile(
    'result-file-is-a-link',
    'makes its result file a link to a file of the host',
    /result file/,
    link('result', '/etc/hostname'),
  ),
  {
    name: 'result-file-before-failure',
    does: 'leaves the result file of a success, then fails its case',
    lie: { atBoot: [write('result', resultLine('pass', HONEST))], results: { two: 'not ok' }, file: [] },
    ...CASE_FAILED,
    verdicts: 'unresolved fail unresolved',
    because: /result file says pass/,
  },
  {
    name: 'result-file-then-crash',
    does: 'leaves the result file of a success, then stops in a case',
    lie: { inCase: [write('result', resultLine('pass', HONEST)), exit(EXIT.pass)] },
    verdicts: 'pass crash pass',
    ends: 'crash complete',
    exitCode: 1,
  },
  {
    name: 'results-after-the-end',
    does: 'takes a failure back after its end line',
    lie: { results: { two: 'not ok' }, afterEnd: [tap('    ok 2 - two')] },
    verdicts: 'unresolved fail unresolved',
    ends: 'complete',
    exitCode: 1,
  },
];
