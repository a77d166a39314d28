// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { parsePatternProtocol } from './pattern-file.ts';
import { PatternReader } from './pattern.ts';
import type { Reading } from './reading.ts';

const GO = String.raw`
protocol: go-like
strip: '^\d\d:\d\d '
suite: '^## (?<suite>\w+)'
start: '^=== RUN +(?<case>\S+)'
verdict:
  pass: '^--- PASS: (?<case>\S+)'
  fail: '^--- FAIL: (?<case>\S+)'
  skip: '^--- SKIP: (?<case>\S+)(?: \((?<reason>.*)\))?'
  xfail: '^--- KNOWN: (?<case>\S+)'
failure: '^ +(?<file>[^: ]+):(?<line>\d+): (?<text>.*)'
end: ['^PASS$', '^FAIL$']
crash: '^panic: '
`;

function read(text: string, status: number | null = null, file = GO): Reading {
  const reader = new PatternReader('log', parsePatternProtocol(file, 'go.yaml'));
  reader.push(Buffer.from(text));
  return reader.finish(status);
}

const verdicts = ({ suites }: Reading): string[] =>
  suites.flatMap(({ name, cases }) =>
    cases.map((one) => `${name}.${one.name} ${one.verdict}${one.promised === undefined ? '' : '!'}`),
  );

test('cases, failures with their place, an end', () => {
  const log = [
    '12:00 ## disk',
    '12:00 === RUN   read',
    '12:01 --- PASS: read',
    '12:01 === RUN   write',
    '12:01     disk.c:12: wrote 3 of 4',
    '12:01 --- FAIL: write',
    '--- SKIP: trim (no such disk)',
    '--- KNOWN: sync',
    'FAIL',
    '',
  ].join('\n');
  const reading = read(log);
  expect(verdicts(reading)).toEqual(['disk.read pass', 'disk.write fail', 'disk.trim skip', 'disk.sync fail!']);
  expect(reading.suites[0]?.cases[1]?.failures).toEqual([{ text: 'wrote 3 of 4', file: 'disk.c', line: 12 }]);
  expect(reading.suites[0]?.cases[2]?.reason).toBe('no such disk');
  expect(reading).toMatchObject({ end: 'complete', cause: null });
});

test('a failure between two cases that pass is told, a note inside of one is not', () => {
  const between = read('=== RUN a\n--- PASS: a\n  a.c:1: lost\n=== RUN b\n--- PASS: b\nPASS\n');
  expect(between.findings).toContain('before b, which passes, the log says: lost');
  expect(read('=== RUN a\n  a.c:1: lost\n--- PASS: a\nPASS\n').findings).toEqual([]);
});

test.each<[string, string, number | null, string[], Reading['end']]>([
  ['a crash', '=== RUN a\npanic: no memory\n', null, ['log.a crash'], 'crash'],
  ['a kill', '=== RUN a\n', 124, ['log.a timeout'], 'hang'],
  ['a log that just stops', '=== RUN a\n', null, ['log.a unresolved'], 'truncated'],
  [
    'a case that another one follows',
    '=== RUN a\n=== RUN b\n--- PASS: b\nPASS\n',
    null,
    ['log.a unresolved', 'log.b pass'],
    'complete',
  ],
  ['no end line', '=== RUN a\n--- PASS: a\n', null, ['log.a pass'], 'truncated'],
])('%s', (_, log, status, cases, end) => {
  const reading = read(log, status);
  expect(verdicts(reading)).toEqual(cases);
  expect(reading.end).toBe(end);
});

test('a plan that is not met, and one that is passed', () => {
  const file = 'protocol: p\nverdict: { pass: "^ok (?P<case>.*)" }\nplan: "^(?P<count>[0-9]+) tests$"\n';
  expect(read('2 tests\nok a\n', null, file)).toMatchObject({
    end: 'truncated',
    cause: '1 of 2 planned cases reported',
  });
  expect(read('1 tests\nok a\nok b\n', null, file)).toMatchObject({ end: 'complete', cause: '2 results, 1 planned' });
});

test.each<[string, string, string[], Reading['end']]>([
  ['behind the end', '=== RUN a\n--- PASS: a\nPASS\npanic: x\n', ['log.a pass'], 'crash'],
  ['that a test provoked', '=== RUN a\npanic: x\n--- PASS: a\nPASS\n', ['log.a pass'], 'complete'],
  [
    'that ended one case',
    '=== RUN a\npanic: x\n=== RUN b\n--- PASS: b\nPASS\n',
    ['log.a crash', 'log.b pass'],
    'complete',
  ],
  ['that ended the last', '=== RUN a\npanic: x\nFAIL\n', ['log.a crash'], 'crash'],
])('a crash %s', (_, log, cases, end) => {
  const reading = read(log);
  expect(verdicts(reading)).toEqual(cases);
  expect(reading.end).toBe(end);
});

test('every alternative stands at the beginning of a line', () => {
  const file = "protocol: p\nstrip: '^> |- '\nverdict: {pass: '^ok (?<case>.*)', fail: '^bad|no (?<case>.*)'}\n";
  expect(verdicts(read('> ok a - no b\nok no b\n', null, file))).toEqual(['log.a - no b pass', 'log.no b pass']);
});

test('without an end a cut cannot be told, and that is said', () => {
  const file = "protocol: p\nverdict: {pass: '^ok (?<case>.*)'}\n";
  expect(read('ok a\n', null, file).findings).toEqual([expect.stringContaining('neither `end` nor `plan`')]);
});

test.each([
  ['verdict: { pass: "ok" }', 'protocol: say the name'],
  ['protocol: p\nverdict: { pass: "ok" }', 'go.yaml:2:18: pass: "ok" must begin with ^'],
  ['protocol: p\nverdict: { pass: "^(?<name>.*) ok" }', 'the groups read here are case, suite, reason'],
  ['protocol: p\nverdict: { pass: "^ok" }\nplan: "^[0-9]+ tests"', 'needs a group (?<count>...)'],
  ['protocol: p\nverdict:\n  pass:\n    - "^ok"\n    - "^(ok"', `go.yaml:5:7: pass: "^(ok" is no expression of RE2's`],
  [String.raw`{ protocol: p, verdict: { pass: '^(a)\1' } }`, 'go.yaml:1:33: pass'],
  ['protocol: p\nend: "done"\nverdict: {}\ncrash: "^(?=x)"', 'go.yaml:4:8: crash'],
  ['protocol: p\nverdict: { good: "^ok" }', 'go.yaml:2:12: unknown key "good"'],
  ['protocol: [', 'go.yaml'],
])('%j is refused with its place', (text, message) => {
  expect(() => parsePatternProtocol(text, 'go.yaml')).toThrow(message);
});

test('a pattern that would take others for ever is linear', () => {
  const file = String.raw`{ protocol: p, verdict: { pass: '^(?<case>(a*)*b)$' } }`;
  expect(read(`${'a'.repeat(20_000)}\n`, null, file).suites).toEqual([]);
});

test('an end that says FAIL after good cases; failures that are listed again behind it', () => {
  const file = GO.replace('^FAIL', () => '^(?<failed>FAIL)');
  const reading = read('=== RUN a\n--- PASS: a\nFAIL\n', 0, file);
  expect(verdicts(reading)).toEqual(['log.a pass']);
  expect(reading.cause).toBe('all cases are good, and the log ends with: FAIL');
  const listed = read('=== RUN a\n--- FAIL: a\nFAIL\n--- FAIL: a\n', 1, file);
  expect(verdicts(listed)).toEqual(['log.a fail']);
  expect(listed.cause).toBeNull();
});

test('a log about one case that nothing names', () => {
  const file = "protocol: one\nverdict: {pass: '^Test result: SUCCESS', skip: '^Test result: SKIP'}\n";
  expect(verdicts(read('hello\nTest result: SUCCESS\n', 0, file))).toEqual(['log.result pass']);
});

test('where the protocol has no word for the end, a kill is the end', () => {
  const file = "protocol: p\nstart: '^RUN (?<case>.*)'\nverdict: {pass: '^ok'}\n";
  expect(read('RUN a\nok\n', 0, file).end).toBe('complete');
  expect(read('RUN a\nok\n', 124, file).end).toBe('hang');
});

test('a line that starts a suite starts no case; what follows a failure before the next case is about it', () => {
  const file = String.raw`
protocol: boot-tests
start: ['^suite (?<suite>\S+)', '^(?<case>\S+)\.\.\.']
verdict: { pass: ['^\S+\.\.\.\s+\[ok\]', '^\[ok\]'], fail: '^\S+\.\.\.\s+\[failed\]' }
failure: '^panicked at (?<text>.*), (?<file>\S+):(?<line>\d+)$'
end: '^bye'
`;
  const log =
    'suite vga\nprints...\t[ok]\nscrolls...\t[failed]\npanicked at 1 != 2, vga.rs:55\nwraps...\ttext\n[ok]\nbye\n';
  const reading = read(log, null, file);
  expect(verdicts(reading)).toEqual(['vga.prints pass', 'vga.scrolls fail', 'vga.wraps pass']);
  expect(reading.suites[0]?.cases[1]?.failures).toEqual([{ text: '1 != 2', file: 'vga.rs', line: 55 }]);
});

test('a failure is told in the words of its line where the console says no more', () => {
  const told = read('=== RUN a\n--- FAIL: a (0.1 s)\n=== RUN b\n x.c:3: 1 != 2\n--- FAIL: b\nFAIL\n', 1);
  expect(told.suites[0]?.cases.map(({ failures }) => failures)).toEqual([
    [{ text: '--- FAIL: a (0.1 s)', file: null, line: null }],
    [{ text: '1 != 2', file: 'x.c', line: 3 }],
  ]);
});

test('a failure of which no case is named leaves no log green', () => {
  const reading = read(
    '=== RUN a\n--- PASS: a\ncleanup failed\nPASS\n',
    0,
    GO.replace('xfail:', "fail: '^cleanup failed'\n  xfail:").replace("fail: '^--- FAIL: (?<case>\\S+)'\n  ", ''),
  );
  expect(verdicts(reading)).toEqual(['log.a pass']);
  expect(reading.cause).toBe('all cases are good, and the log says: cleanup failed');
});

test('a failed assertion behind the last case leaves no log green, one behind the end does', () => {
  const reading = read('=== RUN a\n--- PASS: a\n x.c:3: not closed\nPASS\n', 0);
  expect(verdicts(reading)).toEqual(['log.a pass']);
  expect(reading.cause).toBe('all cases are good, and the log says: not closed');
  expect(read('=== RUN a\n--- PASS: a\nPASS\n x.c:3: not closed\n', 0).cause).toBeNull();
});

const SILENT = String.raw`
protocol: says-only-failures
suite: '^-- (?<suite>\w+) --'
start: '^Case (?<case>\w+)'
silent: pass
verdict: { fail: '^\w+ failed', skip: '^left out: (?<reason>.*)' }
failure: '^(?<file>\S+):(?<line>\d+): (?<text>.*)'
plan: '^running (?<count>\d+)'
end: '^(?:over|(?<failed>over, \d+ failed))$'
crash: '^panic'
`;

test.each([
  ['the next case', 'Case a\nCase b\nCase c\nover\n', ['log.a pass', 'log.b pass', 'log.c pass'], 'complete'],
  ['the next suite', '-- x --\nCase a\n-- y --\nCase b\nover\n', ['x.a pass', 'y.b pass'], 'complete'],
  ['a failure', 'Case a\nx.c:3: 1 != 2\nCase b\nit failed\nover\n', ['log.a fail', 'log.b fail'], 'complete'],
  ['a word of its own', 'Case a\nleft out: no disk\nCase b\nover\n', ['log.a skip', 'log.b pass'], 'complete'],
  ['a crash', 'Case a\nCase b\npanic\n', ['log.a pass', 'log.b crash'], 'crash'],
  ['an end that never comes', 'Case a\nCase b\n', ['log.a pass', 'log.b unresolved'], 'truncated'],
])('where only failures are told, a case is over with %s', (_, log, expected, end) => {
  const reading = read(log, null, SILENT.replace(/^plan.*$/m, ''));
  expect(verdicts(reading)).toEqual(expected);
  expect(reading.end).toBe(end);
});

test('where only failures are told, cases are counted, and it has to be said where they begin and end', () => {
  expect(read('running 2\nCase a\nCase b\nover\n', null, SILENT)).toMatchObject({ end: 'complete', cause: null });
  const early = read('running 3\nCase a\nCase b\nover\n', null, SILENT);
  expect([early.end, early.cause]).toEqual(['truncated', '2 of 3 planned cases reported']);
  const bare = SILENT.replace(/^end.*$/m, '');
  expect(() => parsePatternProtocol(bare, 'p.yaml')).toThrow('p.yaml:5:9: silent: only lines');
});

test('tests inside of another, or beside it: who was left behind reports later', () => {
  const log =
    '=== RUN a\n=== RUN a/x\n    x.c:3: 1 != 2\n--- FAIL: a\n--- FAIL: a/x\n=== RUN b\nPASS\n=== RUN a\nPASS\n';
  const reading = read(log);
  expect(verdicts(reading)).toEqual(['log.a fail', 'log.a/x fail', 'log.b unresolved', 'log.a (2) unresolved']);
  expect(reading.suites[0]?.cases[1]?.failures).toEqual([{ text: '1 != 2', file: 'x.c', line: 3 }]);
});

test('the one case of a log that has no word for its verdict', () => {
  const file = "protocol: one\nverdict: {pass: '^Test result: SUCCESS'}\nfailure: '^Fail: '\ncrash: '^PANIC: '\n";
  const reading = read('hello\nFail: no fault\nPANIC: trap 14\n', null, file);
  expect(verdicts(reading)).toEqual(['log.result crash']);
  expect(reading.suites[0]?.cases[0]?.failures).toMatchObject([{ text: 'Fail: no fault' }]);
  expect(read('hello\n', null, file).suites).toEqual([]);
});
