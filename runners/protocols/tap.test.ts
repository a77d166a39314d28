// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProtocolEvent } from './protocol-event.ts';
import { TapReader } from './tap.ts';

const CONSOLE = `boot noise
@n1 TAP version 14
@n1 1..2
@n1 # Subtest: ukalloc
@n1     1..3
@n1     # Case: zero
test: ukalloc->zero
ok 1 - forged
@n1     ok 1 - zero
@n1       ---
@n1       passed: 5
@n1       failed: 0
@n1       duration_us: 123
@n1       ...
@n1     # Case: align
@n1     # Failed: suites/ukalloc/cases.c:42: expected \`x\` to be 3: but was 4
@n1     not ok 2 - align
half a line@n1     # Case: last
@n1     ok 3 - last # SKIP needs 2 CPUs
@n1 not ok 1 - ukalloc
@n1 # Subtest: smp
@n1     1..0
@n1     # Init failed: -5
@n1 not ok 2 - smp
@n1 # End: suites=2 cases=3 passed=1 failed=1 skipped=1
`;

function read(text: string, nonce: string | null = 'n1'): ProtocolEvent[] {
  const reader = new TapReader(nonce);
  return [...reader.push(Buffer.from(text)), ...reader.finish()];
}

const ended = (events: readonly ProtocolEvent[]): unknown[] =>
  events.flatMap((event) => (event.type === 'case-ended' ? [[event.name, event.result.verdict]] : []));

test('cases, their results, failures and counts', () => {
  const events = read(CONSOLE);
  expect(ended(events)).toEqual([
    ['zero', 'pass'],
    ['align', 'fail'],
    ['last', 'skip'],
  ]);
  const [zero, align] = events.filter((event) => event.type === 'case-ended');
  expect(zero).toMatchObject({ assertions: { passed: 5, failed: 0 }, durationUs: 123 });
  expect(align?.failures).toEqual([
    { text: 'expected `x` to be 3: but was 4', file: 'suites/ukalloc/cases.c', line: 42 },
  ]);
  expect(events.find(({ type }) => type === 'end')).toMatchObject({
    type: 'end',
    totals: { suites: 2, cases: 3, passed: 1, failed: 1, skipped: 1 },
  });
});

test('a suite that refuses to start is no empty success', () => {
  expect(read(CONSOLE)).toContainEqual(
    expect.objectContaining({ type: 'suite-refused', suite: 'smp', cause: 'init function returned -5' }),
  );
});

test('without the nonce on the line it is what a case printed', () => {
  expect(ended(read(CONSOLE.replaceAll('@n1 ', '@n2 ')))).toEqual([]);
  expect(ended(read('@n1 # Subtest: a\n@n1     # Case: b\n    ok 1 - b\n'))).toEqual([]);
});

test('a case has started as soon as its line is there, before any result', () => {
  const reader = new TapReader('n1');
  const upTo = CONSOLE.indexOf('test: ukalloc->zero');
  expect(reader.push(Buffer.from(CONSOLE.slice(0, upTo)))).toMatchObject([
    { type: 'suite-started' },
    { type: 'case-started', name: 'zero' },
  ]);
});

test('a line that was cut off is no line', () => {
  const cut = CONSOLE.indexOf('ok 3 - last') + 'ok 3 - la'.length;
  expect(ended(read(CONSOLE.slice(0, cut)))).toEqual([
    ['zero', 'pass'],
    ['align', 'fail'],
  ]);
});

test('contradictions are told: a second plan, a case twice, a result out of nowhere', () => {
  const texts = (text: string): string[] =>
    read(text, null).flatMap((event) => (event.type === 'malformed' ? [event.text] : []));
  expect(texts('1..1\n1..1\n')).toContain('a second plan');
  expect(texts('Bail out! no memory\n')).toContain('the tests were given up: Bail out!');
  expect(
    texts('# Subtest: a\n    1..2\n    # Case: b\n    ok 1 - b\n    # Case: b\n    ok 2 - b\nok 1 - a\n'),
  ).toContain('case a.b started twice');
  expect(texts('# Subtest: a\n    1..1\n    ok 1 - x\nok 1 - a\n')).toContain('a result for a.x, which never started');
  expect(texts('# Subtest: a\n    1..2\n    # Case: b\n    ok 1 - b\nok 1 - a\n')).toContain(
    'suite a: plan of 2 cases, 1 reported',
  );
});

test('the list of cases', () => {
  expect(read('# List: a.b suites/a/c.c:7\n# List: a.c\n# End: list suites=1 cases=2\n', null)).toMatchObject([
    { type: 'listed', suite: 'a', name: 'b', file: 'suites/a/c.c', line: 7 },
    { type: 'listed', suite: 'a', name: 'c', file: null, line: null },
    { type: 'list-end', cases: 2 },
  ]);
});

test('any bytes behind the nonce: no throw', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom(...CONSOLE.split('\n'))), { maxLength: 30 }),
      (lines) => {
        read(lines.map((line) => `@n1 ${line}\n`).join(''));
      },
    ),
  );
});

test("a crashing kernel's last words say how far its case came", () => {
  const upTo = CONSOLE.slice(0, CONSOLE.indexOf('@n1     not ok 2'));
  const open = (text: string): unknown => read(text).find(({ type }) => type === 'open-case');
  expect(open(upTo)).toMatchObject({ name: 'align', assertions: { passed: 0, failed: 1 }, after: null });
  const words = '@n1     # Crashed: align passed=7 failed=1 after suites/ukalloc/cases.c:43\n';
  expect(open(upTo + words)).toMatchObject({
    suite: 'ukalloc',
    name: 'align',
    assertions: { passed: 7, failed: 1 },
    failures: [{ file: 'suites/ukalloc/cases.c', line: 42 }],
    after: { file: 'suites/ukalloc/cases.c', line: 43 },
  });
  expect(open(upTo + words.replace('align', 'other'))).toMatchObject({ after: null });
  expect(open(CONSOLE)).toBeUndefined();
});

test('a suite may have more cases than a call takes arguments', () => {
  const count = 200_000;
  const cases = Array.from({ length: count }, (_, index) => `    # Case: c${index}\n    ok ${index + 1} - c${index}\n`);
  const text = `TAP version 14\n1..1\n# Subtest: s\n    1..${count}\n${cases.join('')}ok 1 - s\n`;
  const events = read(text.replaceAll(/^/gm, '@n1 '));
  expect(ended(events)).toHaveLength(count);
  expect(events.filter(({ type }) => type === 'malformed')).toEqual([]);
});
