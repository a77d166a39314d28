// SPDX-License-Identifier: BSD-3-Clause
/**
 * A program that has never failed proves nothing: each file of wrong-libc/ holds a function that does wrong what its first comment says,
 * and the programs named there must go red when it takes the place of musl's own. The linker puts it there (`--wrap`): calls of FUNCTION
 * go to `__wrap_FUNCTION`, and the right one is `__real_FUNCTION`. The programs run as Linux processes.
 */
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildNativeMusl } from '../../kernels/host/native-musl.ts';
import { ImageStore } from '../../kernels/image-store.ts';
import { HashCache } from '../../kernels/inputs.ts';
import { muslProcess, type ProgramTarget } from '../../kernels/programs/target.ts';
import { HOST_ARCH } from '../../kernels/toolchain.ts';
import { loadSuites } from '../../suites/suite-file.ts';
import { isSuiteUnderTest } from './narrowing.ts';
import { ROOT, temporaryFolder } from './ukmatrix.ts';

/** For programs that hang. Those that give the CPU away again and again take long beside busy neighbours. */
const LIMIT_MS = 60_000;
const SUITE_DIR = join(ROOT, 'suites', 'libc');
const WRONG_DIR = join(import.meta.dirname, 'wrong-libc');
const HELPERS = globSync('*.c', { cwd: join(SUITE_DIR, 'common') });

interface Wrong {
  readonly name: string;
  readonly file: string;
  readonly functions: readonly string[];
  /** Cases that must go red. */
  readonly cases: readonly string[];
}

function readWrong(name: string): Wrong {
  const file = join(WRONG_DIR, name);
  const text = readFileSync(file, 'utf8');
  const cases = /^\/\* Red: (.+)$/m.exec(text)?.[1]?.split(' ') ?? [];
  const functions = new Set([...text.matchAll(/\b__wrap_(\w+)/g)].map(([, called = '']) => called));
  return { name: basename(name, '.c'), file, functions: [...functions], cases };
}

const all = globSync('*.c', { cwd: WRONG_DIR }).sort().map(readWrong);
const folder = temporaryFolder();
const compiled = new Map<string, Promise<string>>();
let target: ProgramTarget;
let cflags: readonly string[];

/** Each file is compiled once. */
function compile(file: string, name: string, ...flags: readonly string[]): Promise<string> {
  const known = compiled.get(file);
  if (known !== undefined) return known;
  const object = join(folder.dir, `${name.replaceAll('/', '.')}.o`);
  const includes = ['-I', join(SUITE_DIR, 'common')];
  const made = execa(target.compiler, [...target.cflags, ...cflags, ...flags, ...includes, '-c', file, '-o', object]);
  const result = made.then(() => object);
  compiled.set(file, result);
  return result;
}

async function run(program: string): Promise<{ status: number | undefined; signal: string | undefined; said: string }> {
  const cwd = mkdtempSync(join(folder.dir, 'cwd-'));
  const env = { PATH: '/bin', HOME: '/', TMPDIR: '/tmp' };
  const options = { cwd, env, extendEnv: false, stdin: 'ignore', all: true, reject: false, timeout: LIMIT_MS } as const;
  const { exitCode, signal, timedOut, all: said } = await execa(program, [], options);
  rmSync(cwd, { recursive: true });
  if (timedOut) throw new Error(`${program} ran longer than ${LIMIT_MS} ms`);
  return { status: exitCode, signal, said };
}

async function link(name: string, { file, functions }: Wrong, out: string): Promise<void> {
  const main = await compile(join(SUITE_DIR, `${name}.c`), name);
  const wrong = await compile(file, `wrong.${basename(file)}`, '-D_GNU_SOURCE');
  const helpers = await Promise.all(HELPERS.map((helper) => compile(join(SUITE_DIR, 'common', helper), helper)));
  const wraps = functions.map((called) => `-Wl,--wrap=${called}`);
  await execa(target.compiler, [...target.link([main, wrong, ...helpers], [], out), ...wraps]);
}

beforeAll(async () => {
  const home = process.env['UKMATRIX_HOME'] ?? join(ROOT, '.ukmatrix');
  mkdirSync(home, { recursive: true });
  const root = join(ROOT, 'kernels', 'reference');
  const request = { arch: HOST_ARCH, root, home, jobs: 2, signal: new AbortController().signal };
  const hashes = new HashCache(join(home, 'cache', 'hashes.json'));
  const musl = await buildNativeMusl(request, new ImageStore(home), hashes);
  if (musl.kind === 'failed') throw new Error(musl.message);
  target = muslProcess(HOST_ARCH, musl.dir);
  cflags = loadSuites(join(ROOT, 'suites'), ROOT).find(({ name }) => name === 'libc')?.cflags ?? [];
});

afterAll(() => {
  folder[Symbol.dispose]();
});

test('each wrong function says which cases see it', () => {
  expect(all.filter(({ cases, functions }) => cases.length === 0 || functions.length === 0)).toEqual([]);
});

describe.runIf(isSuiteUnderTest('libc'))('the programs of libc see', () => {
  test.concurrent.each(all)('$name', async (wrong) => {
    for (const name of wrong.cases) {
      const program = join(folder.dir, `${wrong.name}.${basename(name)}`);
      await link(name, wrong, program);
      const { status, signal, said } = await run(program);
      // By a check that tells its line, or by a signal, as where a guard page is touched.
      if (signal === undefined) {
        expect(status, `${name}: ${said}`).toBe(1);
        expect(said, name).toMatch(/^\S+\.c:\d+: .+ expected .+/m);
      }
    }
  });
});
