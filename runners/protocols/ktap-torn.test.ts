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

test.each([
  ['what broke in was broken itself', ['ok 2 - b # SK' + `${CLOCK}usb ${CLOCK}usb 1-1: new`, '1-1: new', 'IP no root']],
  ['its directive goes on nowhere', [`ok 2 - b # SK${CLOCK}usb 1-1: new`]],
])('nobody knows what it says: %s', (_, torn) => {
  const reading = readKtap(lines('TAP version 13', '1..3', 'ok 1 - a', ...torn, 'ok 3 - c'));
  expect(verdictsOf(reading)).toEqual(['log.a pass', 'log.b unresolved', 'log.c pass']);
});

test('a version, a plan and the name of a program are put together again', () => {
  const torn = (begun: string, rest: string): string[] => [`${begun}${CLOCK}usb 1-1: new`, rest];
  const program = [
    ...torn('# selftests: ne', 't: p'),
    ...torn('# TAP ver', 'sion 13'),
    ...torn('# 1', '..1'),
    '# ok 1 a',
  ];
  const reading = readKtap(
    lines(...torn('TA', 'P version 13'), ...torn('1..', '1'), ...program, 'ok 1 selftests: net: p'),
  );
  expect(verdictsOf(reading)).toEqual(['selftests: net: p.a pass']);
  expect(reading).toMatchObject({ end: 'complete', cause: null });
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

test('without its plan a log that stops behind the name of a program is no whole one', () => {
  const whole = ['# selftests: a: b', '# 1..1', '# ok 1 x', 'ok 1 selftests: a: b'];
  const reading = readKtap(lines('TAP version 13', ...whole, '# selftests: a: c', '# half'));
  expect(verdictsOf(reading)).toEqual(['selftests: a: b.x pass', 'log.selftests: a: c unresolved']);
  expect(reading).toMatchObject({ end: 'truncated', cause: 'the log ends inside selftests: a: c' });
});
