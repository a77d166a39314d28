// SPDX-License-Identifier: BSD-3-Clause
/** What a suite claims about itself, from suites/NAME/suite.yaml. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { AXIS_NAMES, AXIS_VALUE, LIBCS, type AxisName } from '../matrices/axes.ts';
import { parseYaml } from '../matrices/yaml-file.ts';
import { ARCHES } from '../model/cell.ts';
import { UserError } from '../model/errors.ts';

/** A point by the axes that matter; the others hold their defaults. */
const Place = z.strictObject({
  machine: AXIS_VALUE.machine.optional(),
  smp: AXIS_VALUE.smp.optional(),
  cpu: AXIS_VALUE.cpu.optional(),
  topology: AXIS_VALUE.topology.optional(),
  timer: AXIS_VALUE.timer.optional(),
  end: AXIS_VALUE.end.optional(),
  mte: AXIS_VALUE.mte.optional(),
  /** Kernel parameters of the suite's own. */
  words: z.array(z.string()).optional(),
});

export type Place = z.infer<typeof Place>;

const Mutant = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/, 'a mutant name is kebab-case'),
  /** Relative to the suite's folder; applied with -p1 in the kernel's root. */
  patch: z.string(),
  description: z.string(),
  /** Case globs of which at least one must go red. */
  catches: z.array(z.string()).nonempty(),
  arch: z.array(AXIS_VALUE.arch).nonempty().default(['x86_64']),
  smp: AXIS_VALUE.smp.default(1),
  /** Other axes of the cell in which it must go red. */
  on: Place.omit({ smp: true }).default({}),
  /** Of a bug that one axis alone shows: a cell in which every case of the suite must still do as promised. */
  unseen: Place.optional(),
});

const atLeastOne = (name: string): z.ZodOptional<z.ZodNumber> =>
  z.number(`${name} is a number`).int().positive(`${name} is at least 1`).optional();

const Limits = z.strictObject({
  /** CPU time, or time asleep, without progress. */
  progressMs: atLeastOne('progressMs'),
  /** Wall time without progress, whatever the machine's load. */
  capMs: atLeastOne('capMs'),
  /** Console output while the case runs. */
  outputBytes: atLeastOne('outputBytes'),
});

const SuiteLimits = z.strictObject({
  ...Limits.shape,
  /** Case globs, without the suite's name, with limits that differ from those of the suite. */
  cases: z.record(z.string(), Limits).default({}),
});

const SuiteFile = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]+$/, 'a suite is named like its C identifier: lower case, digits, underscore'),
  description: z.string(),
  /** Of the library that a suite is; a suite of programs is none. */
  kconfig: z
    .array(z.string().regex(/^[A-Z0-9_]+$/, 'a Kconfig symbol stands without CONFIG_ and without =y'))
    .default([]),
  /** The suite is a folder of C files with a main() each, and no library of the kernel. */
  programs: z.boolean().default(false),
  /** Exit status by which a program says that it cannot run here; without one every status but 0 is a failure. */
  skip_status: z.number().int().min(1).max(255).optional(),
  /** Compiler flags of the programs, in place of the usual ones. */
  cflags: z.array(z.string()).optional(),
  arch: z
    .array(AXIS_VALUE.arch)
    .nonempty()
    .default([...ARCHES]),
  /** C libraries beside which the suite can be built. */
  libc: z
    .array(AXIS_VALUE.libc)
    .nonempty()
    .default([...LIBCS]),
  /** Axes beside the architecture that can make a difference to it; without the key all can. */
  axes: z.array(z.enum(AXIS_NAMES as [AxisName, ...AxisName[]])).optional(),
  limits: SuiteLimits.optional(),
  mutants: z.array(Mutant).default([]),
});

const PROGRAM_KEYS = ['skip_status', 'cflags'] as const;

/** A suite is either a library with its symbols or a folder of programs. */
const CheckedSuiteFile = SuiteFile.superRefine((suite, context) => {
  const complain = (key: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [key], message });
  };
  if (!suite.programs && suite.kconfig.length === 0)
    complain('kconfig', 'a suite that is no folder of programs names its Kconfig symbol');
  if (suite.programs && suite.kconfig.length > 0)
    complain('kconfig', 'programs are not part of the kernel: they have no Kconfig symbol');
  for (const key of PROGRAM_KEYS) {
    if (!suite.programs && suite[key] !== undefined) complain(key, `${key} is for suites of programs`);
  }
});

export type Mutant = z.infer<typeof Mutant>;
/** `dir`: absolute path of the suite's folder. `globs`: over the names of its programs, where not all are meant. */
export type Suite = z.infer<typeof SuiteFile> & { readonly dir: string; readonly globs?: readonly string[] };

function keysAt([key, child]: readonly PropertyKey[]): readonly string[] {
  if (key === 'mutants') return Object.keys(Mutant.shape);
  if (key === 'limits') return Object.keys(child === 'cases' ? Limits.shape : SuiteLimits.shape);
  return Object.keys(SuiteFile.shape);
}

/** Node's own globs are a library that takes longer to load than to read what they find. */
function suiteFiles(suitesDir: string): string[] {
  const names = existsSync(suitesDir) ? readdirSync(suitesDir).filter((name) => !name.startsWith('.')) : [];
  const files = names.map((name) => join(name, 'suite.yaml'));
  return files.filter((file) => existsSync(join(suitesDir, file))).sort();
}

/** All suites of a folder, by name. `rootDir` shortens file names in messages. */
export function loadSuites(suitesDir: string, rootDir: string): Suite[] {
  const files = suiteFiles(suitesDir);
  return files.map((name) => {
    const file = join(suitesDir, name);
    const shown = relative(rootDir, file);
    const suite = parseYaml(readFileSync(file, 'utf8'), shown, CheckedSuiteFile, 'suite-invalid', keysAt);
    const dir = dirname(file);
    if (suite.name !== basename(dir)) {
      throw new UserError('suite-invalid', `${shown}: name is ${suite.name} but the folder is ${basename(dir)}`);
    }
    return { ...suite, dir };
  });
}
