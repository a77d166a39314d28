// SPDX-License-Identifier: BSD-3-Clause
/**
 * golden/NAME.log shows one thing each that released kernels do to a reader of uktest's text; golden/NAME.judgement.json is what a true
 * reading says. The logs are written for this, in the form that Unikraft 0.12 to 0.17 prints.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseProtocol } from './choose.ts';
import type { ProtocolEvent } from './protocol-event.ts';
import { readLog, type Reading } from './reading.ts';
import { UktestReader } from './uktest.ts';

const GOLDEN = join(import.meta.dirname, 'golden');
const NAMES = globSync('*.log', { cwd: GOLDEN }).sort();
const LOGS = NAMES.map((name) => readFileSync(join(GOLDEN, name)));

function read(chunks: readonly Uint8Array[], head = ''): ProtocolEvent[] {
  const reader = new UktestReader(head);
  return [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.finish()];
}

const readBytes = (bytes: Uint8Array): Reading => readLog(read([bytes]), null);
const readText = (text: string): Reading => readBytes(Buffer.from(text, 'latin1'));

/** `suite.case` of each case that passed. */
const passedOf = ({ suites }: Reading): string[] =>
  suites.flatMap(({ name, cases }) =>
    cases.filter(({ verdict }) => verdict === 'pass').map((one) => `${name}.${one.name}`),
  );

const verdictsOf = ({ suites }: Reading): string[] =>
  suites.flatMap(({ name, cases }) => cases.map((one) => `${name}.${one.name} ${one.verdict}`));

const cutAt = (bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
};

/** What a hostile or broken console is made of. */
const piece = fc.oneof(
  fc.constantFrom(
    'test: a->b',
    'test:\x1b[0m a->c: described',
    '[    0.100000] Info: ',
    '[    0.000000] ',
    'Info: ',
    'CRIT: [lib] <x.c @    1> ',
    '\n',
    '\r\n',
    '\texpected `x` to be true ........ [ PASSED ]',
    '\texpected `x` to be true ........ [ FAILED ]',
    '. \x1b[1m\x1b[37m\x1b[41m FAILED \x1b[0m',
    '\t  in x.c]:12]',
    'Assertion failure: x',
    'Unikraft halted',
    'main returned 0',
    'Powered by',
    'Could not initialize test suite: a',
    'uktest:cases:      1 failed, 3 total',
    '\0',
    '\xfc',
    '\x1b[',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const console = fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join(''), 'latin1'));

/** ECMA-48, section 5.4: control sequences. */
const ESCAPES = new RegExp('\\u001b\\[[0-?]*[ -/]*[@-~]', 'g');

test.each(NAMES)('%s', async (name) => {
  const judgement = readBytes(readFileSync(join(GOLDEN, name)));
  await expect(`${JSON.stringify(judgement, null, 1)}\n`).toMatchFileSnapshot(
    join(GOLDEN, name.replace(/log$/, 'judgement.json')),
  );
});

test('a program that says FAILED beside a log with times does not make its case unclear', () => {
  const log = [
    '[    0.100000] Info: test:\x1b[0m disk->opens',
    'opens ... [ FAILED ]',
    '[    0.100001] Info: test:\x1b[0m disk->breaks',
    '[    0.100002] CRIT: [disk] <disk.c @   30> Impossible execution path',
  ];
  expect(verdictsOf(readText(`${log.join('\n')}\n`))).toEqual(['disk.opens pass', 'disk.breaks crash']);
});

test.each([
  [0, 'complete'],
  [83, 'complete'],
  [124, 'hang'],
  [null, 'hang'],
] as const)('a kernel that tells errors only never says that it is done: status %s', (status, end) => {
  const log = [
    '[    0.100000] Info: test:\x1b[0m disk->opens',
    '[    0.100001] Info: \texpected `rc` to be 0 and was 0 .................................................. [ PASSED ]',
    'Powered by',
    'o.   .o       _ _               __ _',
    'hello from main',
  ];
  const tagged = '[    0.100002] Info: [libukboot] <boot.c @  514> Calling main(1, [])';
  const readLines = (lines: readonly string[]): Reading => {
    const reader = new UktestReader();
    return readLog([...reader.push(Buffer.from(`${lines.join('\n')}\n`)), ...reader.finish()], status);
  };
  expect(readLines(log)).toMatchObject({ end, suites: [{ cases: [{ verdict: 'pass' }] }] });
  expect(readLines([...log, tagged]).end).not.toBe('complete');
});

/** What happens to logs on their way here. */
const COLLECTED: Readonly<Record<string, (line: string) => string>> = {
  "a CI's clock": (line) => `2026-05-01T10:00:00.1234567Z ${line}`,
  'the name of a container': (line) => `vm-1  | ${line}`,
  'the name of a console': (line) => `[serial0] ${line}`,
  'the indentation of a quotation': (line) => `    ${line}`,
  'the escape characters lost': (line) => line.replaceAll('\x1b', ''),
  'the escape characters written out': (line) => line.replaceAll('\x1b', '^['),
  'line ends the other way round': (line) => `\r${line}`,
};

test.each(Object.keys(COLLECTED))('a collected log reads like the original: %s', (how) => {
  for (const name of ['orderly.log', 'orderly-colours.log', 'orderly-no-times.log', 'kernel-assertion.log']) {
    const lines = readFileSync(join(GOLDEN, name), 'latin1').replaceAll('\r', '').trimEnd().split('\n');
    const log = `${lines.map(COLLECTED[how] ?? String).join('\n')}\n`;
    const reader = new UktestReader(log);
    const reading = readLog([...reader.push(Buffer.from(log, 'latin1')), ...reader.finish()], null);
    expect(verdictsOf(reading)).toEqual(verdictsOf(readText(`${lines.join('\n')}\n`)));
  }
});

test('how the bytes are cut into chunks does not matter', () => {
  const anyLog = fc.oneof(fc.constantFrom(...LOGS), console);
  fc.assert(
    fc.property(anyLog, fc.array(fc.nat(), { maxLength: 20 }), (bytes, cuts) => {
      expect(read(cutAt(bytes, cuts))).toEqual(read([bytes]));
    }),
  );
});

test('a byte at a time is no different', () => {
  for (const bytes of LOGS) {
    const bytewise = Array.from({ length: bytes.length }, (_, at) => bytes.subarray(at, at + 1));
    expect(read(bytewise)).toEqual(read([bytes]));
  }
});

test('no bytes make the reader throw, and what passes was started and followed by more', () => {
  fc.assert(
    fc.property(console, (bytes) => {
      // NULs and escape sequences do not count; names are read as UTF-8, with U+FFFD for what is none.
      const visible = bytes.toString('latin1').replaceAll('\0', '').replaceAll(ESCAPES, '');
      const text = Buffer.from(visible, 'latin1').toString('utf8');
      for (const passed of passedOf(readBytes(bytes))) {
        const name = passed.slice(passed.indexOf('.') + 1);
        expect(text.search(/test:/)).toBeGreaterThanOrEqual(0);
        expect(text).toContain(`->${name}`);
      }
    }),
    { numRuns: 500 },
  );
});

test('a log that is cut anywhere passes no case that the whole log does not pass', () => {
  fc.assert(
    fc.property(fc.constantFrom(...LOGS), fc.nat(), (bytes, at) => {
      const whole = readBytes(bytes);
      const part = readBytes(bytes.subarray(0, at % (bytes.length + 1)));
      // The same case may do better in an earlier boot than it does in the end.
      if (whole.findings.some((text) => /more than once/.test(text))) return;
      const ends = new Set(passedOf(whole));
      const lateFailures = new Set(['thread.left_behind']);
      expect(passedOf(part).filter((name) => !ends.has(name) && !lateFailures.has(name))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

const COLOURS = /\x1b\[[0-9;]*m/g;
test.each([
  ['colours', (text: string) => text.replaceAll(COLOURS, '')],
  ['carriage returns', (text: string) => text.replaceAll('\r\n', '\n')],
  ['times', (text: string) => text.replaceAll(/\[ *\d+\.\d{6}\] /g, '')],
  ['heads', (text: string) => text.replaceAll(COLOURS, '').replaceAll(/\[ *\d+\.\d{6}\] \w+: {1,2}/g, '')],
  ['heads of lines', (text: string) => text.replaceAll(COLOURS, '').replaceAll(/^\[ *\d+\.\d{6}\] \w+: {1,2}/gm, '')],
  ['the end of the last line', (text: string) => text.replace(/[\r\n]+$/, '')],
])('a filter that takes away %s takes no verdict', (_, filter) => {
  for (const [index, bytes] of LOGS.entries()) {
    const name = NAMES[index] ?? '';
    // These are about exactly that.
    if (/^(?:cpus|cut|program|boots|any)/.test(name)) continue;
    const whole = readBytes(bytes);
    const filtered = readText(filter(bytes.toString('latin1')));
    expect([name, ...verdictsOf(filtered)]).toEqual([name, ...verdictsOf(whole)]);
    expect([name, filtered.end]).toEqual([name, whole.end]);
  }
});

test('no line costs more than its length', () => {
  const fill = (text: string): string => text.repeat(Math.ceil(65_000 / text.length));
  const begun = '[    0.100000] Info: test: a->b\n';
  const hostile = [
    '.',
    '. ',
    ' ',
    '\t',
    '[ ',
    '[',
    '\r',
    '1',
    'test: ',
    '. [ FAILED',
    '\x1b[',
    '\x1b[1',
    'in x:1',
    '>',
    ':',
  ];
  for (const text of hostile) {
    for (const before of ['', 'test: a->b: ', '[    0.100000] Info: ', 'in ']) {
      expect(() => readText(`${begun}${before}${fill(text)}x\n`)).not.toThrow();
    }
  }
});

test.each([
  [null, 'hang', 'timeout'],
  [124, 'hang', 'timeout'],
  [137, 'hang', 'timeout'],
  [0, 'crash', 'crash'],
  [85, 'crash', 'crash'],
  [83, 'truncated', 'unresolved'],
  [1, 'truncated', 'unresolved'],
])('a log without an end and exit status %s', (status, end, verdict) => {
  const bytes = Buffer.from('[    0.100000] Info: test: a->b\n');
  const reading = readLog(read([bytes]), status);
  expect(reading).toMatchObject({ end, suites: [{ cases: [{ verdict }] }] });
});

test('an exit status of a crash is believed over the words of a good end', () => {
  const log = read([Buffer.from('Info: test: a->b\nInfo: main returned 0\n')]);
  expect(readLog(log, 85)).toMatchObject({ end: 'crash', suites: [{ cases: [{ verdict: 'pass' }] }] });
  expect(readLog(log, 83)).toMatchObject({ end: 'complete', cause: null });
});

test('a crash report without a known headline takes its first line', () => {
  const text = '[ 0.1] CRIT: [libx] <x.c @ 1> The sky is falling\n[ 0.1] CRIT: RIP: 0x1\n[ 0.1] CRIT: Backtrace:\n';
  expect(read([Buffer.from(`${text}[ 0.1] CRIT:  0x0000000000101234\n[ 0.1] CRIT: Crashing\n`)])).toMatchObject([
    { type: 'crash', headline: 'The sky is falling' },
    { type: 'crash-place', library: 'libx', file: 'x.c', line: 1 },
    { type: 'frame', address: '0x0000000000101234' },
  ]);
});

test('the instruction that faulted is the first frame, once', () => {
  const head = '[ 0.1] CRIT: [libkvmplat] <trace.c @   10> ';
  const frames = (...lines: string[]): unknown[] =>
    read([Buffer.from(lines.map((line) => `${head}${line}\n`).join(''))]).flatMap((event) =>
      event.type === 'frame' ? [event.address] : [],
    );
  const [x86, arm] = ['RIP: 000000000011ad2a CS: 0008', '\t ELR_EL1  : 0x00000000401061f8'];
  expect(frames('Unhandled Trap 13 (general protection), error code=0x0', x86)).toEqual(['0x000000000011ad2a']);
  expect(frames(x86, 'base is 0x10f10 caller is 0x11ad40', 'base is 0x10f50 caller is 0x11ad50')).toEqual([
    ...['0x000000000011ad2a', '0x11ad40', '0x11ad50'],
  ]);
  expect(frames(x86, 'Backtrace:', ' 0x000000000011ad2a', ' 0x000000000011ad40')).toHaveLength(2);
  expect(frames('EL1 sync trap caught', '\t SP       : 0x0000000040185ec0', arm)).toEqual(['0x00000000401061f8']);
  expect(frames('RIP: 0000000000000000 CS: 0008', 'base is 0x10f10 caller is 0x11ad40')).toEqual(['0x11ad40']);
});

test('without callers the link register of the first fault stands for them', () => {
  const head = '[ 0.1] CRIT: [libkvmplat] <traps_arm64.c @  173> \t ';
  const frames = (...lines: string[]): readonly string[] => {
    const log = [`${head.trim()} EL1 sync trap caught`, ...lines.map((line) => head + line)].join('\n');
    const reader = chooseProtocol({ protocol: 'uktest', suite: 'log' })(log);
    reader.push(Buffer.from(`${log}\n`));
    return reader.frames();
  };
  const [fault, link] = ['ELR_EL1  : 0x00000000401061f8', 'LR (x30) : 0x00000000401061e4'];
  expect(frames(fault, link)).toEqual(['0x00000000401061f8', '0x00000000401061e4']);
  expect(frames(fault, link, 'Call Trace:', '[0x401061f8]', '[0x40106200]')).toEqual([
    ...['0x00000000401061f8', '0x40106200'],
  ]);
  expect(frames(fault, 'LR (x30) : 0x00000000401061f8')).toEqual(['0x00000000401061f8']);
  // A call of null: the instruction of arm64 that called stands in front of where it would have gone on.
  const nowhere = 'ELR_EL1  : 0x0000000000000000';
  expect(frames(nowhere, link)).toEqual(['0x401061e0']);
  expect(frames(nowhere, link, fault, 'LR (x30) : 0x0000000040100000')).toEqual(['0x401061e0']);
  expect(frames(nowhere, 'LR (x30) : 0x0000000000000000')).toEqual([]);
});

test('CRIT alone is no crash', () => {
  expect(read([Buffer.from('CRIT: [libukvmem] <x.c @ 1> Cannot split\nInfo: fine\n')])).toEqual([]);
});

test.each<[string, string, string | null]>([
  ['UK_CRASH()', '[    0.200000] CRIT: [libx] <x.c @ 9> no memory\n', 'no memory'],
  ['a fault that may be handled', '[    0.200000] CRIT: [libukvmem] Cannot handle read page fault at 0x2\n', null],
  [
    'another line behind it',
    '[    0.200000] CRIT: [libx] <x.c @ 9> no memory\n[    0.300000] Info: [libx] well\n',
    null,
  ],
])('the last words of a log: %s', (_, words, cause) => {
  const reading = readText(BEGUN + words);
  expect(reading).toMatchObject(cause === null ? { end: 'hang' } : { end: 'crash', cause });
  expect(reading.suites[0]?.cases[1]?.verdict).toBe(cause === null ? 'timeout' : 'crash');
});

const PASSED = `\texpected \`x\` to be true ${'.'.repeat(57)} [ PASSED ]`;
const BEGUN = `[    0.100000] Info: test: s->one\n[    0.100100] Info: ${PASSED}\n[    0.100200] Info: test: s->two\n`;

test.each([
  [
    'a page fault up to 0.16, without source lines',
    'Unhandled page fault vaddr=0x401f9bffc, error code=0x2',
    '[    0.1] CRIT: [libukvmem] Cannot handle write page fault at 0x401f9bffc (ec: 0x2): -12\n' +
      '[    0.2] CRIT: [libkvmplat] Unhandled page fault vaddr=0x401f9bffc, error code=0x2\n' +
      '[    0.3] CRIT: Unikraft crash - Telesto (0.16.2)\n[    0.4] CRIT: RIP: 0008:000000000013e35c\n' +
      '[    0.5] CRIT:  40b79f5a8  82 96 14 00 00 00 00 00  |........|\n',
  ],
  [
    'a crash screen of 0.2x, which names no cause of its own',
    'Unregistering is not implemented.',
    '[    0.1] CRIT: [libx] <pool.c @  390>  Unregistering is not implemented.\n [    0.2] CRIT:  Unikraft Crash - Ijiraq (0.21.0)\n' +
      ' [    0.3] CRIT:  Registers:\n [    0.4] CRIT:   rip: 0008:0000000000113413\n',
  ],
  [
    'an indented assertion',
    'Assertion failure: a == b',
    '[    0.1] CRIT: [libx] <pool.c @  390>  Assertion failure: a == b\n',
  ],
])('a crash whose end nothing tells: %s', (_, cause, text) => {
  const withTimes = text.replaceAll(/\[ {4}0\.(\d)\]/g, '[    0.20000$1]');
  for (const status of [null, 0, 124]) {
    expect(readLog(read([Buffer.from(BEGUN + withTimes)]), status)).toMatchObject({
      end: 'crash',
      cause,
      suites: [{ cases: [{ verdict: 'pass' }, { verdict: 'crash' }] }],
    });
  }
});

test.each([
  ['[console] '],
  ['[2026-11-21T10:00:01.123Z] '],
  ['[10:00:01] '],
  ['[1234.567] '],
  ['[    1.234567] '],
  ['2026-11-21T10:00:01.1234567Z '],
  ['uk-1  | '],
  ['Nov 21 10:00:01 host qemu[12]: '],
])('what a collector puts before each line takes no verdict: %j', (prefix) => {
  for (const [index, bytes] of LOGS.entries()) {
    const name = NAMES[index] ?? '';
    if (/^(?:cpus|cut|program|boots|any|no-log|before|.*bare|.*no-times)/.test(name)) continue;
    const prefixed = bytes.toString('latin1').replaceAll(/^(?=[^\r\n])/gm, prefix);
    const reading = readLog(read([Buffer.from(prefixed, 'latin1')], prefixed), null);
    expect([name, ...verdictsOf(reading)]).toEqual([name, ...verdictsOf(readBytes(bytes))]);
  }
});

test('tabs that somebody expanded take no places away', () => {
  const failed = '[    0.100100] Info:         expected `x` to be true .......... [ FAILED ]\n';
  const log = `[    0.1] Info: test: s->one\n${failed}[    0.100200] Info:           in x.c]:12]\n`;
  expect(readText(log)).toMatchObject({ suites: [{ cases: [{ failures: [{ file: 'x.c', line: 12 }] }] }] });
});

test('the first words of a boot, said again, are another boot; two kinds of them are one', () => {
  const boot = 'SeaBIOS (version 1)\nInfo: [libukboot] Unikraft constructor table at 0x1 - 0x2\n';
  const one = `${boot}Info: test: s->one\nInfo: ${PASSED}\nInfo: test: s->two\n`;
  expect(readText(one).findings).toEqual([]);
  const twice = readText(one + one);
  expect(twice.findings).toContain('the machine booted more than once');
  expect(twice.suites[0]?.cases.map(({ verdict }) => verdict)).toEqual(['pass', 'crash']);
});

test('firmware behind a kernel is another boot, though the first log had none', () => {
  const log = `Info: test: s->one\nInfo: ${PASSED}\nSeaBIOS (version 1)\nInfo: [libukboot] Unikraft constructor t`;
  const reading = readText(log);
  expect(reading.findings).toContain('the machine booted more than once');
  expect(reading.suites[0]?.cases.map(({ verdict }) => verdict)).toEqual(['crash']);
});

test('before 0.6 uktest printed debug messages, which name where in its own header they are from', () => {
  const head = '[    0.100000] dbg:  [libqueue] <queue.c @  410> ';
  const text = [
    '[    0.100000] dbg:  [libuktest] <test.c @  196> test:\x1b[0m [queue:push]',
    `${head}    :\x1b[0m${PASSED}`,
    `${head}    :\x1b[0m${PASSED.replace('PASSED', 'FAILED')}`,
    `${head}    :\x1b[0m\t  in queue.c:31`,
    '[    0.100000] dbg:  [libuktest] <test.c @  140> Test Summary:',
    '[    0.100000] dbg:  [libuktest] <test.c @  150>  - Cases:      2 failed\x1b[0m, 2 total',
  ];
  expect(readText(text.map((line) => `${line}\n`).join(''))).toMatchObject({
    suites: [
      {
        name: 'queue',
        cases: [{ name: 'push', verdict: 'fail', failures: [{ text: 'expected `x` to be true', line: 31 }] }],
      },
    ],
    findings: [expect.stringContaining('2 failed')],
  });
});

test.each([
  ['KVM internal error. Suberror: 1\nemulation failure\nRAX=0000000000000000\n', 'crash'],
  ['qemu: fatal: Trying to execute code outside RAM or ROM at 0x00000000bf000000\n', 'crash'],
  ['run.sh: line 7:  4711 Segmentation fault      (core dumped) ./app_linuxu-x86_64\n', 'crash'],
  [`Segmentation fault\n[    0.200000] Info: ${PASSED}\n`, 'timeout'],
])('the last words of what runs the kernel: %j', (words, verdict) => {
  expect(readText(BEGUN + words).suites[0]?.cases[1]?.verdict).toBe(verdict);
});

test('a kernel that halts on the line that a case left unfinished has halted inside of it', () => {
  const { suites, cause } = readText('Info: test: a->b\nInfo: [liba] <a.c @    7> halfwayUnikraft halted\n');
  expect(cause).toBe('the kernel halted inside of a case');
  expect(suites[0]?.cases).toMatchObject([{ name: 'b', verdict: 'crash' }]);
});

test.each([
  ['before its end', 'Info: test: a->b\n', 'crash'],
  [
    'after its end',
    'Info: test: a->b\nInfo: main returned 0\nInfo: [libkvmplat] <shutdown.c @   13> Unikraft halted\n',
    'complete',
  ],
  ['before its kernel had a console', '\x1bc\x1b[?7l\x1b[2J', 'crash'],
])('a machine that is reset %s', (_, text, end) => {
  expect(readLog(read([Buffer.from(text)]), null, true).end).toBe(end);
});

test('a kernel that halts without a word has no console that is heard', () => {
  const { end, cause } = readLog(read([Buffer.from('')]), 83);
  expect(end).toBe('truncated');
  expect(cause).toBe("nothing in it is of a kernel's log, although the kernel halted (status 83)");
});
