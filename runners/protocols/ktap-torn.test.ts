// SPDX-License-Identifier: BSD-3-Clause
/** Results that a kernel prints into, or that it seems to print. */
import { expect, test } from 'vitest';
import { lines, readKtap, verdictsOf } from './ktap-samples.ts';

const CLOCK = '[    3.141592] ';

test.each([
  ['o', 'k 2 - b', 'pass'],
  ['n', 'ot ok 2 - b', 'fail'],
  ['not', ' ok 2 - b', 'fail'],
  ['not ', 'ok 2 - b', 'fail'],
  ['not o', 'k 2 - b', 'fail'],
  ['ok 2 self', 'tests: net: b # SKIP no root', 'skip'],
  ['ok 2 - ', 'error: b # SKIP no root', 'skip'],
])('torn apart behind %j', (begun, rest, verdict) => {
  const torn = (clock: string): string =>
    lines(`${clock}TAP version 13`, `${clock}1..2`, `${clock}ok 1 - a`, `${clock}${begun}${CLOCK}usb 1-1: new`, rest);
  for (const clock of ['', '[    2.000000] ']) {
    const reading = readKtap(torn(clock));
    expect(verdictsOf(reading).map((one) => one.split(' ').at(-1))).toEqual(['pass', verdict]);
    expect(reading).toMatchObject({ end: 'complete', cause: null });
  }
});

test('so are results of a program inside of another', () => {
  const inner = ['# TAP version 13', '# 1..2', '# ok 1 a', `# ok 2 b${CLOCK}usb 1-1: new`, ' # SKIP no root'];
  const reading = readKtap(lines('TAP version 13', '1..1', '# selftests: net: p', ...inner, 'ok 1 selftests: net: p'));
  expect(verdictsOf(reading)).toEqual(['selftests: net: p.a pass', 'selftests: net: p.b skip']);
});

test('a result of KTAP has a number, other words of the kernel do not', () => {
  const log = lines('KTAP version 1', '1..1', 'ok so far', 'not ok', 'ok 1 a', 'ok, done');
  expect(verdictsOf(readKtap(log))).toEqual(['log.a pass']);
});
