// SPDX-License-Identifier: BSD-3-Clause
/**
 * Source trees of other projects: a miniature of one (foreign/tree), with the spellings of two releases, whose libraries do what those of
 * released kernels do to a test run.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildForeign, type ForeignResult } from '../../kernels/foreign/build.ts';
import { providersOf } from '../../kernels/foreign/tree-libraries.ts';
import { ImageStore } from '../../kernels/image-store.ts';
import { HashCache } from '../../kernels/inputs.ts';
import { MAKE_LIMITS } from '../../kernels/make.ts';
import { HOST_ARCH } from '../../kernels/toolchain.ts';
import type { RunEvent } from '../../model/events.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { temporaryFolder, ukmatrix, ukmatrixRun, verdictsOf, ROOT, type Finished } from './ukmatrix.ts';

const SOURCES = join(import.meta.dirname, 'foreign');
const LATE = join(SOURCES, 'lib-late');
const APP = join(ROOT, 'suites', 'tree_app');
const scratch = temporaryFolder();
afterAll(() => {
  scratch[Symbol.dispose]();
});

/** A copy of the miniature with the spelling of a release, from 0.`minor` on. */
function treeOf(name: string, minor: number): string {
  const tree = join(scratch.dir, name);
  cpSync(join(SOURCES, 'tree'), tree, { recursive: true });
  const version = join(tree, 'version.mk');
  writeFileSync(version, readFileSync(version, 'utf8').replace('= 17', `= ${minor}`));
  return tree;
}

/** Every path below a folder with time and size. */
const stateOf = (dir: string): string[] =>
  globSync('**', { cwd: dir }).map((name) => {
    const { mtimeMs, size } = statSync(join(dir, name));
    return `${name} ${mtimeMs} ${size}`;
  });

const findingsOf = (events: readonly RunEvent[]): string =>
  events.flatMap((event) => (event.type === 'finding' ? [event.text] : [])).join('\n');

const countOf = (events: readonly RunEvent[], type: RunEvent['type']): number =>
  events.filter((event) => event.type === type).length;

const ended = (events: readonly RunEvent[], name: string): RunEvent | undefined =>
  events.find((event) => event.type === 'case-ended' && event.name === name);

describe.runIf(ARCHES_UNDER_TEST.includes('x86_64'))(
  'a tree whose suites crash, hang, refuse to start and do not compile',
  () => {
    let tree: string;
    let before: string[];
    let run: Finished;
    beforeAll(async () => {
      tree = treeOf('uk-0.17', 17);
      for (const dir of globSync('**/', { cwd: tree })) chmodSync(join(tree, dir), 0o555);
      before = stateOf(tree);
      const words = ['--kernel', `tree:${tree}`, '--libs', LATE, '--timeout-ms', '2000'];
      run = await ukmatrixRun(join(scratch.dir, 'run'), words);
    });

    test('each case has the verdict that a reader of its consoles would give', () => {
      expect(
        [...verdictsOf(run.events, 'uk-0.17-x86_64')].map(([name, verdict]) => `${name} ${verdict}`).sort(),
      ).toEqual([
        'late.comes_after_the_totals pass',
        'ukassert.before pass',
        'ukassert.goes_too_far crash',
        'ukassert.never_gets_its_turn unresolved',
        'ukgood.answers pass',
        'ukgood.is_wrong fail',
        'ukrefuse.(init) crash',
        'ukrefuse.never unresolved',
        'ukrefuse_too.waits_in_vain unresolved',
        'ukrotten.(build) unresolved',
        'ukstuck.waits timeout',
        'ukstuck.waits_no_more unresolved',
        'uktest_myself.one_is_one pass',
      ]);
      expect(run.exitCode).toBe(1);
    });

    test('three suites that end a boot cost four boots', () => {
      expect(countOf(run.events, 'boot-started')).toBe(4);
    });

    test('what stopped each boot is told before the verdicts, and never again', () => {
      const rounds = run.events.filter((event) => event.type === 'round-ended');
      expect(rounds.map(({ end, stopped }) => `${end} ${stopped?.suite ?? ''}`).sort()).toEqual([
        ...['complete ', 'crash ukassert', 'crash ukrefuse', 'hang ukstuck'],
      ]);
      const left = rounds.map(({ suitesLeft }) => suitesLeft);
      expect(left).toEqual(left.toSorted((one, other) => other - one));
      expect(left.at(-1)).toBe(0);
      const order = run.events.map(({ type }) => type);
      expect(order.lastIndexOf('round-ended')).toBeLessThan(order.indexOf('case-ended'));
    });

    test('causes and places are told', () => {
      expect(ended(run.events, 'goes_too_far')).toMatchObject({
        cause: 'Assertion failure: ukassert_answer() == 43',
        backtrace: expect.arrayContaining([
          expect.objectContaining({ file: join(tree, 'lib/ukassert/tests/test_ukassert.c'), line: 15 }),
        ]) as unknown,
      });
      expect(ended(run.events, 'is_wrong')).toMatchObject({ failures: [{ file: 'test_ukgood.c', line: 15 }] });
      expect(ended(run.events, '(build)')).toMatchObject({
        cause: "does not compile: invalid use of undefined type 'struct gone'",
        failures: [{ file: join(tree, 'lib/ukrotten/tests/test_ukrotten.c'), line: 10 }],
      });
      expect(findingsOf(run.events)).toContain("the log's totals were printed before the last suites ran");
    });

    test('nothing is written into the tree', () => {
      expect(stateOf(tree)).toEqual(before);
    });

    test('a crash can be shown again with its own kernel', () => {
      const kernels = globSync('kernel-*', { cwd: join(run.runDir, 'repro') });
      expect(kernels.length).toBeGreaterThan(1);
      expect(readFileSync(join(run.runDir, 'repro', 'ukassert.goes_too_far.sh'), 'utf8')).toMatch(
        /kernel-uk-0.17-x86_64-\w{8}/,
      );
    });
  },
);

test.runIf(ARCHES_UNDER_TEST.includes('x86_64'))(
  'a kernel that does not boot is told after one boot with all its suites and one without any',
  async () => {
    const tree = treeOf('mute', 17);
    const file = join(tree, 'lib/ukboot/boot.c');
    writeFileSync(file, readFileSync(file, 'utf8').replace('int status;', 'int status;\n\n\tukplat_off(1);'));
    const { events } = await ukmatrixRun(join(scratch.dir, 'mute'), ['--kernel', `tree:${tree}`, '--arch', 'x86_64']);
    expect(countOf(events, 'boot-started')).toBe(2);
    const verdicts = verdictsOf(events, 'mute-x86_64');
    expect(verdicts.size).toBe(8);
    expect([...verdicts.values()]).not.toContain('pass');
    expect(ended(events, '(suite)')).toMatchObject({
      verdict: 'unresolved',
      cause: expect.stringContaining('the kernel does not boot, not even without suites: ') as string,
    });
  },
);

test.runIf(ARCHES_UNDER_TEST.includes('x86_64'))(
  'programs on a tree that cannot load them: an image for each',
  async () => {
    const words = ['--kernel', `tree:${join(SOURCES, 'tree')}`, '--program-suite', join(SOURCES, 'programs')];
    const { events, exitCode } = await ukmatrixRun(join(scratch.dir, 'programs'), [...words, '--timeout-ms', '5000']);
    expect(
      [...verdictsOf(events, 'tree-x86_64-programs')].map(([name, verdict]) => `${name} ${verdict}`).sort(),
    ).toEqual([
      'foreign-programs.crashes crash',
      'foreign-programs.fails fail',
      'foreign-programs.hangs timeout',
      'foreign-programs.late fail',
      'foreign-programs.passes pass',
      'foreign-programs.rotten unresolved',
    ]);
    expect(ended(events, 'fails')).toMatchObject({ failures: [{ text: 'expected more', file: 'fails.c', line: 7 }] });
    expect(exitCode).toBe(1);
  },
);

test.runIf(ARCHES_UNDER_TEST.includes('arm64'))(
  'a program that hangs is a timeout where its stack leads to boot code, which runs no suite here',
  async () => {
    const words = ['--kernel', `tree:${join(SOURCES, 'tree')}`, '--program-suite', join(SOURCES, 'programs:hangs')];
    const options = ['--arch', 'arm64', '--timeout-ms', '2000'];
    const { events } = await ukmatrixRun(join(scratch.dir, 'stuck-program'), [...words, ...options]);
    expect([...verdictsOf(events, 'tree-arm64-programs')]).toEqual([['foreign-programs.hangs', 'timeout']]);
    expect(ended(events, 'hangs')).toMatchObject({
      backtrace: [
        { function: 'ukmatrix_program', file: 'runners/e2e/foreign/programs/hangs.c' },
        { function: 'main' },
        { function: 'uk_boot_entry' },
        { function: '_start' },
      ],
    });
  },
);

/** A library of --libs, of one source. */
function libraryOf(name: string, kconfig: string, source: string): string {
  const dir = join(scratch.dir, `lib-${name}`);
  mkdirSync(dir);
  const upper = name.toUpperCase();
  writeFileSync(join(dir, 'Config.uk'), `config LIB${upper}\n\tbool "${name}"\n${kconfig}`);
  const [added, sources] = [`lib${name},$(CONFIG_LIB${upper})`, `LIB${upper}_SRCS-y += $(LIB${upper}_BASE)/${name}.c`];
  writeFileSync(join(dir, 'Makefile.uk'), `$(eval $(call addlib_s,${added}))\n${sources}\n`);
  writeFileSync(join(dir, `${name}.c`), source);
  return dir;
}

test.runIf(ARCHES_UNDER_TEST.includes('x86_64'))(
  'programs are linked with the C library that was asked for or not at all, and other libraries that are missing are told',
  async () => {
    const libc = libraryOf('oddc', '\tselect HAVE_LIBC\n', '#error no C library yet\n');
    const spare = libraryOf('spare', '', '#error nothing to spare\n');
    const words = ['--kernel', `tree:${join(SOURCES, 'tree')}`, '--program-suite', join(SOURCES, 'programs:passes')];
    const name = 'foreign-programs.passes';
    const without = await ukmatrixRun(join(scratch.dir, 'no-libc'), [...words, '--libs', libc]);
    expect([...verdictsOf(without.events, 'tree-x86_64-programs')]).toEqual([[name, 'unresolved']]);
    expect(ended(without.events, 'passes')).toMatchObject({
      cause: 'its C library, lib-oddc, does not compile: #error no C library yet',
    });
    const spared = await ukmatrixRun(join(scratch.dir, 'no-spare'), [...words, '--libs', spare]);
    expect([...verdictsOf(spared.events, 'tree-x86_64-programs')]).toEqual([[name, 'pass']]);
    expect(findingsOf(spared.events)).toContain('programs are linked without lib-spare: it does not compile');
  },
);

describe.runIf(ARCHES_UNDER_TEST.includes('arm64'))('a project with a Kraftfile on a tree of 0.12', () => {
  let run: Finished;
  beforeAll(async () => {
    const tree = treeOf('uk-0.12', 12);
    const project = join(scratch.dir, 'project');
    mkdirSync(project);
    writeFileSync(
      join(project, 'Kraftfile'),
      `spec: v0.6\nname: app\nunikraft: {version: stable, source: ${tree}, kconfig: [CONFIG_LATER=y]}\nlibraries: {late: {version: x, source: ${LATE}}}\ntargets: [fc/x86_64, qemu/arm64]\n`,
    );
    writeFileSync(join(project, 'Config.uk'), '');
    writeFileSync(
      join(project, 'Makefile.uk'),
      '$(eval $(call addlib,appown))\nAPPOWN_SRCS-y += $(APPOWN_BASE)/main.c\n',
    );
    writeFileSync(join(project, 'main.c'), 'int main(void);\nint main(void)\n{\n\treturn 0;\n}\n');
    const words = ['--kernel', `tree:${project}`, '--suite', 'ukgood,late'];
    run = await ukmatrixRun(join(scratch.dir, 'kraft'), words);
  });

  test('its target is the cell, its own main() the end, and only the suites asked for run', () => {
    expect([...verdictsOf(run.events, 'app-arm64')]).toEqual([
      ['ukgood.answers', 'pass'],
      ['ukgood.is_wrong', 'fail'],
      ['late.comes_after_the_totals', 'pass'],
    ]);
  });

  test('the target that cannot be run here is a finding, and a value that only another release has', () => {
    expect(findingsOf(run.events)).toContain('target fc/x86_64 is left out');
    expect(findingsOf(run.events)).toContain('no Config.uk defines LATER');
  });
});

describe('what cannot be built says why', () => {
  let tree: string;
  beforeAll(() => {
    tree = treeOf('habits', 17);
  });

  /** With uktest's own suite, and those of `libs`, alone. */
  function build(
    config: Readonly<Record<string, string>>,
    silentMs = 60_000,
    libs: readonly string[] = [],
  ): Promise<ForeignResult> {
    const home = process.env['UKMATRIX_HOME'] ?? join(ROOT, '.ukmatrix');
    const foreign = { root: tree, app: APP, libs, config: new Map(Object.entries(config)), wishes: new Map() };
    const others = providersOf({ ...foreign, libs: [] }).filter(({ symbol }) => symbol !== 'LIBUKTEST_TEST_MYSELF');
    const request = {
      ...{ tree: foreign, arch: HOST_ARCH, without: new Set(others.map(({ symbol }) => symbol)), jobs: 2 },
      ...{ rootDir: ROOT, limits: { ...MAKE_LIMITS, silentMs }, signal: new AbortController().signal },
    };
    const hashes = new HashCache(join(scratch.dir, 'hashes.json'));
    return buildForeign(request, new ImageStore(home), hashes, scratch.dir);
  }

  test('a symbol that did not survive, with the dependency that dropped it', async () => {
    expect(await build({ LIBUKNEEDY: 'y', LIBUKNEEDYY: 'y' })).toMatchObject({
      kind: 'failed',
      message:
        'Kconfig dropped LIBUKNEEDY: it depends on HAVE_MEMORY_TAGS, which does not hold (no Config.uk defines HAVE_MEMORY_TAGS); no Config.uk defines LIBUKNEEDYY; did you mean LIBUKNEEDY?',
    });
  });

  /** A copy of LATE with a line more at the end of one of its files. */
  function brokenLibrary(place: string, file: string, line: string): string {
    const broken = join(scratch.dir, `lib-${place}`);
    mkdirSync(broken);
    for (const own of ['Makefile.uk', 'Config.uk', 'late.c']) {
      const text = readFileSync(join(LATE, own), 'utf8').replaceAll('LATE', 'BROKEN').replaceAll('late', 'broken');
      writeFileSync(join(broken, own.replace('late', 'broken')), `${text}${own === file ? line : ''}\n`);
    }
    return broken;
  }

  test.each([
    ['Makefile.uk', 'this is no make', 'missing separator'],
    ['Config.uk', '\tdepens on NOTHING', 'syntax error'],
  ])('a library of --libs whose %s cannot be read, and the others are built', async (name, line, words) => {
    const broken = brokenLibrary(`unreadable-${name}`, name, line);
    const built = await build({}, 60_000, [LATE, broken]);
    const leftOut = [{ message: `cannot be built: ${words}`, file: join(broken, name) }];
    expect(built).toMatchObject({ kind: 'built', image: { leftOut } });
  });

  test('a library of --libs that Kconfig drops, and the others are built', async () => {
    const built = await build({}, 60_000, [brokenLibrary('dropped', 'Config.uk', '\tdepends on NOTHING'), LATE]);
    const why = 'Kconfig dropped LIBBROKEN: it depends on NOTHING, which does not hold (no Config.uk defines NOTHING)';
    const leftOut = [{ symbol: 'LIBBROKEN', suites: ['broken'], message: `cannot be built: ${why}` }];
    expect(built).toMatchObject({ kind: 'built', image: { leftOut, providers: [{}, { symbol: 'LIBLATE' }] } });
  });

  test('a library of --libs whose compilation never ends, and the others are built', async () => {
    const endless = brokenLibrary('endless', 'late.c', '#include "endless.h"');
    expect(spawnSync('mkfifo', [join(endless, 'endless.h')]).status).toBe(0);
    const built = await build({}, 3000, [endless, LATE]);
    const leftOut = [
      { file: join(endless, 'broken.c'), message: 'does not compile: took longer than 3 s (cc1 of broken.c)' },
    ];
    expect(built).toMatchObject({ kind: 'built', image: { leftOut, providers: [{}, { symbol: 'LIBLATE' }] } });
  });

  test('a build that never ends', async () => {
    const message = /^the build printed nothing for 1 s behind "(?!make).+" \(its log: .*build\.log\)$/;
    expect(await build({ HABIT_ENDLESS: 'y' }, 1000)).toMatchObject({
      message: expect.stringMatching(message) as string,
    });
  });

  test('20 MB of warnings before the error', async () => {
    const file = join(tree, 'plat/kvm/machine.c');
    expect(await build({ HABIT_CHATTY: 'y' })).toMatchObject({ message: 'and then it fails', file, line: 7 });
  });

  test('a makefile that writes into its source is found out, and its image kept', async () => {
    const why =
      'sources changed while they were built, by the build itself or by somebody else, so they were built again';
    const findings = [`${why}: ${join(tree, 'plat/kvm/generated.h')}`];
    expect(await build({ HABIT_WRITES: 'y' })).toMatchObject({ kind: 'built', image: { findings } });
    expect(await build({ HABIT_WRITES: 'y' })).toMatchObject({ kind: 'cached', image: { findings: [] } });
  });
});

test('suites and cases of a tree are listed by its sources, and so planned', async () => {
  const words = ['--kernel', `tree:${join(SOURCES, 'tree')}`, '--libs', LATE, '--suite', 'ukgood,late'];
  const suites = 'ukgood: 2 cases, libukgood (LIBUKGOOD_TEST)\nlate: 1 case, liblate (LIBLATE)\n';
  expect((await ukmatrix(['list', 'suites', ...words])).stdout.trim()).toBe(suites.trim());
  const cases = await ukmatrix(['list', 'cases', ...words, '--case', '*.is_*']);
  expect(cases.stdout.trim()).toBe('ukgood.is_wrong');
  expect(cases.stderr).toContain('what Kconfig drops, or no compiler takes, is known when it is built');
  const { stdout } = await ukmatrix(['plan', ...words, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    cells: [{ suites: ['ukgood', 'late'] }],
    images: [{ suites: ['ukgood', 'late'] }],
  });
});

test('the reference kernel as a tree keeps its run-time selection', async () => {
  const kernel = `tree:${join(ROOT, 'kernels', 'reference')}`;
  const { stdout } = await ukmatrix(['plan', '--kernel', kernel, '--arch', 'x86_64', '--smp', '1', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ cells: [{ axes: { kernel, machine: 'microvm' } }], images: [{ kernel }] });
});
