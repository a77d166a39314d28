// SPDX-License-Identifier: BSD-3-Clause
/** Programs are found by what their objects define, and built again only when something that went into them changed. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outsideSuites } from '../../suites/program-suite.ts';
import { HashCache } from '../inputs.ts';
import { HOST_ARCH } from '../toolchain.ts';
import { buildPrograms, type Program } from './programs.ts';
import { glibcProcess, type ProgramTarget } from './target.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-programs-'));
const home = join(dir, 'home');
const tree = join(dir, 'suite');

function write(name: string, text: string): void {
  const file = join(tree, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

beforeAll(() => {
  write('src/common/test.h', 'int answer(void);\n#define MAIN int main(void)\n');
  write('src/common/answer.c', '#include "test.h"\nint answer(void) { return 42; }\n');
  write('src/common/runner.c', 'int main(void) { return 9; }\n');
  write('src/functional/uses.c', '#include "test.h"\nint main(void) { return answer() != 42; }\n');
  write('src/functional/by_macro.c', '#include "test.h"\nMAIN { return 0; }\n');
  write('src/functional/shared_dso.c', 'int shared = 5;\n');
  write('src/functional/needs_dso.c', 'extern int shared;\nint main(void) { return shared != 5; }\n');
  write('src/functional/broken.c', '#include "nowhere.h"\nint main(void) { return 0; }\n');
  write('lacking/helper.c', '#include "absent.h"\nint helps(void) { return 1; }\n');
  write('lacking/wants_helper.c', 'int helps(void);\nint main(void) { return helps(); }\n');
  write('lacking/wants_nothing.c', 'int nothing(void);\nint main(void) { return nothing(); }\n');
  write('src/functional/implicit.c', 'int main(void) { return undeclared(); }\n');
  write('src/math/sin.c', 'static double t[] = {\n#include "sanity/sin.h"\n};\nint main(void) { return t[0] != 1; }\n');
  write('src/math/sanity/sin.h', '1.0,\n');
  symlinkSync('nowhere', join(tree, 'src/functional/dangling.c'));
  symlinkSync('..', join(tree, 'src/functional/loop'));
  write('src/api/main.c', 'int main(void) { return 0; }\n');
  write('src/api/stdio.c', '#include "options.h"\n');
});

afterAll(() => {
  rmSync(dir, { recursive: true });
});

let compilations = 0;

/** Counts what is linked, so that a test can tell whether anything was built. */
function target(): ProgramTarget {
  const glibc = glibcProcess(HOST_ARCH);
  return {
    ...glibc,
    link: (...args) => {
      compilations++;
      return glibc.link(...args);
    },
  };
}

async function build(place: string): Promise<Map<string, Program>> {
  const [suite] = outsideSuites([join(tree, place)], null, []);
  if (suite === undefined) throw new Error('no suite');
  compilations = 0;
  const { signal } = new AbortController();
  const request = { suite, target: target(), home, jobs: 2, rootDir: dir, signal };
  const programs = await buildPrograms(request, new HashCache(join(home, 'hashes.json')));
  return new Map(programs.map((program) => [program.name, program]));
}

async function statusOf(program: Program | undefined): Promise<number | undefined> {
  if (program?.kind !== 'built') throw new Error(JSON.stringify(program));
  return (await execa(program.file, { reject: false })).exitCode;
}

test('a file is a program if its object defines main, a helper otherwise', async () => {
  const programs = await build('src');
  expect([...programs.keys()].sort()).toEqual([
    'api/main',
    'functional/broken',
    'functional/by_macro',
    'functional/implicit',
    'functional/needs_dso',
    'functional/uses',
    'math/sin',
  ]);
  for (const name of ['functional/uses', 'functional/by_macro', 'functional/needs_dso', 'math/sin']) {
    expect(await statusOf(programs.get(name)), name).toBe(0);
  }
});

test("what does not compile tells the compiler's first error, the rest is built", async () => {
  const programs = await build('src');
  expect(programs.get('functional/broken')).toMatchObject({
    kind: 'failed',
    error: { message: 'nowhere.h: No such file or directory', file: 'suite/src/functional/broken.c', line: 1 },
  });
  expect(programs.get('functional/implicit')).toMatchObject({
    kind: 'failed',
    error: { message: expect.stringContaining("implicit declaration of function 'undeclared'") as string },
  });
});

test('a helper that does not compile is told where it is what is missing', async () => {
  const programs = await build('lacking');
  expect(programs.get('wants_helper')).toMatchObject({
    kind: 'failed',
    error: { message: 'absent.h: No such file or directory', file: 'suite/lacking/helper.c', line: 1 },
  });
  expect(programs.get('wants_nothing')).toMatchObject({
    kind: 'failed',
    error: { message: expect.stringContaining("undefined reference to `nothing'") as string },
  });
});

test('files beside the only program of a folder are parts of it', async () => {
  expect((await build('src')).get('api/main')).toMatchObject({
    kind: 'failed',
    error: { message: 'options.h: No such file or directory', file: 'suite/src/api/stdio.c' },
  });
});

test('helpers are found from any part of the tree', async () => {
  for (const place of ['src/functional', 'src/functional/uses.c', '']) {
    const programs = await build(place);
    const uses = [...programs].find(([name]) => name.endsWith('uses'))?.[1];
    expect(await statusOf(uses), place).toBe(0);
  }
  expect([...(await build('src/functional:needs*')).keys()]).toEqual(['needs_dso']);
});

test('nothing is built twice, and what changed is built again', async () => {
  await build('src');
  await build('src');
  expect(compilations).toBe(0);
  write('src/math/sanity/sin.h', '2.0,\n');
  const later = new Date(statSync(join(tree, 'src/math/sanity/sin.h')).mtimeMs + 5000);
  utimesSync(join(tree, 'src/math/sanity/sin.h'), later, later);
  expect(await statusOf((await build('src')).get('math/sin'))).toBe(1);
  expect(compilations).toBe(1);
});

test('folders without a program that is meant are left alone', async () => {
  const object = join(home, 'programs', target().key, 'obj');
  write('many/one/first.c', 'int main(void) { return 1; }\n');
  write('many/two/second.c', 'int main(void) { return 2; }\n');
  const before = readdirSync(object).length;
  expect(await statusOf((await build('many:two/*')).get('two/second'))).toBe(2);
  expect(readdirSync(object).length - before).toBe(2);
});

test('a header that appears is seen by the program that lacked it', async () => {
  await build('src');
  write('src/functional/nowhere.h', '');
  expect(await statusOf((await build('src')).get('functional/broken'))).toBe(0);
});

test('programs beside the one that is asked for are not compiled, unless it may need them', async () => {
  const object = join(home, 'programs', target().key, 'obj');
  write('wide/asked.c', 'int helped(void);\nint main(void) { return helped(); }\n');
  write('wide/helps.c', 'int helped(void) { return 3; }\n');
  for (const name of ['one', 'two', 'three']) write(`wide/${name}.c`, `int main(void) { return ${name.length}; }\n`);
  const before = readdirSync(object).length;
  expect(await statusOf((await build('wide:asked')).get('asked'))).toBe(3);
  // Two objects, what is known of each, and the archive of the one that helps.
  expect(readdirSync(object).length - before).toBe(5);
  write('wide/helps.c', '#ifdef ALONE\nint main(void) { return 0; }\n#endif\nint helped(void) { return 4; }\n');
  expect(await statusOf((await build('wide:asked')).get('asked'))).toBe(4);
  expect([...(await build('wide')).keys()]).toEqual(['asked', 'one', 'three', 'two']);
});
