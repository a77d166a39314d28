// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { lateFaultInWords, lateFaultOf } from './late-fault.ts';
import type { ProtocolEvent } from './protocols/protocol-event.ts';

const ended = (name: string, ...texts: readonly string[]): ProtocolEvent => ({
  type: 'case-ended',
  suite: 's',
  name,
  result: { verdict: texts.length === 0 ? 'pass' : 'fail' },
  assertions: { passed: 1, failed: texts.length },
  failures: texts.map((text) => ({ text, file: null, line: null })),
  durationUs: 1,
  at: 0,
  endAt: 0,
});

const LATE = 'a tag check fault of CPU set 0x2 was told late';

test('suspects are the cases up to the one in which the fault came to light', () => {
  const tap = [ended('a'), ended('b', 'expected `x` to be 1 but was 2'), ended('c', LATE), ended('d', LATE)];
  const names = lateFaultOf(tap)?.suspects.map(({ name }) => name);
  expect(names).toEqual(['a', 'b', 'c']);
  expect(lateFaultOf(tap)?.where).toEqual({ suite: 's', name: 'c' });
});

test('words of a case that merely look like it are none', () => {
  expect(lateFaultOf([ended('a', `expected \`${LATE}\` to be true`)])).toBeNull();
  expect(lateFaultOf([])).toBeNull();
});

test('a fault that does not show again says so', () => {
  expect(lateFaultInWords('s.c', null, null)).toContain('none of the cases up to it');
  expect(lateFaultInWords('s.c', 's.a', 'Tag check fault: x')).toContain('it is s.a that faults: Tag check fault: x');
});
