// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { chooseProtocol } from './choose.ts';
import { withDoubt } from './crash-elsewhere.ts';
import type { Reading } from './reading.ts';

const assertion = (verdict: string): string => `\texpected \`x\` to be true ${'.'.repeat(57)} [ ${verdict} ]`;
const PASSED = assertion('PASSED');

/** Each line is one of the log. */
function read(...lines: readonly string[]): Reading {
  const log = lines.map((line, index) => `[    0.10${1000 + index}] ${line}\r\n`).join('');
  const reader = chooseProtocol({ protocol: 'uktest', suite: 'log' })(log);
  reader.push(Buffer.from(log));
  return withDoubt(reader.finish(null), reader.crashPlace());
}

const verdictsOf = ({ suites }: Reading): string[] =>
  suites.flatMap(({ name, cases }) => cases.map((one) => `${name}.${one.name} ${one.verdict}`));

const RING = ['Info: test: uk_ring->fills', `Info: ${PASSED}`];

test.each([
  'dbg:  [libukboot] <boot.c @  410> Call init function: 0x10a2b0(0x7fd0)...',
  'Info: [libukboot] <boot.c @  320> Initialize memory allocator...',
  'Info: Initialize platform time...',
  'Info: [libukbus] <bus.c @  133> Initialize bus handlers...',
])('what the boot code says behind a case is its end: %s', (words) => {
  const crash = read(...RING, words, 'CRIT: [libblk] <blk.c @   60> Assertion failure: dev');
  expect(verdictsOf(crash)).toEqual(['uk_ring.fills pass']);
  expect(crash).toMatchObject({ end: 'crash', cause: 'Assertion failure: dev' });
  const hang = read(...RING, words);
  expect(verdictsOf(hang)).toEqual(['uk_ring.fills pass']);
  expect(hang.end).toBe('hang');
});

test('the boot code that gives up itself runs no case', () => {
  const reading = read(...RING, 'CRIT: [libukboot] <boot.c @  340> Assertion failure: *ctorfn');
  expect(verdictsOf(reading)).toEqual(['uk_ring.fills pass']);
  expect(reading.end).toBe('crash');
});

test('a case may halt the machine', () => {
  const reading = read(...RING, 'Info: [libukboot] <boot.c @  440> Halting system (2)');
  expect(verdictsOf(reading)).toEqual(['uk_ring.fills crash']);
});

test('a crash in a source of other tests is not charged to the case before, nor is that green', () => {
  const crash = 'CRIT: [libvfscore] <test_mount.c @   60> Assertion failure: root';
  const reading = read(...RING, crash);
  expect(verdictsOf(reading)).toEqual(['uk_ring.fills unresolved']);
  expect(reading).toMatchObject({
    end: 'crash',
    findings: [
      'nothing marks the end of uk_ring.fills: the crash (libvfscore, test_mount.c:60) may be of what ran behind it',
    ],
  });
  const failed = read(...RING, `Info: ${assertion('FAILED')}`, 'Info: \t  in ring.c]:7]', crash);
  expect(verdictsOf(failed)).toEqual(['uk_ring.fills fail']);
});

test.each([
  ['of its name', '[libukring] <test_x.c @   60>'],
  ['whose name says nothing', '[appmine] <tests.c @   60>'],
  ['that a failure of the suite named', '[libx] <test_other.c @   60>'],
])('a crash in a source %s is the case itself', (_, tag) => {
  const failed = ['Info: test: uk_ring->drains', `Info: ${assertion('FAILED')}`, 'Info: \t  in test_other.c]:7]'];
  const reading = read(...failed, ...RING, `CRIT: ${tag} Assertion failure: root`);
  expect(verdictsOf(reading)).toEqual(['uk_ring.drains fail', 'uk_ring.fills crash']);
  expect(reading.findings).toEqual([]);
});

test('a kernel asserts in what the case called: it is a crash, and a finding says what nobody knows', () => {
  const reading = read(...RING, 'CRIT: [libuksched] <thread.c @   60> Assertion failure: t');
  expect(verdictsOf(reading)).toEqual(['uk_ring.fills crash']);
  expect(reading.findings).toEqual([expect.stringContaining('(libuksched, thread.c:60) may be of what ran behind it')]);
  const trap = read(...RING, 'CRIT: [libkvmplat] <trace.c @   10> Unhandled Trap 13 (general protection)');
  expect(trap.findings).toEqual([]);
});

test('each boot has totals of its own, and one finding tells of all', () => {
  const boot = [
    'Info: [libukboot] <boot.c @  283> Unikraft constructor table at 0x1 - 0x2',
    ...RING,
    'Info: uktest:suites:     1 total',
    'Info: uktest:cases:      1 total',
  ];
  expect(read(...boot, ...boot).findings).toEqual([
    'the machine booted more than once',
    'case uk_ring.fills ran more than once; the worst of its verdicts is shown',
  ]);
  const late = [...boot, 'Info: test: late->a', 'Info: test: late->b'];
  expect(read(...late, ...late).findings).toContain(
    "the log's totals were printed before the last suites ran, and leave these out; so it is in 1 more boots of this log",
  );
});
