// SPDX-License-Identifier: BSD-3-Clause
/**
 * What a guest is told to do, step by step (guest/guest.c reads it), and what an honest kernel with the suite `g` and the cases `one`,
 * `two` and `three` would do: every lie is one change to that.
 */

export type Step = string;

/** Stands for the boot's nonce in any text. */
export const NONCE = '{nonce}';

const asEscaped = (text: string | Uint8Array): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9_.:/@#-]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');

const operand = (text: string | Uint8Array): string =>
  typeof text === 'string' ? text.split(NONCE).map(asEscaped).join('%n') : asEscaped(text);

export const say = (text: string | Uint8Array): Step => `p${operand(text)}`;
export const sayOften = (count: number, text: string): Step => `a${count},${operand(text)}`;
export const sayForEver = (text: string): Step => `b${operand(text)}`;
/** A line of TAP with this boot's nonce. */
export const tap = (text: string): Step => say(`@${NONCE} ${text}\n`);

/** x86_64: written to isa-debug-exit. arm64: crash resets, anything else switches off. */
export const EXIT = { pass: 0x10, fail: 0x11, crash: 0x12 } as const;
export const exit = (value: number): Step => `x${value.toString(16)}`;

export const spin = 's';
export const spinWithInterrupts = 'S';
export const halt = 'h';
export const haltWithInterrupts = 'H';
export const fault = 'f';
export const startAgain = 'r';
/** Writes files into the share for ever. */
export const fillShare = 'k';

export const write = (path: string, text: string | Uint8Array): Step => `w${operand(path)},0,${operand(text)}`;
/** One byte far out: a file that is all hole. */
export const writeSparse = (path: string, mebibytes: number): Step => `w${operand(path)},${mebibytes},x`;
export const folder = (path: string): Step => `d${operand(path)}`;
export const link = (path: string, target: string): Step => `l${operand(path)},${operand(target)}`;
export const fifo = (path: string): Step => `m${operand(path)},11b4,0,0`;

/** Steps that stand in the place of the honest ones. */
export interface Lie {
  readonly atBoot?: readonly Step[];
  /** Lines; null leaves one out. */
  readonly plan?: string;
  readonly suitePlan?: string;
  readonly suitePoint?: string;
  /** Between the start and the result of case two. */
  readonly inCase?: readonly Step[];
  /** Instead of the start of case two. */
  readonly caseStart?: readonly Step[];
  /** Instead of the result of case two. */
  readonly result?: readonly Step[];
  /** What the cases tell of themselves where the lie is elsewhere. */
  readonly results?: Readonly<Record<string, Result>>;
  readonly beforeEnd?: readonly Step[];
  readonly end?: readonly Step[];
  readonly afterEnd?: readonly Step[];
  /** Instead of the result file. */
  readonly file?: readonly Step[];
  /** Value given to `exit`. */
  readonly exit?: number;
}

export type Result = 'ok' | 'not ok' | 'skip';

export const CASES: readonly string[] = ['one', 'two', 'three'];

function caseSteps(name: string, number: number, lie: Lie): Step[] {
  const result = lie.results?.[name] ?? 'ok';
  const point = result === 'skip' ? `ok ${number} - ${name} # SKIP not here` : `${result} ${number} - ${name}`;
  const start = [tap(`    # Case: ${name}`)];
  const honest = [tap(`    ${point}`)];
  if (name !== 'two') return [...start, ...honest];
  return [...(lie.caseStart ?? start), ...(lie.inCase ?? []), ...(lie.result ?? honest)];
}

export interface Totals {
  readonly cases: number;
  readonly failed: number;
  readonly skipped: number;
}

export const endLine = ({ cases, failed, skipped }: Totals): string =>
  `# End: suites=1 cases=${cases} passed=${cases - failed - skipped} failed=${failed} skipped=${skipped}`;

export const resultLine = (status: string, { cases, failed, skipped }: Totals, nonce = NONCE): string =>
  `ukmatrix 1 ${nonce} ${status} ${cases} ${failed} ${skipped}\n`;

/** The whole boot of a kernel that was asked for `asked`, with the lie in its place. */
export function scriptOf(asked: readonly string[], lie: Lie): Step[] {
  const count = (wanted: Result): number => asked.filter((name) => lie.results?.[name] === wanted).length;
  const totals = { cases: asked.length, failed: count('not ok'), skipped: count('skip') };
  const isGood = totals.failed === 0;
  return [
    ...(lie.atBoot ?? []),
    tap('TAP version 14'),
    tap(lie.plan ?? '1..1'),
    tap('# Subtest: g'),
    tap(`    ${lie.suitePlan ?? `1..${asked.length}`}`),
    ...asked.flatMap((name, index) => caseSteps(name, index + 1, lie)),
    tap(lie.suitePoint ?? `${isGood ? 'ok' : 'not ok'} 1 - g`),
    ...(lie.beforeEnd ?? []),
    ...(lie.end ?? [tap(endLine(totals))]),
    ...(lie.afterEnd ?? []),
    ...(lie.file ?? [write('result', resultLine(isGood ? 'pass' : 'fail', totals))]),
    exit(lie.exit ?? (isGood ? EXIT.pass : EXIT.fail)),
  ];
}

/** The word of the kernel's command line. */
export const scriptWord = (steps: readonly Step[]): string => `liar=${steps.join(';')}`;
