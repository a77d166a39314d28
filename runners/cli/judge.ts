// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix judge FILE`: reads a console log from anywhere, in pieces and once, and says what happened in it. */
import { createReadStream } from 'node:fs';
import { constants } from 'node:os';
import { basename, extname } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { counted } from '../../reports/terminal/style.ts';
import { EXIT } from '../dispatcher.ts';
import { chooseProtocol, type MakeReader, type ProtocolChoice } from '../protocols/choose.ts';
import { withDoubt } from '../protocols/crash-elsewhere.ts';
import { finishReading } from '../protocols/exit-code.ts';
import { describeNothing } from '../protocols/first-lines.ts';
import { KeptLog } from '../protocols/kept-log.ts';
import { isKill, type LogReader } from '../protocols/log-reader.ts';
import type { CaseReading, Reading } from '../protocols/reading.ts';
import { jsonOf } from './judge-json.ts';
import { parseCount } from './options.ts';

export interface JudgeOptions {
  readonly protocol: string;
  readonly statusMap?: string;
  readonly exitStatus?: string;
  readonly json?: boolean;
}

/** A shell's words for a monitor that could not be started, or that died of a signal which nobody sends to end a guest. */
const DIED = new Map([
  [126, 'it could not be started'],
  [127, 'it was not found'],
  ...(['SIGILL', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGSEGV'] as const).map((name): [number, string] => [
    128 + constants.signals[name],
    `it died of ${name}`,
  ]),
]);

/** As much of a log's beginning as is looked at for a nonce. */
const HEAD_BYTES = 1 << 20;
/** So much at once: what comes of it is gone before more is read. */
const READ_BYTES = 1 << 16;

export async function readConsole(
  chunks: AsyncIterable<Buffer>,
  choice: ProtocolChoice,
  exitStatus: number | null,
): Promise<Reading> {
  const makeReader = chooseProtocol(choice);
  const gathered: Buffer[] = [];
  let missing = HEAD_BYTES;
  let begun: Begun | null = null;
  for await (const chunk of chunks) {
    if (begun !== null) {
      begun.reader.push(begun.kept.push(chunk));
      continue;
    }
    gathered.push(chunk);
    missing -= chunk.length;
    if (missing <= 0) begun = begin(makeReader, Buffer.concat(gathered));
  }
  const { reader, kept, head } = begun ?? begin(makeReader, Buffer.concat(gathered));
  reader.push(kept.finish());
  const whole = withStatus(
    finishReading(reader, { exitStatus, isReset: false, isKilled: isKill(exitStatus) }, choice),
    choice,
    exitStatus,
  );
  const reading = withDoubt(whole, reader.crashPlace());
  if (reading.suites.length > 0) return reading;
  const findings = [...reading.findings, describeNothing(choice.protocol, head)];
  return { ...reading, findings };
}

/** Where a protocol does not read the status itself, a log that looks complete is not to be believed of a monitor that died. */
function withStatus(reading: Reading, { protocol }: ProtocolChoice, exitStatus: number | null): Reading {
  const how = exitStatus === null ? undefined : DIED.get(exitStatus);
  if (how === undefined || protocol === 'exit-code' || reading.end !== 'complete') return reading;
  return { ...reading, cause: reading.cause ?? `the monitor exited with status ${exitStatus ?? ''}: ${how}` };
}

interface Begun {
  readonly reader: LogReader;
  readonly kept: KeptLog;
  /** Latin-1. */
  readonly head: string;
}

function begin(makeReader: MakeReader, bytes: Buffer): Begun {
  const kept = new KeptLog(bytes);
  const printed = kept.push(bytes);
  const head = printed.toString('latin1');
  const reader = makeReader(head);
  reader.push(printed);
  return { reader, kept, head };
}

/** A guest's text on a terminal: no byte of it may move the cursor or change colours. */
const printable = (text: string): string =>
  text.replaceAll(
    /[\x00-\x1f\x7f-\x9f]/g,
    (control) => `\\x${(control.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  );

function remarkOf({ reason, promised }: CaseReading): string {
  const remarks = [promised === undefined ? '' : 'known to fail', reason ?? ''].filter((remark) => remark !== '');
  return remarks.length === 0 ? '' : `: ${remarks.join(', ')}`;
}

function show({ suites, end, cause, findings }: Reading): void {
  const lines = suites.flatMap(({ name, cases }) =>
    cases.flatMap((one) => [
      `${one.verdict.padEnd(10)} ${name}.${one.name} (${one.assertions.passed} passed, ${one.assertions.failed} failed)${remarkOf(one)}`,
      ...one.failures.map(({ text, file, line }) => `             ${file ?? '?'}:${line ?? '?'}: ${text}`),
    ]),
  );
  const counts = new Map<string, number>();
  for (const { cases } of suites) for (const { verdict } of cases) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  const ending = `end: ${end}${cause === null ? '' : `: ${cause}`}`;
  const summary = [`${counted(total, 'case')}${parts === '' ? '' : `: ${parts}`}`, ending];
  const all = [...lines, ...summary, ...findings.map((text) => `finding: ${text}`)];
  process.stdout.write(`${all.map(printable).join('\n')}\n`);
}

/** A failure that the log itself promised is expected, a pass against its promise is not. */
function isBad({ verdict, promised }: CaseReading): boolean {
  if (promised === 'fail') return verdict !== 'fail' && verdict !== 'skip';
  return verdict === 'fail' || verdict === 'crash' || verdict === 'timeout';
}

export function exitCodeOf({ suites, end, cause }: Reading): number {
  const cases = suites.flatMap((suite) => suite.cases);
  if (cases.length === 0) return EXIT.unresolved;
  if (cases.some(isBad) || end === 'crash' || end === 'hang') return EXIT.unexpected;
  if (end === 'truncated' || cases.some(({ verdict }) => verdict === 'unresolved')) return EXIT.unresolved;
  if (cause !== null) return EXIT.unexpected;
  return cases.every(({ verdict }) => verdict === 'skip') ? EXIT.unresolved : EXIT.expected;
}

async function readFileOrInput(file: string, choice: ProtocolChoice, exitStatus: number | null): Promise<Reading> {
  try {
    const chunks = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: READ_BYTES });
    return await readConsole(chunks as AsyncIterable<Buffer>, choice, exitStatus);
  } catch (cause) {
    if (cause instanceof UserError || !(cause instanceof Error && 'code' in cause)) throw cause;
    throw new UserError('folder-unusable', `cannot read ${file}: ${cause.message}`, { cause });
  }
}

export async function judgeCommand(file: string, options: JudgeOptions): Promise<number> {
  const exitStatus = parseCount('--exit-status', options.exitStatus, 0);
  const suite = file === '-' ? 'log' : basename(file, extname(file));
  const { protocol, statusMap } = options;
  const reading = await readFileOrInput(file, { protocol, statusMap, suite }, exitStatus);
  if (options.json === true) for (const piece of jsonOf(reading)) process.stdout.write(piece);
  else show(reading);
  return exitCodeOf(reading);
}
