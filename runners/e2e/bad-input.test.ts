// SPDX-License-Identifier: BSD-3-Clause
/** Mistakes of users and poor surroundings: a message that says what to do, the documented exit code, no stack trace. */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { execa } from 'execa';
import { ImageStore } from '../../kernels/image-store.ts';
import { HashCache } from '../../kernels/inputs.ts';
import { findExecutable, HOST_ARCH } from '../../kernels/toolchain.ts';
import { buildTree, type BuildResult } from '../../kernels/tree.ts';
import { ROOT, temporaryFolder, ukmatrix } from './ukmatrix.ts';

const folder = temporaryFolder();
const file = (name: string, text: string): string => {
  const path = join(folder.dir, name);
  writeFileSync(path, text);
  return path;
};

afterAll(() => {
  folder[Symbol.dispose]();
});

const BROKEN = file('broken.yaml', 'axes:\n  arch: [x86_64\n  smp: 1\n');
const UNKNOWN_VALUE = file('value.yaml', 'axes:\n  arch: [x86_64, arm46]\n');
const UNKNOWN_AXIS = file('axis.yaml', 'axes:\n  arch: [x86_64]\n  spm: [1]\n');
const NOTHING = file('nothing.yaml', 'axes:\n  arch: [x86_64]\n  machine: [virt-gicv2]\n');

test.each([
  [
    'an unknown value of an axis',
    ['run', '--arch', 'arm46'],
    '--arch: unknown value "arm46" for axis arch; known: x86_64, arm64',
  ],
  ['a number out of range', ['plan', '--smp', '99'], '--smp: unknown value 99 for axis smp; known: 1 to 8'],
  ['a suite glob that matches nothing', ['run', '--suite', 'ukaloc'], 'no suite matches "ukaloc"'],
  ['... with near matches', ['plan', '--suite', 'nolib'], 'did you mean nolibc?'],
  [
    'an unknown matrix',
    ['run', '--matrix', 'smok'],
    'no matrix "smok"; known: libc, mte, nightly, pr, programs, smoke; did you mean smoke?',
  ],
  ['broken YAML', ['plan', '--matrix', BROKEN], 'broken.yaml:3:3: '],
  [
    'an unknown value in a file',
    ['plan', '--matrix', UNKNOWN_VALUE],
    'value.yaml:2:18: unknown value "arm46" for axis arch',
  ],
  [
    'an unknown axis in a file',
    ['plan', '--matrix', UNKNOWN_AXIS],
    'axis.yaml:3:3: unknown key "spm"; known: kernel, arch, libc, smp',
  ],
  ['a matrix without a possible cell', ['plan', '--matrix', NOTHING], 'the selection leaves no cell of the matrix'],
  ['no jobs', ['run', '--jobs', '0'], '--jobs: "0" is no whole number of at least 1'],
  ['an unknown isolation', ['run', '--isolate', 'none'], '--isolate: unknown value "none"; known: batch, suite, case'],
  ['an unknown option', ['run', '--spm', '1'], "unknown option '--spm'"],
  ['an unknown command', ['rnu'], "unknown command 'rnu'"],
  ['a log that is not there', ['judge', '/nonexistent'], 'cannot read /nonexistent'],
])('%s', async (_, args, message) => {
  const { exitCode, stderr } = await ukmatrix(args);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(exitCode).toBe(2);
});

test('a case pattern that no image knows', async () => {
  const { exitCode, stderr } = await ukmatrix([
    'run',
    '--arch',
    HOST_ARCH,
    '--smp',
    '1',
    '--case',
    'nosuchcase',
    '--out',
    join(folder.dir, 'nocase'),
  ]);
  expect(stderr).toContain('--case: no case matches "nosuchcase"');
  expect(exitCode).toBe(2);
});

/** A PATH with everything but what the predicate takes away. */
function pathWithout(name: string, isTakenAway: (tool: string) => boolean): string {
  const bin = join(folder.dir, name);
  mkdirSync(bin);
  const tools = ['qemu-system-x86_64', 'qemu-system-aarch64', 'gcc', 'aarch64-linux-gnu-gcc', 'x86_64-linux-gnu-gcc'];
  const basics = ['setpriv', 'prlimit', 'flock', 'sh', 'cat', 'make', 'kconfig-conf', 'mkfifo'];
  for (const tool of [...tools, ...basics]) {
    const path = isTakenAway(tool) ? null : findExecutable(tool);
    if (path !== null) symlinkSync(path, join(bin, tool));
  }
  return bin;
}

test('a missing cross compiler: its cells are unresolved, with the line that installs it', async () => {
  const foreign = HOST_ARCH === 'x86_64' ? 'arm64' : 'x86_64';
  const PATH = pathWithout('no-cross', (tool) => tool.endsWith('-linux-gnu-gcc'));
  const args = ['run', '--arch', foreign, '--smp', '1', '--suite', 'nolibc', '--out', join(folder.dir, 'no-cross-run')];
  const { exitCode, stdout } = await ukmatrix(args, { PATH });
  expect(stdout).toMatch(/-linux-gnu-gcc is not installed; run: sudo apt-get install -y gcc-/);
  expect(exitCode).toBe(3);
});

test('a missing QEMU', async () => {
  const PATH = pathWithout('no-qemu', (tool) => tool.startsWith('qemu'));
  const { exitCode, stderr } = await ukmatrix(['run', '--arch', 'arm64'], { PATH });
  expect(stderr).toContain('qemu-system-aarch64 is not installed');
  expect(stderr).toContain('sudo apt-get update && sudo apt-get install -y qemu-system-arm');
  expect(exitCode).toBe(3);
});

function build(root: string, symbols: readonly string[], libs: readonly string[]): Promise<BuildResult> {
  const home = join(folder.dir, 'home');
  const { signal } = new AbortController();
  const app = join(ROOT, 'suites', 'app');
  const request = { arch: HOST_ARCH, root, app, libs, symbols, muslDir: null, jobs: 2, rootDir: folder.dir, signal };
  return buildTree(request, new ImageStore(home), new HashCache(join(home, 'hashes.json')));
}

test("a build that fails names the compiler's first error with its place", async () => {
  const root = join(folder.dir, 'kernel');
  cpSync(join(ROOT, 'kernels', 'reference'), root, { recursive: true });
  const source = join(root, 'plat', 'common', 'crash.c');
  writeFileSync(source, `${readFileSync(source, 'utf8')}\nint broken(void) { return missing; }\n`);
  const line = readFileSync(source, 'utf8').split('\n').length - 1;
  const result = await build(root, [], []);
  expect(result).toMatchObject({ kind: 'failed', file: 'kernel/plat/common/crash.c' });
  expect(result.kind === 'failed' && Math.abs((result.line ?? 0) - line)).toBeLessThan(2);
});

test('a symbol that Kconfig drops is named, with what it depends on', async () => {
  const lib = join(folder.dir, 'lib');
  mkdirSync(lib);
  writeFileSync(join(lib, 'Makefile.uk'), '');
  writeFileSync(join(lib, 'Config.uk'), 'config LIBPICKY\n\tbool "x"\n\tdepends on LIBABSENT\n');
  const result = await build(join(ROOT, 'kernels', 'reference'), ['LIBPICKY', 'LIBUKGCOVV'], [lib]);
  expect(result.kind === 'failed' && result.message).toBe(
    'Kconfig dropped LIBPICKY: it depends on LIBABSENT, which does not hold (no Config.uk defines LIBABSENT); no Config.uk defines LIBUKGCOVV; did you mean LIBUKGCOV?',
  );
});

test('set-up without the rights to install: one exact line, exit code 2', async () => {
  const bootstrap = join(ROOT, 'ci', 'bootstrap.mjs');
  const options = { env: { PATH: join(folder.dir, 'empty') }, extendEnv: false, reject: false } as const;
  const { exitCode, stdout } = await execa(process.execPath, [bootstrap, 'start'], options);
  expect(stdout).toMatch(/^sudo apt-get update && sudo apt-get install -y [^\n]*qemu-system-arm[^\n]*$/);
  expect(exitCode).toBe(2);
});

test('behind npm --prefix paths are relative to where the user is', async () => {
  file('mine.yaml', 'axes: {arch: [arm64], smp: [2]}\nsuites: [ukalloc]\n');
  const words = ['--prefix', ROOT, 'run', '--silent', 'ukmatrix', '--', 'list', 'cells', '--matrix', './mine.yaml'];
  const { stdout } = await execa('npm', words, { cwd: folder.dir, env: { INIT_CWD: undefined } });
  expect(stdout).toBe('arm64-nolibc-virt-gicv2-smp2');
});
