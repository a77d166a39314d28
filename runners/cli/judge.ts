// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix judge FILE`: reads a console log from anywhere, in pieces and once, and says what happened in it. */
import { createReadStream } from 'node:fs';
import { UserError } from '../../model/errors.ts';
import { EXIT } from '../dispatcher.ts';
import { asUtf8 } from '../protocols/lines.ts';
import type { ProtocolEvent, ProtocolReader } from '../protocols/protocol-event.ts';
import { readLog, type Reading } from '../protocols/reading.ts';
import { TapReader } from '../protocols/tap.ts';
import { UktestReader } from '../protocols/uktest.ts';
import { parseChoice, parseCount } from './options.ts';

export interface JudgeOptions {
  readonly protocol: string;
  readonly exitStatus?: string;
  readonly json?: boolean;
}

const PROTOCOLS = ['uktest', 'tap'] as const;
type Protocol = (typeof PROTOCOLS)[number];

/** As much of a log's beginning as is looked at for a nonce, and shown where the log is none of the protocol's. */
const HEAD_BYTES = 1 << 20;
const SHOWN_LINES = 3;

/** Our kernels put a nonce before each line of TAP; a log from elsewhere says itself which. */
function makeReader(protocol: Protocol, head: string): ProtocolReader {
  if (protocol === 'uktest') return new UktestReader();
  return new TapReader(/^@(\S{1,64}) TAP version \d/m.exec(head)?.[1] ?? null);
}

function firstLines(head: string): string {
  const lines = head.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .slice(0, SHOWN_LINES)
    .map((line) => JSON.stringify(asUtf8(line.slice(0, 120))))
    .join(' ');
}

function findNothing(protocol: Protocol, head: string): string {
  if (head === '') return 'the log is empty';
  return `the log has no line of protocol ${protocol} that names a case or suite; it begins: ${firstLines(head)}`;
}

export async function readConsole(
  chunks: AsyncIterable<Buffer>,
  protocol: Protocol,
  exitStatus: number | null,
): Promise<Reading> {
  const events: ProtocolEvent[] = [];
  let head = Buffer.alloc(0);
  let reader: ProtocolReader | null = null;
  for await (const chunk of chunks) {
    if (reader === null) {
      head = Buffer.concat([head, chunk]);
      if (head.length < HEAD_BYTES) continue;
      reader = makeReader(protocol, head.toString('latin1'));
      for (const event of reader.push(head)) events.push(event);
      continue;
    }
    for (const event of reader.push(chunk)) events.push(event);
  }
  if (reader === null) {
    reader = makeReader(protocol, head.toString('latin1'));
    for (const event of reader.push(head)) events.push(event);
  }
  for (const event of reader.finish()) events.push(event);
  const reading = readLog(events, exitStatus);
  if (reading.suites.length > 0) return reading;
  const findings = [...reading.findings, findNothing(protocol, head.toString('latin1'))];
  return { ...reading, findings };
}

/** A guest's text on a terminal: no byte of it may move the cursor or change colours. */
const printable = (text: string): string =>
  text.replaceAll(
    /[\x00-\x1f\x7f-\x9f]/g,
    (control) => `\\x${(control.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  );

function show({ suites, end, cause, findings }: Reading): void {
  const lines = suites.flatMap(({ name, cases }) =>
    cases.flatMap((one) => [
      `${one.verdict.padEnd(10)} ${name}.${one.name} (${one.assertions.passed} passed, ${one.assertions.failed} failed)`,
      ...one.failures.map(({ text, file, line }) => `             ${file ?? '?'}:${line ?? '?'}: ${text}`),
    ]),
  );
  const counts = new Map<string, number>();
  for (const { cases } of suites) for (const { verdict } of cases) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  const ending = `end: ${end}${cause === null ? '' : `: ${cause}`}`;
  const summary = [`${total} cases${parts === '' ? '' : `: ${parts}`}`, ending];
  const all = [...lines, ...summary, ...findings.map((text) => `finding: ${text}`)];
  process.stdout.write(`${all.map(printable).join('\n')}\n`);
}

export function exitCodeOf({ suites, end, cause }: Reading): number {
  const verdicts = suites.flatMap(({ cases }) => cases.map(({ verdict }) => verdict));
  if (verdicts.length === 0) return EXIT.unresolved;
  if (verdicts.some((verdict) => verdict === 'fail' || verdict === 'crash' || verdict === 'timeout'))
    return EXIT.unexpected;
  if (end === 'crash' || end === 'hang') return EXIT.unexpected;
  if (end === 'truncated' || verdicts.includes('unresolved')) return EXIT.unresolved;
  return cause === null ? EXIT.expected : EXIT.unexpected;
}

async function readFileOrInput(file: string, protocol: Protocol, exitStatus: number | null): Promise<Reading> {
  try {
    const chunks = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: HEAD_BYTES });
    return await readConsole(chunks as AsyncIterable<Buffer>, protocol, exitStatus);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    throw new UserError('folder-unusable', `cannot read ${file}: ${cause.message}`, { cause });
  }
}

export async function judgeCommand(file: string, options: JudgeOptions): Promise<number> {
  const protocol = parseChoice('--protocol', options.protocol, PROTOCOLS);
  const exitStatus = parseCount('--exit-status', options.exitStatus, 0);
  const reading = await readFileOrInput(file, protocol, exitStatus);
  if (options.json === true) process.stdout.write(`${JSON.stringify(reading, null, 2)}\n`);
  else show(reading);
  return exitCodeOf(reading);
}
