// SPDX-License-Identifier: BSD-3-Clause
/** Any bytes on the console: the reader throws nothing, reads the same however they are cut, and no case passes that did not say so. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseKey } from '../../model/cell.ts';
import type { BootEvidence } from '../evidence.ts';
import { judgeBoot } from '../judge.ts';
import { LineCutter } from './lines.ts';
import type { ProtocolEvent } from './protocol-event.ts';
import { ThoroughTap } from './tap-thorough.ts';
import { TapReader } from './tap.ts';
import { UktestReader } from './uktest.ts';

const ASKED = [
  { suite: 's', name: 'a' },
  { suite: 's', name: 'b' },
  { suite: 't', name: 'c' },
];
const HONEST = [
  'TAP version 14',
  '1..2',
  '# Subtest: s',
  '    1..2',
  '    # Case: a',
  '    ok 1 - a',
  '      ---',
  '      passed: 5',
  '      failed: 0',
  '      duration_us: 17',
  '      ...',
  '    # Case: b',
  '    ok 2 - b',
  '      ---',
  '      passed: 0',
  '      failed: 0',
  '      duration_us: 0',
  '      ...',
  'ok 1 - s',
  '# Subtest: t',
  '    1..1',
  '    # Case: c',
  '    ok 1 - c',
  '      ---',
  '      passed: 1',
  '      failed: 0',
  '      duration_us: 3',
  '      ...',
  'ok 2 - t',
  '# End: suites=2 cases=3 passed=3 failed=0 skipped=0',
];
const LIES = [
  '    not ok 1 - a',
  '    not ok 2 - b',
  '    ok 2 - b # SKIP',
  '    ok 2 - b # TODO',
  '    # Failed: x.c:1: no',
  '    # Init failed: -5',
  'not ok 1 - s',
  'Bail out!',
  '    Bail out! x',
  'pragma +strict',
  '    pragma +strict',
  '1..0 # SKIP',
  '1..99999999999999999999',
  '    1..4294967295',
  'ok 99999999999999999999 - z',
  '      ---',
  '      ...',
  '      a: &a [*a, *a]',
  '      !!js/function x',
  '        # Subtest: deep',
  '            ok 1',
  '# Subtest: s {',
  'ok 1 - s {',
  '}',
  'ok',
  'not ok',
  '# List: s.a f.c:1',
  '# End: list suites=1 cases=1',
  '# End: suites=-1',
  '# End: suites=2 cases=3 passed=2 failed=1 skipped=0',
  '    # Crashed: b passed=1 failed=0 after x.c:3',
];

type Bytes = Uint8Array;
const line = (text: string): string => `@n1 ${text}\n`;
/** An honest console with lines left out, told twice, moved and put in. */
const edited: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.constantFrom('drop', 'twice', 'insert', 'swap', 'torn'),
      fc.nat(HONEST.length),
      fc.constantFrom(...LIES),
    ),
    {
      maxLength: 5,
    },
  )
  .map((edits) => {
    const lines = HONEST.map(line);
    for (const [kind, at, lie] of edits) {
      const index = Math.min(at, lines.length - 1);
      const here = lines[index] ?? '';
      if (kind === 'drop') lines.splice(index, 1);
      else if (kind === 'twice') lines.splice(index, 0, here);
      else if (kind === 'insert') lines.splice(index, 0, line(lie));
      else if (kind === 'torn') lines[index] = here.slice(0, lie.length % here.length);
      else lines.splice(index, 2, lines[index + 1] ?? '', here);
    }
    return lines.join('');
  });
const damaged: fc.Arbitrary<Bytes> = fc
  .tuple(edited, fc.array(fc.tuple(fc.nat(1000), fc.nat(255)), { maxLength: 3 }))
  .map(([text, flips]) => {
    const bytes = Buffer.from(text);
    for (const [at, value] of flips) if (bytes.length > 0) bytes[at % bytes.length] = value;
    return bytes;
  });
const anything: fc.Arbitrary<Bytes> = fc.oneof(
  { weight: 4, arbitrary: damaged },
  fc.uint8Array({ maxLength: 300 }),
  fc
    .array(fc.oneof(fc.string(), fc.constantFrom(...LIES)), { maxLength: 20 })
    .map((lines) => Buffer.from(lines.map(line).join(''))),
);

function read(chunks: readonly Bytes[]): ProtocolEvent[] {
  const reader = new TapReader('n1');
  return [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.finish()];
}

test('the same events however the bytes are cut', () => {
  fc.assert(
    fc.property(anything, fc.array(fc.nat(400), { maxLength: 6 }), (bytes, cuts) => {
      const sorted = [...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].toSorted(
        (one, other) => one - other,
      );
      const chunks = sorted.map((end, index) => bytes.subarray(sorted[index - 1] ?? 0, end));
      expect(read(chunks)).toEqual(read([bytes]));
    }),
    { numRuns: 500 },
  );
});

function readThoroughly(bytes: Bytes): ProtocolEvent[] {
  const reader = new ThoroughTap();
  const lines = new LineCutter().push(bytes).filter(({ text }) => text.includes('@n1 '));
  const events = lines.flatMap((one) => reader.take(one.text.slice(one.text.indexOf('@n1 ') + 4), one));
  return [...events, ...reader.finish()];
}

/**
 * Of a case its result alone: tap-parser tells it when the next one comes, and until then takes in whatever is printed behind it.
 */
const told = (events: readonly ProtocolEvent[]): string[] =>
  events
    .filter(({ type }) => type !== 'cut')
    .map((event) => {
      if (event.type !== 'case-ended') return JSON.stringify({ ...event, at: 0 });
      return `${caseKey(event)}: ${JSON.stringify(event.result)}`;
    })
    .toSorted();

test('the quick reading of an orderly run tells what the thorough one tells, no more and no less', () => {
  fc.assert(
    fc.property(anything, (bytes) => {
      // tap-parser forgets a result that it has not told yet.
      fc.pre(!Buffer.from(bytes).includes('Bail out!'));
      expect(told(read([bytes]))).toEqual(told(readThoroughly(bytes)));
    }),
    { numRuns: 2000 },
  );
});

function evidence(bytes: Bytes, status: number): BootEvidence {
  const classic = new UktestReader();
  return {
    arch: 'x86_64',
    nonce: 'n1',
    asked: ASKED,
    exit: { kind: 'status', status },
    killed: null,
    pressed: null,
    trouble: null,
    stderr: '',
    durationMs: 1,
    tap: read([bytes]),
    classic: [...classic.push(bytes), ...classic.finish()],
    share: null,
    byteCount: bytes.length,
    backtrace: [],
    seenMs: new Map(),
    runningForMs: 0,
  };
}

test('no case passes that was not started and reported, none that was also reported as failed, each gets one answer', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom(0, 33, 35, 37), (bytes, status) => {
      const { verdicts, remaining } = judgeBoot(evidence(bytes, status));
      expect([...verdicts, ...remaining].map(caseKey).toSorted()).toEqual(ASKED.map(caseKey));
      const lines = Buffer.from(bytes).toString('latin1').split('\n').slice(0, -1);
      const has = (pattern: RegExp): boolean => lines.some((text) => pattern.test(text));
      const isRestarted = lines.filter((text) => text.includes('@n1 TAP version ')).length > 1;
      for (const { name, verdict } of verdicts.filter((one) => one.verdict === 'pass')) {
        expect(has(new RegExp(`@n1 +# Case: ${name}\\r*$`)), `${name}: ${verdict}`).toBe(true);
        expect(has(new RegExp(`@n1 +ok\\b.*\\b${name}\\b`))).toBe(true);
        if (!isRestarted) expect(has(new RegExp(`@n1 {5}not ok \\d+ - ${name}\\r*$`))).toBe(false);
      }
    }),
    { numRuns: 1500 },
  );
});

test('with the status of a failure, or another, no console is all green', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom(0, 1, 35, 37), (bytes, status) => {
      const { verdicts, end } = judgeBoot(evidence(bytes, status));
      if (end === 'complete') expect(verdicts.every(({ verdict }) => verdict === 'pass')).toBe(false);
    }),
    { numRuns: 500 },
  );
});
