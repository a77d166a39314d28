// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { ExitCodeReader, finishReading, heedStatus, parseStatusMap } from './exit-code.ts';
import { KtapReader } from './ktap.ts';
import { isKill, singleResult } from './log-reader.ts';
import type { Reading } from './reading.ts';

const COMPLETE = { end: 'complete', cause: null, findings: [] } as const;

function read(text: string, status: number | null, map: string): Reading {
  const reader = new ExitCodeReader('hello', 'exit', parseStatusMap(map));
  reader.push(Buffer.from(text));
  return reader.finish(status);
}

test.each<[string, string, number | null, string, string, Reading['end']]>([
  ['isa-debug-exit, 0 written', '', 1, 'isa-debug-exit', 'pass', 'complete'],
  ['isa-debug-exit, 1 written', '', 3, 'isa-debug-exit', 'fail', 'complete'],
  ['isa-debug-exit, 77 written', '', 155, 'isa-debug-exit', 'skip', 'complete'],
  ['isa-debug-exit, switched off instead', '', 0, 'isa-debug-exit', 'unresolved', 'complete'],
  ['a process', '', 0, 'plain', 'pass', 'complete'],
  ['a process that failed', '', 2, 'plain', 'fail', 'complete'],
  ['a map', '', 35, '33=pass,35=fail,other=unresolved', 'fail', 'complete'],
  ['outside of the map', '', 36, '33=pass,35=fail,other=unresolved', 'unresolved', 'complete'],
  ['a status that no list names', '', 36, '33=pass,35=fail', 'unresolved', 'complete'],
  ['a status that a list of good ones does not name', '', 35, '33=pass,77=skip', 'fail', 'complete'],
  ['a range', '', 139, '0=pass,1-127=fail,128-255=crash', 'crash', 'complete'],
  ['a named map, and what is otherwise', '', 2, 'plain,2=skip', 'skip', 'complete'],
  ['a process that died of a signal', '', 139, 'plain', 'crash', 'complete'],
  ['no status of isa-debug-exit', '', 134, 'isa-debug-exit', 'unresolved', 'complete'],
  ['QEMU gave up', 'qemu-system-x86_64: could not load x\n', 1, 'isa-debug-exit', 'unresolved', 'truncated'],
  ['QEMU warned', 'qemu-system-x86_64: warning: x\n', 1, 'isa-debug-exit', 'pass', 'complete'],
  ['the guest spoke', 'qemu-system-x86_64: -cpu x: y\nhello\n', 1, 'isa-debug-exit', 'pass', 'complete'],
  ['the line wins over the monitor', 'EXIT: STATUS=3\n', 1, 'isa-debug-exit', 'fail', 'complete'],
  ['a kill', 'booting\n', 124, 'isa-debug-exit', 'timeout', 'hang'],
  ['a kill that the map knows', '', 137, '137=pass', 'pass', 'complete'],
  ['a status behind the kill', 'EXIT: STATUS=1\n', 124, 'isa-debug-exit', 'pass', 'complete'],
  ['unknown', 'booting\n', null, 'plain', 'unresolved', 'truncated'],
  ['unknown after a panic', 'Kernel panic - not syncing: x\n', null, 'plain', 'crash', 'crash'],
])('%s', (_, text, status, map, verdict, end) => {
  const reading = read(text, status, map);
  expect(reading.suites).toMatchObject([{ name: 'hello', cases: [{ name: 'exit', verdict }] }]);
  expect(reading.end).toBe(end);
});

test.each(['33', '33=good', '=pass', '1000=pass', '', '7-3=pass', '33=pass,plain', '1-2-3=fail'])(
  'map %j is refused',
  (map) => {
    expect(() => parseStatusMap(map)).toThrow('says no verdict for a status');
  },
);

test('after a reset no status speaks for the guest', () => {
  const reader = new ExitCodeReader('hello', 'exit', parseStatusMap('plain'));
  const { suites, end, cause } = reader.finish(null, true);
  expect(suites).toMatchObject([{ cases: [{ verdict: 'crash' }] }]);
  expect(end).toBe('crash');
  expect(cause).toContain('the machine was reset');
});

test('a map may say that a reset is how the image ends', () => {
  const reader = new ExitCodeReader('hello', 'exit', parseStatusMap('reset=pass,other=fail'));
  expect(reader.finish(null, true)).toMatchObject({ suites: [{ cases: [{ verdict: 'pass' }] }], end: 'complete' });
});

test.each<[string, string, number | null, boolean, string | null]>([
  ['tap', '33=pass,35=fail', 35, false, 'exit status 35 (fail) after results that are all good'],
  ['own.yaml', 'isa-debug-exit', 127, false, 'exit status 127 (crash) after results that are all good'],
  ['tap', '33=pass,35=fail', 33, false, null],
  ['tap', '33=pass,35=fail', 1, false, 'exit status 1 (unresolved) after results that are all good'],
  ['tap', 'isa-debug-exit', 0, false, null],
  ['tap', '33=pass', 0, false, null],
  ['tap', '33=pass,0=fail', 0, false, 'exit status 0 (fail) after results that are all good'],
  ['tap', 'isa-debug-exit', null, true, null],
  ['uktest', 'plain', 1, false, null],
])('%s where %s was said: status %s', (protocol, statusMap, exitStatus, isReset, cause) => {
  const good: Reading = { suites: [{ name: 'x', cases: [singleResult('a', 'pass')] }], ...COMPLETE };
  expect(heedStatus(good, { exitStatus, isReset, isKilled: isKill(exitStatus) }, { protocol, statusMap }).cause).toBe(
    cause,
  );
  expect(heedStatus(good, { exitStatus, isReset, isKilled: isKill(exitStatus) }, { protocol }).cause).toBeNull();
  const bad: Reading = { suites: [{ name: 'x', cases: [singleResult('a', 'fail')] }], ...COMPLETE };
  expect(heedStatus(bad, { exitStatus, isReset, isKilled: isKill(exitStatus) }, { protocol, statusMap })).toBe(bad);
});

test.each([
  [137, true, 'timeout', 'hang'],
  [137, false, 'fail', 'complete'],
  [143, false, 'fail', 'complete'],
])('status %d of a monitor, killed: %s', (exitStatus, isKilled, verdict, end) => {
  const reader = new ExitCodeReader('hello', 'exit', parseStatusMap('isa-debug-exit'));
  const meant = { protocol: 'exit-code', statusMap: 'isa-debug-exit' };
  const reading = finishReading(reader, { exitStatus, isReset: false, isKilled }, meant);
  expect([reading.suites[0]?.cases[0]?.verdict, reading.end]).toEqual([verdict, end]);
});

test.each<[number, string | undefined, Reading['end']]>([
  [1, 'isa-debug-exit', 'truncated'],
  [3, 'isa-debug-exit', 'crash'],
  [124, 'isa-debug-exit', 'hang'],
  [1, undefined, 'crash'],
])('a log of TAP without its results, status %d by %s', (exitStatus, statusMap, end) => {
  const reader = new KtapReader('x', 'tap');
  reader.push(Buffer.from('TAP version 13\n1..3\n# Totals: pass:0 fail:0 xfail:0 xpass:0 skip:0 error:0\n'));
  const reading = finishReading(
    reader,
    { exitStatus, isReset: false, isKilled: isKill(exitStatus) },
    { protocol: 'tap', statusMap },
  );
  expect(reading.end).toBe(end);
  expect(reading.suites[0]?.cases.map(({ name }) => name)).toEqual(['test 1', 'test 2', 'test 3']);
});
