// SPDX-License-Identifier: BSD-3-Clause
/** How fast consoles are read: an orderly run's TAP, beside tap-parser on the same lines, and the classic text. */
import { Parser } from 'tap-parser';
import type { ProtocolReader } from '../runners/protocols/protocol-event.ts';
import { TapReader } from '../runners/protocols/tap.ts';
import { UktestReader } from '../runners/protocols/uktest.ts';
import { median } from './cli.ts';

const SUITES = 20;
const CASES = 500;
const ASSERTIONS = 10;
/** As many bytes as the TAP of all suites has. */
const CLASSIC_CASES = 1_700;
const CHUNK_BYTES = 1 << 16;
const ROUNDS = 5;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

const caseTap = (number: number): string[] => [
  `    # Case: case_number_${number}`,
  `    ok ${number} - case_number_${number}`,
  '      ---',
  `      passed: ${ASSERTIONS}`,
  '      failed: 0',
  `      duration_us: ${37 * number}`,
  '      ...',
];

const tapLines = (): string[] => [
  'TAP version 14',
  `1..${SUITES}`,
  ...numbers(SUITES).flatMap((suite) => [
    `# Subtest: suite${suite}`,
    `    1..${CASES}`,
    ...numbers(CASES).flatMap(caseTap),
    `ok ${suite} - suite${suite}`,
  ]),
  `# End: suites=${SUITES} cases=${SUITES * CASES} passed=${SUITES * CASES} failed=0 skipped=0`,
];

const classicLines = (): string[] =>
  numbers(CLASSIC_CASES).flatMap((number) => [
    `[    0.${100_000 + number}] Info: test: suite->case_number_${number}`,
    ...numbers(ASSERTIONS).map(
      (index) => `[    0.${100_000 + number}] Info: \t${`expected \`x\` to be ${index} `.padEnd(79, '.')}. [ PASSED ]`,
    ),
  ]);

const bytesOf = (lines: readonly string[], prefix: string): Buffer =>
  Buffer.from(lines.map((line) => `${prefix}${line}\r\n`).join(''));

function readAll(reader: ProtocolReader, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) reader.push(bytes.subarray(at, at + CHUNK_BYTES));
  reader.finish();
}

/** MB/s, the median of a few rounds. */
function speed(bytes: Buffer, read: () => void): number {
  const rounds = numbers(ROUNDS).map(() => {
    const started = performance.now();
    read();
    return bytes.length / 1000 / (performance.now() - started);
  });
  return median(rounds);
}

export function benchParsing(): Promise<string> {
  const tap = bytesOf(tapLines(), '@0123abcd ');
  const plain = bytesOf(tapLines(), '');
  const classic = bytesOf(classicLines(), '');
  const ours = speed(tap, () => {
    readAll(new TapReader('0123abcd'), tap);
  });
  const theirs = speed(plain, () => {
    new Parser().end(plain.toString());
  });
  const text = speed(classic, () => {
    readAll(new UktestReader(), classic);
  });
  return Promise.resolve(
    `parsing: TAP ${ours.toFixed(0)} MB/s, tap-parser alone ${theirs.toFixed(1)} MB/s, ratio ${(ours / theirs).toFixed(0)}; ` +
      `classic text ${text.toFixed(0)} MB/s`,
  );
}
