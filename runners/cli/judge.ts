// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix judge FILE`: reads a console log from anywhere and says what happened in it. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../model/errors.ts';
import { EXIT } from '../dispatcher.ts';
import { readLog, type Reading } from '../protocols/reading.ts';
import type { ProtocolReader } from '../protocols/protocol-event.ts';
import { TapReader } from '../protocols/tap.ts';
import { UktestReader } from '../protocols/uktest.ts';
import { parseChoice, parseCount } from './options.ts';

export interface JudgeOptions {
  readonly protocol: string;
  readonly exitStatus?: string;
  readonly json?: boolean;
}

const PROTOCOLS = ['uktest', 'tap'] as const;

export function readBytes(bytes: Buffer, protocol: (typeof PROTOCOLS)[number], exitStatus: number | null): Reading {
  const reader: ProtocolReader = protocol === 'tap' ? new TapReader(null) : new UktestReader();
  const events = [...reader.push(bytes), ...reader.finish()];
  return readLog(events, exitStatus, bytes.length > 0 && bytes.at(-1) !== 0x0a);
}

function show({ suites, end, cause, findings }: Reading): void {
  const lines = suites.flatMap(({ name, cases }) =>
    cases.flatMap((one) => [
      `${one.verdict.padEnd(10)} ${name}.${one.name} (${one.assertions.passed} passed, ${one.assertions.failed} failed)`,
      ...one.failures.map(({ text, file, line }) => `             ${file ?? '?'}:${line ?? '?'}: ${text}`),
    ]),
  );
  const ending = `end: ${end}${cause === null ? '' : `: ${cause}`}`;
  process.stdout.write([...lines, ending, ...findings.map((text) => `finding: ${text}`), ''].join('\n'));
}

function exitCodeOf({ suites, end }: Reading): number {
  const verdicts = suites.flatMap(({ cases }) => cases.map(({ verdict }) => verdict));
  if (verdicts.some((verdict) => verdict === 'fail' || verdict === 'crash' || verdict === 'timeout'))
    return EXIT.unexpected;
  return verdicts.length === 0 || end !== 'complete' || verdicts.includes('unresolved')
    ? EXIT.unresolved
    : EXIT.expected;
}

export function judgeCommand(file: string, options: JudgeOptions): number {
  const protocol = parseChoice('--protocol', options.protocol, PROTOCOLS);
  const exitStatus = parseCount('--exit-status', options.exitStatus, 0);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new UserError('folder-unusable', `cannot read ${file}: ${(cause as Error).message}`, { cause });
  }
  const reading = readBytes(bytes, protocol, exitStatus);
  if (options.json === true) process.stdout.write(`${JSON.stringify(reading, null, 2)}\n`);
  else show(reading);
  return exitCodeOf(reading);
}
