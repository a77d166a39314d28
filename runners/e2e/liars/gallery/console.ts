// SPDX-License-Identifier: BSD-3-Clause
/** Bytes that no console should carry, and text that looks like a result and is none. */
import { ALL_PASS, CASE_CRASHED, CASE_FAILED, NOTHING_BELIEVED, type Liar } from '../liar.ts';
import { EXIT, exit, say, sayOften, tap } from '../script.ts';

const FORGED_END = '# End: suites=1 cases=3 passed=3 failed=0 skipped=0\n';
const DIES = exit(EXIT.pass);
const harmless = (name: string, does: string, ...inCase: string[]): Liar => ({
  name,
  does,
  lie: { inCase },
  ...ALL_PASS,
});
const forgery = (name: string, does: string, text: string): Liar => ({
  name,
  does: `${does} and switches off`,
  lie: { inCase: [say(text), DIES] },
  ...CASE_CRASHED,
});

export const CONSOLE: readonly Liar[] = [
  harmless('no-newline', 'prints without a line end before its result', say('half a line')),
  harmless('long-line', 'prints a line of 90,000 bytes', sayOften(9000, '0123456789'), say('\n')),
  harmless('long-line-before-result', 'prints 90,000 bytes and its result on one line', sayOften(9000, '0123456789')),
  harmless(
    'line-up-to-the-cut',
    'prints its result over the place at which the harness cuts long lines',
    sayOften(6553, '0123456789'),
  ),
  harmless('nul-bytes', 'prints NUL bytes', say('a\0b\0\0\n'), sayOften(500, '\0')),
  harmless(
    'invalid-utf8',
    'prints bytes that are no UTF-8',
    say(Uint8Array.of(0xc3, 0x28, 0xff, 0xfe, 0x80, 0xed, 0xa0, 0x80, 10)),
  ),
  harmless('ansi', 'clears the screen and paints', say('\x1b[2J\x1b[31mred\x1b]0;title\x07\n')),
  harmless('carriage-returns', 'ends its lines in CR CR LF', say('ok\r\r\n')),
  harmless(
    'quotes-a-crash',
    'prints a crash report on purpose and goes on',
    say('CRIT: Page fault: cannot read 0x0: not mapped\n'),
  ),
  harmless('quotes-the-end', 'prints what a kernel says when it halts', say('main returned 0\nUnikraft halted\n')),
  harmless('fake-failure', 'prints `not ok` without the nonce', say('not ok 2 - two\n    not ok 2 - two\nBail out!\n')),
  forgery(
    'fake-ok',
    'prints `ok` without the nonce',
    '    ok 2 - two\n    # Case: three\n    ok 3 - three\nok 1 - g\n',
  ),
  forgery('fake-end', 'prints an end line without the nonce', FORGED_END),
  forgery(
    'fake-nonce',
    'prints results with a nonce of its own',
    `@0123456789abcdef     ok 2 - two\n@0123456789abcdef ${FORGED_END}`,
  ),
  forgery('fake-nonce-prefix', 'prints results with the beginning of a nonce', '@     ok 2 - two\n@0     ok 2 - two\n'),
  forgery(
    'fake-classic',
    'prints a pass in the classic form',
    'Info: test: g->two\nInfo: \texpected `x` to be true .... [ PASSED ]\n',
  ),
  forgery('fake-totals', 'prints classic totals', 'uktest:cases: 3 total\nmain returned 0\nUnikraft halted\n'),
  {
    name: 'ansi-in-a-keyword',
    does: 'has a colour in the middle of its `ok`',
    lie: { result: [tap('    o\x1b[32mk 2 - two')] },
    ...NOTHING_BELIEVED,
    because: /plan of 3 cases, 2 reported/,
  },
  {
    name: 'interleaved-result',
    does: 'has another CPU print into the line of the result',
    lie: { result: [say('@{non'), say('[cpu1] hello\n'), say('ce}     ok 2 - two\n')] },
    ...NOTHING_BELIEVED,
    because: /plan of 3 cases, 2 reported/,
  },
  {
    name: 'result-torn-by-nul',
    does: 'has a NUL byte in its `ok`',
    lie: { result: [tap('    o\0k 2 - two')] },
    ...NOTHING_BELIEVED,
    because: /plan of 3 cases, 2 reported/,
  },
  {
    name: 'failure-of-bad-bytes',
    does: 'fails with a message of NUL, escape and bad UTF-8 bytes',
    lie: {
      inCase: [
        say('@{nonce}     # Failed: two.c:9: was '),
        say(Uint8Array.of(0, 27, 91, 0xff, 0xc3, 0x28)),
        say(' <]]>&\n'),
      ],
      results: { two: 'not ok' },
    },
    ...CASE_FAILED,
    because: /^was /m,
  },
  {
    name: 'clock-runs-backwards',
    does: 'has a clock that runs backwards',
    lie: {
      inCase: [say('[    5.000000] Info: a\n[    4.000000] Info: b\n[   -1.000000] Info: c\n')],
      result: [tap('    ok 2 - two'), tap('      ---'), tap('      duration_us: -5000000'), tap('      ...')],
    },
    ...ALL_PASS,
  },
  {
    name: 'clock-of-ages',
    does: 'says that its case took 285 years',
    lie: {
      result: [tap('    ok 2 - two'), tap('      ---'), tap('      duration_us: 9007199254740991'), tap('      ...')],
    },
    ...ALL_PASS,
  },
];
