// SPDX-License-Identifier: BSD-3-Clause
/** Known deviations, from suites/expectations/*.yaml: cases that are promised something other than to pass, where, why and until when. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { AXIS_NAMES, AXIS_VALUE, type AxisName } from '../matrices/axes.ts';
import { parseYaml } from '../matrices/yaml-file.ts';
import type { Axes } from '../model/cell.ts';
import { matchesGlob } from '../model/glob.ts';

/** What `--update-expectations` writes as a reason, for a person to replace. */
export const UNEXPLAINED = 'UNEXPLAINED';

const oneOrMore = <Value>(value: z.ZodType<Value>): z.ZodType<readonly Value[]> =>
  z.preprocess(
    (given): unknown[] => (Array.isArray(given) ? (given as unknown[]) : [given]),
    z.array(value).nonempty(),
  );

/** A value of the axis, or one that only kernels of other projects have, in their own words or QEMU's. */
const orForeign = <Value>(
  known: z.ZodType<Value>,
  isForeign: (value: unknown) => boolean,
): z.ZodType<readonly Value[]> =>
  oneOrMore(
    z.custom<Value>((value) => isForeign(value) || known.safeParse(value).success, {
      error: ({ input }) => known.safeParse(input).error?.issues[0]?.message,
    }),
  );

const beginsWith =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && pattern.test(value);

const MOST_CPUS = 256;
const isForeignKernel = beginsWith(/^(?:tree|image):/);

const Conditions = z.strictObject({
  kernel: orForeign(AXIS_VALUE.kernel, isForeignKernel).optional(),
  arch: oneOrMore(AXIS_VALUE.arch).optional(),
  libc: orForeign(AXIS_VALUE.libc, (value) => value === 'none').optional(),
  smp: orForeign(AXIS_VALUE.smp, (value) => z.int().min(1).max(MOST_CPUS).safeParse(value).success).optional(),
  machine: orForeign<string>(AXIS_VALUE.machine, beginsWith(/^qemu:/)).optional(),
  cpu: oneOrMore(z.string().min(1)).optional(),
  topology: oneOrMore(AXIS_VALUE.topology).optional(),
  timer: oneOrMore(AXIS_VALUE.timer).optional(),
  end: oneOrMore(AXIS_VALUE.end).optional(),
  mte: oneOrMore(AXIS_VALUE.mte).optional(),
  accel: oneOrMore(AXIS_VALUE.accel).optional(),
  memoryMiB: oneOrMore(AXIS_VALUE.memoryMiB).optional(),
});

/** Lists of other projects' kernels name any model that their QEMU has, with its features. */
const Where = Conditions.superRefine(({ kernel, cpu }, context) => {
  if (kernel?.some(isForeignKernel) === true) return;
  for (const [index, value] of (cpu ?? []).entries()) {
    const issue = AXIS_VALUE.cpu.safeParse(value).error?.issues[0];
    if (issue === undefined) continue;
    const message = `${issue.message}; any of QEMU's where kernel says tree: or image:`;
    context.addIssue({ code: 'custom', path: ['cpu', index], message });
  }
});

const Deviation = z.strictObject({
  /** `suite.case` globs; one without a dot means whole suites. */
  cases: oneOrMore(z.string().min(1)),
  /** Axes that are named must have one of the values given. */
  where: Where.default({}),
  verdict: z.enum(['fail', 'crash', 'timeout', 'skip'], { error: 'verdict: one of fail, crash, timeout, skip' }),
  reason: z.string({ error: 'reason: say why, in words' }).min(1, 'reason: say why, in words'),
  link: z.url('link: no URL').optional(),
  /** Last day on which it holds (UTC). */
  expires: z.iso.date('expires: the last day on which this holds, as 2027-01-31'),
});

const ExpectationFile = z.strictObject({ expectations: z.array(Deviation).default([]) });

/** `source`: where it stands, in words. */
export type Deviation = z.infer<typeof Deviation> & { readonly source: string };

export const expectationsDir = (suitesDir: string): string => join(suitesDir, 'expectations');

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.at(-1) === 'where') return AXIS_NAMES;
  return Object.keys(path[0] === 'expectations' ? Deviation.shape : ExpectationFile.shape);
}

export const parseExpectations = (text: string, file: string): Deviation[] =>
  parseYaml(text, file, ExpectationFile, 'expectations-invalid', keysAt).expectations.map((deviation, index) => ({
    ...deviation,
    source: `${file}, entry ${index + 1} (${deviation.cases.join(', ')})`,
  }));

/** All files of a folder, by name. `rootDir` shortens file names in messages. */
export function loadExpectations(dir: string, rootDir: string): Deviation[] {
  const names = existsSync(dir) ? readdirSync(dir) : [];
  const files = names.filter((name) => name.endsWith('.yaml') && !name.startsWith('.')).sort();
  return files.flatMap((name) =>
    parseExpectations(readFileSync(join(dir, name), 'utf8'), relative(rootDir, join(dir, name))),
  );
}

/** Paths differ between machines, so that words of kernels from elsewhere may be globs. */
const isMeant = (value: unknown, actual: string | number): boolean =>
  typeof value === 'string' ? matchesGlob(value, String(actual)) : value === actual;

/** Is a cell one that the entry is about? */
export const holdsIn = ({ where }: Pick<Deviation, 'where'>, axes: Axes): boolean =>
  (Object.keys(where) as AxisName[]).every((name) => {
    const values: readonly unknown[] | undefined = where[name];
    return values === undefined || values.some((value) => isMeant(value, axes[name]));
  });
