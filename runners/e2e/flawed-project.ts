// SPDX-License-Identifier: BSD-3-Clause
/** A copy of this project with one suite, whose cases fail, crash and change their mind in a known way (runners/e2e/flawed). */
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { readEvents, ROOT, type Finished } from './ukmatrix.ts';

const MAIN = 'ci/ukmatrix.mjs';
const START = [MAIN, 'ci/compile-cache.mjs', 'ci/quick-modules.mjs'];
const COPIED = ['package.json', 'model', 'matrices', 'kernels', 'runners', 'reports', 'suites/app', ...START];
/** Not copied, so that its objects are compiled once for all tests. */
const KERNEL = 'kernels/reference';
const SUITE_CODE = /^suites\/[^/]+\.ts$/;

/** What its suite.yaml says. */
const SUITE_NAMES = { flawed: 'flawed', 'late-fault': 'late' } as const;

export interface FlawedProject {
  readonly dir: string;
  /** `ukmatrix ARGS` in this project. */
  ukmatrix(args: readonly string[]): Promise<Omit<Finished, 'events' | 'runDir'>>;
  /** `ukmatrix run ARGS` in one cell and without coverage, into the folder `out`. */
  run(out: string, args: readonly string[], cell?: readonly string[]): Promise<Finished>;
}

/** Made in `dir`; its images go into the cache of this project. `suite`: a folder in runners/e2e. */
export function flawedProject(dir: string, suite: 'flawed' | 'late-fault' = 'flawed'): FlawedProject {
  for (const path of COPIED) {
    const isCopied = (file: string): boolean => !file.includes('/e2e/') && file !== join(ROOT, KERNEL);
    cpSync(join(ROOT, path), join(dir, path), { recursive: true, filter: isCopied });
  }
  symlinkSync(join(ROOT, KERNEL), join(dir, KERNEL));
  cpSync(join(ROOT, 'suites'), join(dir, 'suites'), {
    recursive: true,
    filter: (file) => file === join(ROOT, 'suites') || SUITE_CODE.test(file.slice(ROOT.length + 1)),
  });
  cpSync(join(ROOT, 'runners', 'e2e', suite), join(dir, 'suites', SUITE_NAMES[suite]), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
  const main = join(dir, MAIN);
  const home = process.env['UKMATRIX_HOME'] ?? join(ROOT, '.ukmatrix');
  const ukmatrix: FlawedProject['ukmatrix'] = async (args) => {
    const options = { cwd: dir, env: { UKMATRIX_HOME: home }, stdin: 'ignore', reject: false } as const;
    const { exitCode, stdout, stderr } = await execa(process.execPath, [main, ...args], options);
    return { exitCode, stdout, stderr };
  };
  return {
    dir,
    ukmatrix,
    async run(out, args, cell = ['--arch', 'x86_64', '--smp', '1']) {
      const runDir = join(dir, out);
      const finished = await ukmatrix(['run', ...cell, '--no-coverage', '--out', runDir, ...args]);
      return { ...finished, events: readEvents(runDir), runDir };
    },
  };
}
