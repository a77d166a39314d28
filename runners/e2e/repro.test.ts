// SPDX-License-Identifier: BSD-3-Clause
/** Unexpected outcomes are shown again by their scripts and by `ukmatrix repro`; reports come again from the events alone. */
import { appendFileSync, cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findExecutable } from '../../kernels/toolchain.ts';
import { flawedProject, type FlawedProject } from './flawed-project.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { temporaryFolder, type Finished } from './ukmatrix.ts';

const FAILED = 1;
const STATUS_FAIL = 35;
const STATUS_CRASH = 37;

describe.runIf(ARCHES_UNDER_TEST.includes('x86_64'))('a run with unexpected outcomes', () => {
  const folder = temporaryFolder();
  let project: FlawedProject;
  let run: Finished;

  beforeAll(async () => {
    project = flawedProject(folder.dir);
    run = await project.run('run', []);
  });

  afterAll(() => {
    folder[Symbol.dispose]();
  });

  test('leaves a script for each of them, and says where', () => {
    expect(run.exitCode, run.stderr).toBe(FAILED);
    const scripts = ['flawed.changes_its_mind.sh', 'flawed.crashes.sh', 'flawed.fails.sh'];
    expect(readdirSync(join(run.runDir, 'repro')).filter((name) => name.endsWith('.sh'))).toEqual(scripts);
    expect(run.stdout).toContain('/repro/, a script for each\n');
  });

  test('a script needs nothing but QEMU: moved elsewhere, with an empty environment', async () => {
    const moved = join(folder.dir, 'moved');
    cpSync(join(run.runDir, 'repro'), moved, { recursive: true });
    const options = { env: { PATH: '/usr/bin:/bin' }, extendEnv: false, stdin: 'ignore', reject: false } as const;
    const fails = await execa('sh', [join(moved, 'flawed.fails.sh')], options);
    expect(fails.exitCode).toBe(STATUS_CRASH);
    expect(fails.stdout).toMatch(/not ok \d+ - fails/);
    const alone = await execa(join(moved, 'flawed.fails.sh'), ['--alone'], options);
    expect(alone.exitCode).toBe(STATUS_FAIL);
    expect(alone.stdout).toMatch(/# End: suites=1 cases=1 passed=0 failed=1 skipped=0/);
  });

  test('`repro` does the same, in company or alone', async () => {
    const company = await project.ukmatrix(['repro', run.runDir, 'changes_its_mind']);
    expect(company.stdout).toMatch(/not ok \d+ - changes_its_mind/);
    const alone = await project.ukmatrix(['repro', run.runDir, 'flawed.changes_its_mind', '--alone']);
    expect(alone.stdout).toMatch(/ {4}ok 1 - changes_its_mind/);
    const wrong = await project.ukmatrix(['repro', run.runDir, 'flawed.fail']);
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain('did you mean flawed.fails?');
  });

  test.runIf(findExecutable('gdb-multiarch') !== null)(
    '--gdb stops at the entry, then where the case went wrong',
    async () => {
      const { stdout } = await execa(
        process.execPath,
        [join(folder.dir, 'runners', 'cli', 'main.ts'), 'repro', run.runDir, 'flawed.fails', '--gdb'],
        { input: 'continue\nbacktrace 1\nkill\nquit\n', reject: false },
      );
      expect(stdout).toMatch(/(?:pvh_entry|_ukplat_entry) \(.*Breakpoint 1, .*flawed\.c:\d+/s);
    },
  );

  test('`report` writes the same reports again', async () => {
    const files = ['junit.xml', 'summary.json', 'index.html', 'repro/flawed.fails.sh'];
    const before = files.map((file) => readFileSync(join(run.runDir, file), 'utf8'));
    for (const file of files) rmSync(join(run.runDir, file));
    expect(await project.ukmatrix(['report', run.runDir])).toMatchObject({ exitCode: 0 });
    expect(files.map((file) => readFileSync(join(run.runDir, file), 'utf8'))).toEqual(before);
  });

  test('`report` of a run that was killed: what has no verdict is unresolved', async () => {
    const killed = join(folder.dir, 'killed');
    const log = readFileSync(join(run.runDir, 'events.ndjson'), 'utf8').split('\n');
    const cut = log.findIndex((line) => line.includes('"case-ended"')) + 1;
    cpSync(run.runDir, killed, { recursive: true, filter: (file) => !/(?:json|xml|html|ndjson)$/.test(file) });
    writeFileSync(join(killed, 'events.ndjson'), `${log.slice(0, cut).join('\n')}\n{"type":"case-en`);
    const { exitCode, stdout, stderr } = await project.ukmatrix(['report', killed]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`events.ndjson:${cut + 1}: not JSON, as if the writer was killed`);
    expect(stdout).toContain('1 pass, 4 unresolved');
    expect(stdout).toContain('the run was killed first');
    const summary = JSON.parse(readFileSync(join(killed, 'summary.json'), 'utf8')) as Record<string, unknown>;
    expect(summary).toMatchObject({ exitCode: null, counts: { pass: 1, unresolved: 4 } });
    expect(existsSync(join(killed, 'junit.xml'))).toBe(true);
  });

  test('`report` says what is wrong with a folder', async () => {
    const empty = join(folder.dir, 'empty');
    cpSync(run.runDir, empty, { recursive: true });
    writeFileSync(join(empty, 'events.ndjson'), '');
    appendFileSync(join(empty, 'events.ndjson'), 'garbage\n');
    const unreadable = await project.ukmatrix(['report', empty]);
    expect(unreadable.exitCode).toBe(2);
    expect(unreadable.stderr).toContain('its events do not say how the run began');
    const unknown = await project.ukmatrix(['report', 'nonesuch']);
    expect(unknown.exitCode).toBe(2);
    expect(unknown.stderr).toContain('no run "nonesuch"');
  });
});
