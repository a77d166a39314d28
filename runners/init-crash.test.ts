// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import type { SuiteInit } from '../kernels/suite-inits.ts';
import type { StackFrame } from '../model/verdict.ts';
import { chargedToInit, chargedToNobody, isBetweenSuites, suiteInInit, type CrashSite } from './init-crash.ts';
import type { Reading } from './protocols/reading.ts';

const INIT: SuiteInit = {
  ...{ suite: 'net', name: 'begin', line: 10, file: '/lib/net/test.c', library: 'libnet', isNameUnique: true },
  together: [],
  body: ['static int begin(struct uk_testsuite *s)', '{', '\tUK_ASSERT(is_up);', '\treturn 0;'],
};

const reading = (cause: string, failed = 0): Reading => ({
  ...{ end: 'crash', cause, findings: [] },
  suites: [
    {
      name: 'fs',
      cases: [{ name: 'opens', verdict: 'crash', assertions: { passed: 1, failed }, failures: [] }],
    },
  ],
});

const frame = (name: string, file: string | null): StackFrame => ({ address: '0x1000', function: name, file, line: 3 });
const site = (...backtrace: StackFrame[]): CrashSite => ({ backtrace, place: null, rootDir: '/project' });
const FAULT = reading('a crash dump without a word of why');

test('a suite whose function is in the backtrace crashed, not the case before it', () => {
  const at = site(frame('memcpy', '/lib/string.c'), frame('begin.isra.0', '/lib/net/test.c'));
  expect(suiteInInit(FAULT, at, [INIT])).toBe('net');
  const { suites } = chargedToInit(FAULT, 'net');
  expect(suites.map(({ name, cases }) => [name, ...cases.map(({ verdict }) => verdict)])).toEqual([
    ['fs', 'pass'],
    ['net'],
  ]);
});

test('a suite that hangs while it is prepared is no hang of the case before it', () => {
  const [fs] = FAULT.suites;
  const hung: Reading = {
    ...{ ...FAULT, end: 'hang' },
    suites: [{ name: 'fs', cases: (fs?.cases ?? []).map((one) => ({ ...one, verdict: 'timeout' })) }],
  };
  expect(suiteInInit(hung, site(frame('begin', '/lib/net/test.c')), [INIT])).toBe('net');
  expect(chargedToInit(hung, 'net').suites[0]?.cases[0]?.verdict).toBe('pass');
});

test('the case before keeps the failures that it had', () => {
  expect(chargedToInit(reading('x', 1), 'net').suites[0]?.cases[0]?.verdict).toBe('fail');
});

test.each([
  [
    'the running case is in the backtrace, too',
    site(frame('begin', '/lib/net/test.c'), frame('_uk_testsuite_fs_case_opens', null)),
  ],
  ['the function is one of the same name elsewhere', site(frame('begin', '/lib/other.c'))],
  ['nobody knows in which source the function is', site(frame('begin', null))],
  ['there is no backtrace', site()],
])('the case keeps its crash where %s', (_, at) => {
  expect(suiteInInit(FAULT, at, [INIT])).toBeNull();
});

const BOOT = frame('uk_boot_entry', '/lib/ukboot/boot.c');
const PRINT = frame('printf.constprop.0', '/lib/nolibc/printf.c');

test.each([
  ['boot code alone', true, [PRINT, BOOT, frame('main_thread', null)]],
  ['boot code itself', true, [BOOT]],
  ['boot code of an older release', true, [PRINT, frame('ukplat_entry', '/lib/ukboot/boot.c')]],
  ['whoever runs the cases', false, [PRINT, frame('uk_testsuite_run', '/lib/uktest/test.c'), BOOT]],
  ['a case', false, [PRINT, frame('_uk_testsuite_fs_case_opens', '/lib/fs/fs.c'), BOOT]],
  ['the source of a suite', false, [PRINT, frame('helper', '/lib/fs/tests/test_fs.c'), BOOT]],
  ['a function that nobody knows', false, [{ ...PRINT, function: null }, BOOT]],
  ['nothing that leads to boot code', false, [PRINT]],
])('a way through %s is one between suites: %s', (_, expected, backtrace) => {
  expect(isBetweenSuites(site(...backtrace), ['/lib/fs/tests/test_fs.c'])).toBe(expected);
});

test('where nobody is to blame, the last case had ended, and the log as a whole crashed', () => {
  const charged = chargedToNobody(FAULT);
  expect(charged).toMatchObject({ end: 'crash', cause: FAULT.cause });
  expect(charged.suites[0]?.cases.map(({ verdict }) => verdict)).toEqual(['pass']);
});

test('the case keeps its crash where the suite of the function had begun, or two suites share it', () => {
  const at = site(frame('begin', '/lib/net/test.c'));
  expect(suiteInInit(FAULT, at, [{ ...INIT, suite: 'fs' }])).toBeNull();
  expect(suiteInInit(FAULT, at, [INIT, { ...INIT, suite: 'net6' }])).toBeNull();
});

const asserted = (place: CrashSite['place'], headline = 'Assertion failure: is_up', init = INIT): string | null =>
  suiteInInit(reading(headline), { backtrace: [], place, rootDir: '/project' }, [init]);
const HERE = { library: 'libnet', file: 'test.c', line: 12 };

test('an assertion that stands in the function says so', () => {
  expect(asserted(HERE)).toBe('net');
});

test('a source of tests none of whose suites has begun runs for its init functions alone, whatever the line says', () => {
  const init = { ...INIT, together: ['net', 'net6'] };
  const helper = { ...HERE, line: 260 };
  expect(asserted(helper, 'Assertion failure: p != ((void *)0)', init)).toBe('net');
  expect(asserted(helper, 'Assertion failure: p', { ...init, together: ['net', 'fs'] })).toBeNull();
  expect(asserted({ ...helper, library: 'libother' }, 'Assertion failure: p', init)).toBeNull();
});

test('what stands before the suites of its source is charged to the one that is known to run, to nobody where there are several', () => {
  const together = ['net', 'net6'];
  const at = site(frame('boom', '/lib/net/test.c'));
  const other: SuiteInit = { ...INIT, suite: 'net6', name: null, line: 0, body: [], together };
  expect(suiteInInit(FAULT, at, [{ ...other, together: ['net6'] }])).toBe('net6');
  expect(suiteInInit(FAULT, at, [{ ...INIT, together }, other])).toBeNull();
  const named = site(frame('boom', '/lib/net/test.c'), frame('begin', '/lib/net/test.c'));
  expect(suiteInInit(FAULT, named, [{ ...INIT, together }, other])).toBe('net');
});

test('a place that is not certainly the one in the function says nothing', () => {
  expect(asserted({ ...HERE, line: 13 })).toBeNull();
  expect(asserted({ ...HERE, line: 260 })).toBeNull();
  expect(asserted({ ...HERE, library: 'libother' })).toBeNull();
  expect(asserted({ ...HERE, file: 'other.c' })).toBeNull();
  // Of a header, which has the name of the source that includes it.
  expect(asserted(HERE, 'Assertion failure: assert')).toBeNull();
  expect(asserted(HERE, undefined, { ...INIT, isNameUnique: false })).toBeNull();
});
