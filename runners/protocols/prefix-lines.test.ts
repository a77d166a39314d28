// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { parseStatusMap } from './exit-code.ts';
import { PrefixLinesReader } from './prefix-lines.ts';
import type { Reading } from './reading.ts';

function read(text: string, status: number | null = null, isStatusVerdict = false): Reading {
  const reader = new PrefixLinesReader('apic', parseStatusMap('isa-debug-exit'), isStatusVerdict);
  reader.push(Buffer.from(text));
  return reader.finish(status);
}

const verdicts = ({ suites }: Reading): string[] =>
  suites.flatMap(({ cases }) =>
    cases.map(({ name, verdict, promised }) => `${name} ${verdict}${promised === undefined ? '' : '!'}`),
  );

const RESULTS = 'enabling apic\nPASS: selftest: setup\nFAIL: tpr: 0x2f (got 3)\nSKIP: x2apic (no such CPU)\n';

test('results, a summary that agrees, an exit status', () => {
  const reading = read(
    `${RESULTS}XFAIL: errata\nSUMMARY: 4 tests, 1 unexpected failures, 1 expected failures, 1 skipped\n`,
    3,
  );
  expect(verdicts(reading)).toEqual(['selftest: setup pass', 'tpr: 0x2f (got 3) fail', 'x2apic skip', 'errata fail!']);
  expect(reading.suites[0]?.cases[2]?.reason).toBe('no such CPU');
  expect(reading).toMatchObject({ end: 'complete', cause: null, findings: [] });
});

test('what a runner says of each program', () => {
  const log = ['PASS apic (53 tests)', 'FAIL vmx', 'FAIL msr (9 tests, 1 unexpected failures)', 'SKIP svm (0 tests)'];
  const reading = read(`\x1b[32mFAIL\x1b[0m pmu (timeout; duration=90s)\n${log.join('\n')}\nFAIL to load it\n`);
  expect(verdicts(reading)).toEqual(['pmu timeout', 'apic pass', 'vmx fail', 'msr fail', 'svm skip']);
  expect(reading.suites[0]?.cases.at(-1)?.reason).toBe('0 tests');
});

test('a program of which a runner has no summary; a listing has no end of its own', () => {
  const log = 'PASS apic (53 tests)\nPASS realmode \nFAIL emulator \nFAIL vmx (terminated on SIGABRT)\nSKIP pku\n';
  expect(verdicts(read(log))).toEqual(['apic pass', 'realmode pass', 'emulator fail', 'vmx fail', 'pku skip']);
  expect(read(log)).toMatchObject({ end: 'complete', cause: null });
  expect(read(log, 0).end).toBe('truncated');
  expect(read(`${log}PASS sie`).end).toBe('truncated');
  expect(read(`PASS: a\n${log}`).end).toBe('truncated');
});

test('the last words of a monitor that was killed stand behind what the program left unfinished', () => {
  const killed = 'qemu-system-x86_64: terminating on signal 15 from pid 32054 (timeout)\n\n';
  const reading = read(`PASS: a\nPASS: hal${killed}`);
  expect(verdicts(reading)).toEqual(['a pass', 'hal unresolved']);
  expect(reading.end).toBe('hang');
  expect(reading.cause).toContain('terminating on signal 15');
  expect(verdicts(read(`PASS: a\nwaiting${killed}`))).toEqual(['a pass']);
  expect(verdicts(read(`PASS: hal${killed}PASS: b\n`))).toEqual(['hal pass', 'b pass']);
});

const ALONE =
  'timeout -k 1s --foreground 90s /usr/bin/qemu-system-x86_64 -kernel /tmp/x # -initrd /tmp/y\nenabling apic\n';
const DUMP = 'Unhandled cpu exception 14 #PF at ip 000003fff0000000\nerror_code=0010\n\tSTACK: @401c1b\n';

test.each<[string, string, string[], Partial<Reading>]>([
  ['good', 'PASS: a\nSUMMARY: 1 tests\n\x1b[32mPASS\x1b[0m apic (1 tests)\n', ['a pass'], {}],
  [
    'bad',
    'FAIL: a\nSUMMARY: 1 tests, 1 unexpected failures\nFAIL apic (1 tests, 1 unexpected failures)\n',
    ['a fail'],
    {},
  ],
  ['skipped', 'SKIP: a\nSUMMARY: 1 tests, 1 skipped\nSKIP apic (1 tests, 1 skipped)\n', ['a skip'], {}],
  ['one with nothing to do', 'No supported gic present\nSUMMARY: 0 tests\nSKIP apic (0 tests)\n', ['(exit) skip'], {}],
  ['one that aborts', 'ABORT: no test\nSUMMARY: 0 tests\nFAIL apic (0 tests)\n', ['(exit) crash'], {}],
  ['one that sums nothing up', 'PASS: a\nPASS apic \n', ['a pass'], {}],
  [
    'one that fails behind its summary',
    'PASS: a\nSUMMARY: 1 tests\nFAIL apic (1 tests)\n',
    ['a pass', '(exit) fail'],
    {},
  ],
  ['one that has a status of its own', 'PASS: a\n\nEXIT: STATUS=3\nFAIL apic \n', ['a pass', '(exit) fail'], {}],
  ['one that crashes', `PASS: a\n${DUMP}FAIL apic \n`, ['a pass', '(exit) crash'], {}],
  ['one that hangs in a line', 'PASS: a\nPASS: FAIL apic (timeout; duration=90s)\n', ['a pass', '(exit) timeout'], {}],
  ['one that takes too long', 'PASS: a\nFAIL apic (timeout; duration=6)\n', ['a pass', '(exit) timeout'], {}],
  [
    'failures that it knows nothing of',
    'FAIL: a\nSUMMARY: 1 tests, 1 unexpected failures\nPASS apic (1 tests, 1 unexpected failures)\n',
    ['a fail'],
    { cause: '"PASS apic (1 tests, 1 unexpected failures)" after 1 unexpected failures' },
  ],
  [
    'results that are lost',
    'PASS: a\nSUMMARY: 3 tests, 1 unexpected failures\nPASS apic (3 tests, 1 unexpected failures)\n',
    ['a pass'],
    { cause: expect.stringContaining('SUMMARY says 3 tests') as string },
  ],
])('a program alone, and what its runner makes of it: %s', (_, log, expected, ending) => {
  const reading = read(`${ALONE}${log}`);
  expect(verdicts(reading)).toEqual(expected);
  expect(reading.suites.map(({ name }) => name)).toEqual(['apic']);
  expect(reading).toMatchObject({
    end: 'complete',
    cause: null,
    findings: [],
    ...ending,
    ...('cause' in ending ? { findings: [ending.cause] } : {}),
  });
});

test('programs one after the other, each with what its runner makes of it', () => {
  const apic =
    'PASS: a\nFAIL: b\nSUMMARY: 2 tests, 1 unexpected failures\nFAIL apic (2 tests, 1 unexpected failures)\n';
  const log = `${ALONE}${apic}SKIP pmu (kvm only, but ACCEL=tcg)\n${DUMP}PASS: a\nFAIL msr \nPASS: a\nSUMMARY: 1 tests\nPASS smp (1 tests)\n`;
  const reading = read(log);
  expect(reading.suites.map(({ name }) => name)).toEqual(['apic', 'msr', 'smp', 'apic']);
  expect(verdicts(reading)).toEqual(['a pass', 'b fail', 'a pass', '(exit) crash', 'a pass', 'pmu skip']);
  expect(reading).toMatchObject({ end: 'complete', cause: null });
  expect(read(`${log}PASS: c\n`).end).toBe('truncated');
});

test('results behind words that have no end of their line count where the summary lacks them', () => {
  const log = 'onePASS: a\nCPU1 here FAIL: b (3)\nINFO: x: FAIL: c\nPASS: d\n';
  const reading = read(`${log}SUMMARY: 3 tests, 1 unexpected failures\n`, 3);
  expect(verdicts(reading)).toEqual(['d pass', 'a pass', 'b (3) fail']);
  expect(reading).toMatchObject({ end: 'complete', cause: null });
  expect(verdicts(read(`${log}SUMMARY: 1 tests\n`, 1))).toEqual(['d pass']);
  expect(read(`${log}SUMMARY: 3 tests\n`, 1).cause).toContain('SUMMARY says 3 tests');
});

test.each(['Vector: 5 (el1h_irq)', 'Unhandled vector 6 (el1h_fiq)'])('an exception that arm64 tells as %s', (line) => {
  const log = `PASS: a\nLoad address: 40080000\n${line}\nESR_EL1:         00000000, ec=0 (UNKNOWN)\n\nEXIT: STATUS=127\n`;
  expect(read(log, 127)).toMatchObject({ end: 'crash', cause: line });
});

test('the same name again is another case', () => {
  expect(verdicts(read('PASS: a\nPASS: a\nFAIL: a\nSUMMARY: 3 tests, 1 unexpected failures\n'))).toEqual([
    'a pass',
    'a (2) pass',
    'a (3) fail',
  ]);
});

test('a line that comes for ever is a thousand cases, and counts on', () => {
  const log = `FAIL: odd\n${'PASS: a\n'.repeat(5000)}`;
  const reading = read(`${log}SUMMARY: 5001 tests, 1 unexpected failures\n`, 3);
  expect(verdicts(reading)).toHaveLength(1001);
  expect(reading).toMatchObject({ end: 'complete', cause: null });
  expect(reading.findings).toEqual(['"PASS: a" came 5000 times: the first 1000 are cases']);
});

test.each<[string, string, number | null, Partial<Reading>]>([
  [
    'a summary that counts otherwise',
    'PASS: a\nSUMMARY: 2 tests\n',
    1,
    {
      end: 'complete',
      cause: 'SUMMARY says 2 tests, 0 unexpected failures; 1 results came before it, 0 of them unexpected failures',
    },
  ],
  [
    'an unexpected pass that the summary hides',
    'XPASS: a\nSUMMARY: 1 tests\n',
    1,
    { cause: 'SUMMARY says 1 tests, 0 unexpected failures; 1 results came before it, 1 of them unexpected failures' },
  ],
  [
    'a status of failure after good results',
    'PASS: a\nSUMMARY: 1 tests\nEXIT: STATUS=3\n',
    null,
    { cause: 'exit status 3 after results that are all good' },
  ],
  ['no summary, but a status', 'PASS: a\nEXIT: STATUS=1\n', null, { end: 'complete', cause: null }],
  ['no summary, the monitor tells', 'PASS: a\n', 1, { end: 'complete', cause: null }],
  ['neither', 'PASS: a\n', null, { end: 'truncated' }],
  [
    'a machine that was switched off, its summary before',
    'PASS: a\nSUMMARY: 1 tests\n',
    0,
    { end: 'complete', cause: null },
  ],
  ['a machine that was switched off, no summary', 'PASS: a\n', 0, { end: 'truncated' }],
  ['killed', 'PASS: a\n', 124, { end: 'hang' }],
  ['gone without a word', 'PASS: a\n', 0, { end: 'truncated' }],
  [
    'an exception',
    'PASS: a\nUnhandled exception 14 #PF at ip 0000000000400123\nEXIT: STATUS=15\n',
    15,
    { end: 'crash', cause: 'Unhandled exception 14 #PF at ip 0000000000400123' },
  ],
  [
    'an interrupt that nobody expected, before the summary of s390x',
    'PASS: a\nUnexpected program interrupt : 0x5 on cpu 0 at 0x104ac, ilen 4\nSUMMARY: 1 tests\n',
    null,
    { end: 'crash', cause: 'Unexpected program interrupt : 0x5 on cpu 0 at 0x104ac, ilen 4' },
  ],
  ['an abort', 'PASS: a\nABORT: no memory\nSUMMARY: 1 tests\n', 255, { end: 'crash', cause: 'ABORT: no memory' }],
  [
    "DejaGnu's totals",
    'PASS: a\n\t\t=== x Summary ===\n# of expected passes\t\t1\n',
    null,
    { end: 'complete', cause: null },
  ],
  [
    'totals with failures that no line tells',
    'PASS: a\n# of expected passes\t1\n# of unexpected failures\t1\n',
    null,
    { end: 'complete', cause: 'the totals say 1 FAIL (0 seen)' },
  ],
  ["Automake's totals", 'PASS: a\n# TOTAL: 1\n# PASS:  1\n# FAIL:  0\n', null, { end: 'complete', cause: null }],
  ['nothing', 'hello\n', 1, { end: 'truncated', cause: 'the log has no result', suites: [] }],
])('%s', (_, log, status, expected) => {
  expect(read(log, status)).toMatchObject(expected);
});

const TRAP = 'Unhandled exception 6 #UD at ip 00000000004001f6';

test.each<[string, string, number | null, string[], string | null]>([
  ['measurements end with a status', 'cpuid 1234\n', 1, ['(exit) pass'], null],
  ['and with a bad one', 'cpuid 1234\n', 3, ['(exit) fail'], null],
  ['all were skipped', 'SKIP: no such CPU\nSUMMARY: 1 tests, 1 skipped\n', 77, ['no such CPU skip'], null],
  ['there was nothing to do', 'SUMMARY: 0 tests\n', 77, ['(exit) skip'], null],
  ['it fails after good results', 'PASS: a\nSUMMARY: 1 tests\n', 3, ['a pass', '(exit) fail'], null],
  ['their abort()', 'PASS: a\n', 127, ['a pass'], 'exit status 127'],
  ['passes without a line', 'PASS: a\nSUMMARY: 9 tests\n', 1, ['a pass'], null],
  [
    'a failure without a line',
    'PASS: a\nSUMMARY: 2 tests, 1 unexpected failures\n',
    3,
    ['a pass', '(exit) fail'],
    null,
  ],
  ['and with a good status', 'PASS: a\nSUMMARY: 2 tests, 1 unexpected failures\n', 1, ['a pass'], 'SUMMARY says 2'],
  ['a known failure that passes', 'KPASS: a\nSUMMARY: 1 tests\n', 1, ['a pass'], null],
  ['and counts', 'KPASS: a\nSUMMARY: 1 tests, 1 unexpected failures\n', 3, ['a pass!'], null],
  ['a crash behind the summary', `PASS: a\nSUMMARY: 1 tests\n${TRAP}\n`, 127, ['a pass'], TRAP],
  [
    'a crash as it was told before 2016',
    'PASS: a\nunhandled cpu exception 14\nPF at 401\n',
    15,
    ['a pass'],
    'unhandled cpu',
  ],
  ['a crash behind the summary, no status', `PASS: a\nSUMMARY: 1 tests\n${TRAP}\n`, null, ['a pass'], TRAP],
  ['words of a crash that a test is about', `${TRAP}\nPASS: a\nSUMMARY: 1 tests\n`, 1, ['a pass'], null],
  ['all was skipped, after results', 'PASS: a\nSUMMARY: 1 tests\n', 77, ['a pass'], 'exit status 77 says'],
  ['a summary that is cut', 'PASS: a\nSUMMARY: 1 te', 1, ['a pass'], 'the SUMMARY line is not whole'],
  ['nearly nothing of it', 'PASS: a\nSUMM', 1, ['a pass'], 'the SUMMARY line is not whole'],
  ['a last line of another kind', 'PASS: a\nSUM', 1, ['a pass'], null],
  ['on a board', 'cpuid 1234\n\nEXIT: STATUS=1\n', 0, ['(exit) pass'], null],
  ['switched off', 'cpuid 1234\n', 0, [], 'the log has no result'],
])('where a status is a verdict: %s', (_, log, status, expected, cause) => {
  const reading = read(log, status, true);
  expect(verdicts(reading)).toEqual(expected);
  expect(reading.cause).toEqual(cause === null ? null : expect.stringContaining(cause));
});

test.each<[string, number | null, boolean, Partial<Reading>]>([
  ['and stays', 124, false, { end: 'hang' }],
  ['and resets', null, true, { end: 'crash' }],
  ['and nobody knows how it ended', null, false, { end: 'complete', cause: null }],
])('a program that has to end with a status sums up %s', (_, status, isReset, expected) => {
  const reader = new PrefixLinesReader('apic', parseStatusMap('isa-debug-exit'), true);
  reader.push(Buffer.from('PASS: a\nSUMMARY: 1 tests\n'));
  expect(reader.hasSaidAll()).toBe(false);
  const reading = reader.finish(status, isReset);
  expect(reading).toMatchObject(expected);
  if (expected.end !== 'complete') expect(reading.cause).toContain('it summed up, but gave no exit status');
});

test.each<[string, number | null]>([
  ['qemu-system-aarch64: terminating on signal 15 from pid 2289 (timeout)\n', null],
  ['', 124],
])('a program that sums up and stays until timeout(1) ends it', (words, status) => {
  const reading = read(`PASS: a\nSUMMARY: 1 tests\n${words}`, status);
  expect(verdicts(reading)).toEqual(['a pass']);
  expect(reading).toMatchObject({
    end: 'hang',
    cause: expect.stringContaining('it summed up, but did not end') as string,
  });
  expect(read(`PASS: a\nSUMMARY: 1 tests\n\nEXIT: STATUS=1\n${words}`, status).end).toBe('complete');
});

test.each(['3\n\nEXIT: STATUS=1', '1\n\nEXIT: STATUS=3'])('two CPUs that end a program, with %j', (statuses) => {
  const reading = read(`PASS: a\nSUMMARY: 1 tests\n\nEXIT: STATUS=${statuses}\n`, 1, true);
  expect(verdicts(reading)).toEqual(['a pass', '(exit) fail']);
  expect(reading.findings[0]).toContain('EXIT: STATUS=');
});

test('who ends a machine that has nothing more to do, by hand, has no timeout', () => {
  const log = 'PASS: a\nSUMMARY: 1 tests\nqemu-system-x86_64: terminating on signal 2\n';
  expect(read(log)).toMatchObject({ end: 'complete', cause: null });
});

const LTP = [
  'tst_test.c:1526: TINFO: Timeout per run is 30s',
  'abs01.c:33: TPASS: abs(0) = 0',
  'abs01.c:34: TFAIL: abs(-1) = -1: EINVAL (22)',
  'abs01.c:35: TCONF: no libc support',
  'abs01.c:36: TBROK: open() failed: ENOENT (2)',
];

test('results of LTP and its summary', () => {
  const summary = ['', 'Summary:', 'passed   1', 'failed   1', 'broken   1', 'skipped  1', 'warnings 0'];
  const reading = read([...LTP, ...summary, ''].join('\n'));
  expect(verdicts(reading)).toEqual([
    'abs(0) = 0 pass',
    'abs(-1) = -1: EINVAL (22) fail',
    'no libc support skip',
    'open() failed: ENOENT (2) unresolved',
  ]);
  expect(reading.suites[0]?.cases[1]?.failures).toMatchObject([{ file: 'abs01.c', line: 34 }]);
  expect(reading).toMatchObject({ end: 'complete', cause: null });
  expect(read(LTP.join('\n')).end).toBe('truncated');
  const lost = read([...LTP.slice(0, 2), ...summary, ''].join('\n'));
  expect(lost.cause).toBe('the totals say 1 TFAIL (0 seen), 1 TBROK (0 seen), 1 TCONF (0 seen)');
});

test('results of the first library of LTP', () => {
  const log = 'fork01      1  TPASS  :  fork() returned 4711\nfork01      2  TFAIL  :  child exits with 1\n';
  expect(verdicts(read(log))).toEqual(['fork() returned 4711 pass', 'child exits with 1 fail']);
});

test('what run_vmtests.sh says of the programs that it runs', () => {
  const ran = (name: string, word: string): string => `-------\nrunning ./${name}\n-------\nsome words\n[${word}]\n`;
  const log = `${ran('hugepage-mmap', 'PASS')}${ran('map_fixed', 'FAIL')}${ran('va_128', 'SKIP')}`;
  expect(verdicts(read(`[PASS]\n${log}`))).toEqual(['./hugepage-mmap pass', './map_fixed fail', './va_128 skip']);
  expect(read(log).end).toBe('truncated');
  expect(read(`${log}SUMMARY: PASS=1 SKIP=1 FAIL=1\n`)).toMatchObject({ end: 'complete', cause: null });
  expect(read(`${log}SUMMARY: PASS=2 SKIP=1 FAIL=1\n`).cause).toBe('the totals say 2 PASS (1 seen)');
});

const programOf = (tag: string, said: readonly string[], end: string): string[] => [
  '<<<test_start>>>',
  `tag=${tag} stime=1700000000`,
  '<<<test_output>>>',
  ...said,
  '<<<execution_status>>>',
  `duration=0 termination_type=${end} corefile=no`,
  '<<<test_end>>>',
];
const SUMMED = [
  'a.c:4: TPASS: a works',
  'Summary:',
  'passed   1',
  'failed   0',
  'broken   0',
  'skipped  0',
  'warnings 0',
];

test.each<[string, string[], string[], Reading['end']]>([
  ['sums up', programOf('a', SUMMED, 'exited termination_id=0'), [], 'complete'],
  [
    'is of the first library',
    programOf('b', ['b 1 TPASS : fine'], 'exited termination_id=0'),
    ['fine pass'],
    'complete',
  ],
  ['says nothing and is good', programOf('c', [], 'exited termination_id=0'), ['c pass'], 'complete'],
  ['says nothing and is none', programOf('c', [], 'exited termination_id=32'), ['c skip'], 'complete'],
  [
    'dies',
    programOf('d', ['d 1 TPASS : fine'], 'signaled termination_id=11'),
    ['fine pass', 'd (signaled 11) fail'],
    'complete',
  ],
  ['said that it failed', programOf('e', ['e.c:1: TFAIL: no'], 'exited termination_id=1'), ['no fail'], 'complete'],
  ['does not end', programOf('f', [], '').slice(0, 3), ['f unresolved'], 'truncated'],
])('of programs that the runner of LTP starts, one %s', (_, program, cases, end) => {
  const first = programOf('first', SUMMED, 'exited termination_id=0');
  const reading = read([...first, ...program, ''].join('\n'));
  const all = reading.suites[0]?.cases.map(({ name, verdict }) => `${name} ${verdict}`);
  expect(all?.slice(program.includes('Summary:') ? 2 : 1)).toEqual(cases);
  expect(reading.end).toBe(end);
  if (end === 'complete') expect(reading.cause).toBeNull();
});

test("the last words of LTP's runner are an end", () => {
  const program = programOf('b', ['b 1 TPASS : fine'], 'exited termination_id=0').join('\n');
  expect(read(`${program}\n`).end).toBe('truncated');
  expect(read(`${program}\nINFO: ltp-pan reported all tests PASS\n`)).toMatchObject({ end: 'complete', cause: null });
});

test("glibc's summary is an end", () => {
  const log = 'PASS: math/a\nFAIL: nptl/b\noriginal exit status 1\nSummary of test results:\n      1 FAIL\n';
  expect(read(`${log}      1 PASS\n`)).toMatchObject({ end: 'complete', cause: null });
  expect(read(`${log}      7 XFAIL\n      1 UNRESOLVED\n`).cause).toContain('1 UNRESOLVED (0 seen)');
});
