// SPDX-License-Identifier: BSD-3-Clause
/** The last words of kernels from before and behind 0.17, whose console goes on behind a message's line, and which restart when asked to. */
import { expect, test } from 'vitest';
import { readLog, type Reading } from './reading.ts';
import { UktestReader } from './uktest.ts';

function readText(text: string): Reading {
  const reader = new UktestReader();
  return readLog([...reader.push(Buffer.from(text, 'latin1')), ...reader.finish()], null);
}

const PASSED = `\texpected \`x\` to be 1 and was 1 ${'.'.repeat(50)} [ PASSED ]`;
const BEGUN = ['Info: test: ring->keeps', `Info: ${PASSED}`, 'Info: test: ring->grows'];

const FORMS: readonly (readonly [form: string, print: (lines: readonly string[]) => string])[] = [
  ['as they are', (lines) => lines.map((line) => `${line}\r\n`).join('')],
  [
    'in colours',
    (lines) => lines.map((line) => line.replace(/^(\w+:) (.*)$/, '\x1b[0m\x1b[1m$1\x1b[0m $2\r\n\x1b[0m')).join(''),
  ],
  [
    'with zero bytes',
    (lines) => lines.map((line) => line.replace(/^(\w+: (?:\[.*> )?)(.*)$/, '$1\0$2\r\n\0')).join(''),
  ],
];

test.each(
  FORMS.flatMap(([form, print]) =>
    [
      ['CRIT: [libring] <ring.c @   31> no page left for the ring', 'no page left for the ring'],
      [
        'CRIT: Unikraft Panic - Somewhere (0.17.0~1)',
        'a crash dump without a word of why: Unikraft Panic - Somewhere (0.17.0~1)',
      ],
    ].map(([words = '', cause = '']) => [form, words, cause, print] as const),
  ),
)('last words %s: %s', (_, words, cause, print) => {
  const reading = readText(print([...BEGUN, words]));
  expect(reading).toMatchObject({ end: 'crash', cause });
  expect(reading.suites[0]?.cases.map(({ verdict }) => verdict)).toEqual(['pass', 'crash']);
});

test.each(FORMS)('a hang is none of them: %s', (_, print) => {
  expect(readText(print(BEGUN))).toMatchObject({ end: 'hang' });
});

test.each(['', 'Unikraft Crash - Somewhere (0.17.0~1)'])('who stops at the first failure: %j behind it', (title) => {
  const failed = `Info: \texpected \`y\` to be 1 but was 0 ${'.'.repeat(51)} [ FAILED ]`;
  const stop = `CRIT: Crashing on first failure!${title}`;
  const reading = readText(
    [...BEGUN, failed, 'Info:   in test_ring.c:31', stop, 'CRIT: rip: 0000000000101234', ''].join('\n'),
  );
  expect(reading).toMatchObject({ end: 'crash', cause: 'Crashing on first failure!' });
  expect(reading.suites[0]?.cases.map(({ verdict }) => verdict)).toEqual(['pass', 'fail']);
});

test.each([
  ['0', 'complete'],
  ['1', 'complete'],
  ['2', 'crash'],
])('a kernel that halts for target %s', (target, end) => {
  const said = `Info: Shutdown requested (${target})\nInfo: Halting system (${target})\nInfo: Unikraft halted\n`;
  const { cause, ...reading } = readText(`${BEGUN.slice(0, 2).join('\n')}\nInfo: Calling main(1, [])\n${said}`);
  expect(reading.end).toBe(end);
  expect(cause).toBe(end === 'crash' ? 'Halting system (2)' : null);
  expect(reading.suites[0]?.cases).toMatchObject([{ name: 'keeps', verdict: 'pass' }]);
});
