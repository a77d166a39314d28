// SPDX-License-Identifier: BSD-3-Clause
/** `npm run check`: types, lint, formatting, import direction. Each is one program; all run, and the failing ones show their output. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import PQueue from 'p-queue';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);

const CHECKS: Readonly<Record<string, readonly [file: string, ...args: string[]]>> = {
  lint: [bin('eslint'), '.', '--cache', '--cache-location', '.ukmatrix/eslint/', '--max-warnings', '0'],
  types: [bin('tsc'), '--noEmit'],
  'types of the page': [bin('tsc'), '--noEmit', '--project', 'reports/html/page/tsconfig.json'],
  'types of the coverage page': [bin('tsc'), '--noEmit', '--project', 'reports/coverage/page/tsconfig.json'],
  format: [bin('prettier'), '--check', '--log-level', 'warn', '--cache', '--cache-location', '.ukmatrix/prettier', '.'],
  'import direction': [process.execPath, join(ROOT, 'ci', 'import-direction.ts')],
};

async function check(name: string): Promise<boolean> {
  const [file = '', ...args] = CHECKS[name] ?? [];
  const result = await execa(file, args, { cwd: ROOT, all: true, reject: false, stdin: 'ignore' });
  const seconds = (result.durationMs / 1000).toFixed(1);
  process.stdout.write(`check ${name}: ${result.failed ? 'failed' : 'passed'} (${seconds} s)\n`);
  if (result.failed) process.stdout.write(`${result.all}\n`);
  return !result.failed;
}

// Two at a time: the programs are single-threaded and the smallest machine has two cores.
const queue = new PQueue({ concurrency: 2 });
const results = await queue.addAll(Object.keys(CHECKS).map((name) => () => check(name)));
process.exitCode = results.every(Boolean) ? 0 : 1;
