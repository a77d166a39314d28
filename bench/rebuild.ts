// SPDX-License-Identifier: BSD-3-Clause
/**
 * Running again: without a change, and with one source file touched, in a copy of this project. Compilers and make are counted by
 * stand-ins on the PATH that write a line and become the real ones.
 */
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  globSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { findExecutable } from '../kernels/toolchain.ts';
import { ended, median, ROOT, RUNS } from './cli.ts';

const ROUNDS = 5;
const COPIED = [
  'package.json',
  'ci',
  'model',
  'matrices',
  'kernels',
  'runners',
  'reports',
  'suites/app',
  'suites/ukalloc',
];
const TOUCHED = ['suites/ukalloc/exhaust.c', 'kernels/reference/lib/ukallocbbuddy/bbuddy.c'];
const COUNTED = ['gcc', 'make'];
const WHERE = ['--arch', 'x86_64', '--smp', '1', '--suite', 'ukalloc', '--no-coverage'];

interface Copy {
  readonly dir: string;
  /** Wall time in milliseconds, and the programs that were started. */
  readonly run: () => Promise<{ readonly wallMs: number; readonly started: readonly string[] }>;
}

function standIns(dir: string, log: string): string {
  const bin = join(dir, 'bin');
  mkdirSync(bin);
  for (const name of COUNTED) {
    const file = join(bin, name);
    writeFileSync(file, `#!/bin/sh\necho ${name} >>'${log}'\nexec '${findExecutable(name) ?? name}' "$@"\n`);
    chmodSync(file, 0o755);
  }
  return bin;
}

function copyProject(): Copy {
  mkdirSync(RUNS, { recursive: true });
  const dir = mkdtempSync(join(RUNS, 'project-'));
  for (const path of COPIED) cpSync(join(ROOT, path), join(dir, path), { recursive: true });
  for (const name of globSync('*.ts', { cwd: join(ROOT, 'suites') }))
    cpSync(join(ROOT, 'suites', name), join(dir, 'suites', name));
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
  const log = join(dir, 'started');
  process.env['PATH'] = `${standIns(dir, log)}:${process.env['PATH'] ?? ''}`;
  process.env['UKMATRIX_HOME'] = join(dir, 'home');
  return {
    dir,
    async run() {
      writeFileSync(log, '');
      const startedMs = performance.now();
      const status = await ended(process.execPath, ['ci/ukmatrix.mjs', 'run', ...WHERE], dir);
      if (status !== 0) throw new Error(`ukmatrix run ended with ${status} in ${dir}`);
      return { wallMs: performance.now() - startedMs, started: readFileSync(log, 'utf8').split('\n').filter(Boolean) };
    },
  };
}

export async function benchRebuild(): Promise<string> {
  const { PATH, UKMATRIX_HOME } = process.env;
  const { dir, run } = copyProject();
  await run();
  const unchanged = await run();
  const lines = [
    `unchanged rerun: ${unchanged.wallMs.toFixed(0)} ms, ${unchanged.started.length} compilers and makes started`,
  ];
  for (const file of TOUCHED) {
    const rounds: { readonly wallMs: number; readonly started: readonly string[] }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      appendFileSync(join(dir, file), `/* ${round} */\n`);
      rounds.push(await run());
    }
    const compilers = rounds[0]?.started.filter((name) => name === 'gcc').length ?? 0;
    const wallMs = median(rounds.map((round) => round.wallMs));
    lines.push(
      `${file} touched: command to verdicts and reports ${wallMs.toFixed(0)} ms, gcc started ${compilers} times`,
    );
  }
  Object.assign(process.env, { PATH });
  if (UKMATRIX_HOME === undefined) delete process.env['UKMATRIX_HOME'];
  else process.env['UKMATRIX_HOME'] = UKMATRIX_HOME;
  return lines.join('\n');
}
