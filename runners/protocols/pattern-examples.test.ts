// SPDX-License-Identifier: BSD-3-Clause
/** The protocols of kernels/PATTERNS.md on consoles of their kind: good ones, and ones on which something went wrong. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parsePatternProtocol, type PatternProtocol } from './pattern-file.ts';
import { PatternReader } from './pattern.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../kernels/PATTERNS.md'), 'utf8');

/** Each is a block that is set in by four blanks. */
const EXAMPLES: ReadonlyMap<string, PatternProtocol> = new Map(
  [...PAGE.matchAll(/^ {4}protocol: \S+\n(?: {4}.*\n)+/gm)].map(([block]) => {
    const protocol = parsePatternProtocol(block.replaceAll(/^ {4}/gm, ''), 'PATTERNS.md');
    return [protocol.name, protocol] as const;
  }),
);

const RULE = '='.repeat(67);
const ZTEST = `*** Booting Zephyr OS build v3.5.0 ***
Running TESTSUITE mutexes
${RULE}
START - test_lock
 PASS - test_lock in 0.001 seconds
${RULE}
START - test_busy

    Assertion failed at src/main.c:58: mutexes_test_busy: (locked == 0) is false
it was free
 FAIL - test_busy in 0.012 seconds
${RULE}
START - test_smp
 SKIP - test_smp in 0.001 seconds
${RULE}
TESTSUITE mutexes failed.

------ TESTSUITE SUMMARY START ------

SUITE FAIL -  50.00% [mutexes]: pass = 1, fail = 1, skip = 1, total = 3 duration = 0.014 seconds
 - PASS - [mutexes.test_lock] duration = 0.001 seconds
 - FAIL - [mutexes.test_busy] duration = 0.012 seconds
 - SKIP - [mutexes.test_smp] duration = 0.001 seconds

------ TESTSUITE SUMMARY END ------

${RULE}
PROJECT EXECUTION FAILED
`;
const ZTEST_GOOD = ['mutexes.test_lock pass', 'mutexes.test_busy fail', 'mutexes.test_smp skip'];

const GTEST = `[==========] Running 3 tests from 2 test suites.
[----------] Global test environment set-up.
[----------] 2 tests from Disk
[ RUN      ] Disk.Reads
[       OK ] Disk.Reads (0 ms)
[ RUN      ] Disk.Writes/0
disk.cc:12: Failure
Expected equality of these values:
  3
  4
[  FAILED  ] Disk.Writes/0, where GetParam() = 4 (2 ms)
[----------] 2 tests from Disk (2 ms total)
[ RUN      ] Net.Sends
net.cc:20: Skipped
no card
[  SKIPPED ] Net.Sends (0 ms)
[==========] 3 tests from 2 test suites ran. (3 ms total)
[  PASSED  ] 1 test.
[  SKIPPED ] 1 test, listed below:
[  SKIPPED ] Net.Sends
[  FAILED  ] 1 test, listed below:
[  FAILED  ] Disk.Writes/0, where GetParam() = 4

 1 FAILED TEST
`;
const UNITY = `heap.c:12:test_grows:PASS
heap.c:20:test_shrinks:FAIL: Expected 3 Was 4
heap.c:31:test_moves:IGNORE: not yet

-----------------------
3 Tests 1 Failures 1 Ignored 
FAIL
`;
const BLOG = `Running 3 tests
os::vga::prints...\t[ok]
os::vga::scrolls...\tline 1
line 2
[ok]
os::heap::grows...\t[failed]

Error: panicked at src/heap.rs:3:5:
assertion failed: left == right
`;
const LIBTEST = `
running 3 tests
test a::one ... ok
test a::two ... FAILED
test three ... ignored, no disk

failures:

---- a::two stdout ----
thread 'a::two' panicked at src/lib.rs:12:5:
assertion failed: false

failures:
    a::two

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
`;
const OSTEST = `stdio_test: write fd=1
user_main: Begin argument test
user_main: mutex test
mutex_test: Initializing mutex
mutex_test: ERROR thread 1 had it twice
user_main: nested signal handler test
signest_test: Starting signal waiter task
ostest_main: Exiting with status 0
`;
const SEL4 = `ELF-loader started on CPU: ARM Ltd. Cortex-A53 r0p4
<testsuite>
\t<testcase classname="sel4test" name="SYSCALL0000">
\t\t<system-out>
Running test SYSCALL0000 (Basic system call testing)
\t\t</system-out>
\t</testcase>
\t<testcase classname="sel4test" name="BIND0001">
\t\t<failure type="failure">result == 0 at line 12 of file bind.c</failure>
\t</testcase>
</testsuite>
`;
const XTF = `--- Xen Test Framework ---
Environment: HVM 64bit (Long mode 4 levels)
Test of faults
`;
const RTEMS = `*** BEGIN OF TEST TICKER ***
*** TEST VERSION: 6.0.0
*** TEST STATE: EXPECTED_PASS
TA1  - 09:00:00   12/31/1988
`;

const upTo = (log: string, words: string): string => log.slice(0, log.indexOf(words));
const CASES: readonly [string, string, string, number | null, string[], string, string | null][] = [
  ['ztest', 'whole', ZTEST, null, ZTEST_GOOD, 'complete', null],
  [
    'ztest',
    'cut between two',
    upTo(ZTEST, 'START - test_busy'),
    null,
    ['mutexes.test_lock pass'],
    'truncated',
    'end line',
  ],
  [
    'ztest',
    'hung',
    upTo(ZTEST, '\n    Assertion'),
    124,
    ['mutexes.test_lock pass', 'mutexes.test_busy timeout'],
    'hang',
    '',
  ],
  [
    'ztest',
    'crashed',
    `${upTo(ZTEST, '\n    Assertion')}[00:00:00.010,000] <err> os: >>> ZEPHYR FATAL ERROR 4: Kernel panic on CPU 0\n[00:00:00.010,000] <err> os: Halting system\n`,
    124,
    ['mutexes.test_lock pass', 'mutexes.test_busy crash'],
    'crash',
    'ZEPHYR FATAL ERROR 4',
  ],
  [
    'ztest',
    'provoked a fault',
    'START - test_oops\nE: >>> ZEPHYR FATAL ERROR 3: Kernel oops on CPU 0\nCaught system error -- reason 3 1\n PASS - test_oops in 0.1 seconds\nPROJECT EXECUTION SUCCESSFUL\n',
    null,
    ['log.test_oops pass'],
    'complete',
    null,
  ],
  [
    'ztest',
    'failed outside of tests',
    'START - test_a\n PASS - test_a in 0.1 seconds\nPROJECT EXECUTION FAILED\n',
    null,
    ['log.test_a pass'],
    'complete',
    'PROJECT EXECUTION FAILED',
  ],
  [
    'ztest',
    'of older releases',
    'Running test suite old\nstarting test - test_a\nPASS - test_a.\nstarting test - test_b\nSKIP - test_b.\nPROJECT EXECUTION SUCCESSFUL\n',
    null,
    ['log.test_a pass', 'log.test_b skip'],
    'complete',
    null,
  ],
  ['googletest', 'whole', GTEST, 1, ['Disk.Reads pass', 'Disk.Writes/0 fail', 'Net.Sends skip'], 'complete', null],
  ['googletest', 'killed', upTo(GTEST, 'disk.cc'), 124, ['Disk.Reads pass', 'Disk.Writes/0 timeout'], 'hang', ''],
  [
    'googletest',
    'with words before a result',
    '[==========] Running 1 test from 1 test suite.\n[ RUN      ] Disk.Reads\nreading...[       OK ] Disk.Reads (0 ms)\n[  PASSED  ] 1 test.\n',
    0,
    ['Disk.Reads pass'],
    'complete',
    null,
  ],
  [
    'googletest',
    'failed outside of tests',
    '[==========] Running 1 test from 1 test suite.\n[ RUN      ] Disk.Reads\n[       OK ] Disk.Reads (0 ms)\ndisk.cc:3: Failure\n[  PASSED  ] 1 test.\n[  FAILED  ] Disk: SetUpTestSuite or TearDownTestSuite\n\n 1 FAILED TEST SUITE\n',
    1,
    ['Disk.Reads pass'],
    'complete',
    '1 FAILED TEST SUITE',
  ],
  [
    'unity',
    'whole',
    UNITY,
    null,
    ['heap.c.test_grows pass', 'heap.c.test_shrinks fail', 'heap.c.test_moves skip'],
    'complete',
    null,
  ],
  [
    'unity',
    'cut',
    upTo(UNITY, '\n---'),
    null,
    ['heap.c.test_grows pass', 'heap.c.test_shrinks fail', 'heap.c.test_moves skip'],
    'truncated',
    'end line',
  ],
  [
    'unity',
    'with a line lost',
    UNITY.replace(/^heap.c:12.*\n/, ''),
    null,
    ['heap.c.test_shrinks fail', 'heap.c.test_moves skip'],
    'truncated',
    '2 of 3',
  ],
  [
    'rust',
    'a kernel that fails',
    BLOG,
    35,
    ['log.os::vga::prints pass', 'log.os::vga::scrolls pass', 'log.os::heap::grows fail'],
    'complete',
    null,
  ],
  [
    'rust',
    'a kernel that resets',
    upTo(BLOG, 'line 2'),
    0,
    ['log.os::vga::prints pass', 'log.os::vga::scrolls unresolved'],
    'truncated',
    '1 of 3',
  ],
  ['rust', 'libtest', LIBTEST, 101, ['log.a::one pass', 'log.a::two fail', 'log.three skip'], 'complete', null],
  [
    'ostest',
    'whole',
    OSTEST,
    0,
    ['log.Begin argument pass', 'log.mutex fail', 'log.nested signal handler pass'],
    'complete',
    null,
  ],
  [
    'ostest',
    'stops',
    upTo(OSTEST, 'ostest_main'),
    124,
    ['log.Begin argument pass', 'log.mutex fail', 'log.nested signal handler timeout'],
    'hang',
    '',
  ],
  ['sel4test-xml', 'whole', SEL4, null, ['sel4test.SYSCALL0000 pass', 'sel4test.BIND0001 fail'], 'complete', null],
  [
    'sel4test-xml',
    'cut',
    upTo(SEL4, '\t<testcase classname="sel4test" name="BIND'),
    null,
    ['sel4test.SYSCALL0000 unresolved'],
    'truncated',
    'end line',
  ],
  ['one-test', 'XTF', `${XTF}Test result: SUCCESS\n`, null, ['log.result pass'], 'complete', null],
  [
    'one-test',
    'XTF skips',
    `${XTF}Skip: no such CPU\nTest result: SKIP\n`,
    null,
    ['log.result skip'],
    'complete',
    null,
  ],
  [
    'one-test',
    'XTF has an error',
    `${XTF}Error: no memory\nTest result: ERROR\n`,
    null,
    ['log.result unresolved'],
    'complete',
    null,
  ],
  [
    'one-test',
    'XTF fails',
    `${XTF}Fail: no fault\nTest result: FAILURE\n`,
    null,
    ['log.result fail'],
    'complete',
    null,
  ],
  [
    'one-test',
    'XTF traps',
    `${XTF}Fail: no fault\n****\nPANIC: Unhandled exception at 0008:101\n****\n`,
    null,
    ['log.result crash'],
    'crash',
    'PANIC: ',
  ],
  ['one-test', 'XTF is cut', XTF, null, [], 'truncated', 'end line'],
  [
    'one-test',
    'Solo5',
    '            |      ___|\n**** Solo5 standalone test_hello ****\n\nSUCCESS\nSolo5: solo5_exit(0) called\n',
    0,
    ['log.result pass'],
    'complete',
    null,
  ],
  [
    'one-test',
    'RTEMS',
    `${RTEMS}*** END OF TEST TICKER ***\n\n[ RTEMS shutdown ]\n`,
    null,
    ['log.result pass'],
    'complete',
    null,
  ],
  [
    'one-test',
    'RTEMS is fatal',
    `${RTEMS}\n*** FATAL ***\nfatal source: 5 (RTEMS_FATAL_SOURCE_EXIT)\n`,
    null,
    ['log.result crash'],
    'crash',
    'FATAL',
  ],
];

test.each(CASES)('%s: %s', (name, _, log, status, verdicts, end, cause) => {
  const protocol = EXAMPLES.get(name);
  if (protocol === undefined) throw new Error(`the page has no ${name}`);
  const reader = new PatternReader('log', protocol).learnFrom(log);
  reader.push(Buffer.from(log));
  const reading = reader.finish(status);
  expect(
    reading.suites.flatMap((suite) => suite.cases.map((one) => `${suite.name}.${one.name} ${one.verdict}`)),
  ).toEqual(verdicts);
  expect(reading.end).toBe(end);
  if (cause === null) expect(reading.cause).toBeNull();
  else expect(reading.cause).toContain(cause);
});

test('each example is tried here', () => {
  expect([...EXAMPLES.keys()].toSorted()).toEqual([...new Set(CASES.map(([name]) => name))].toSorted());
});
