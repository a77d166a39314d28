// SPDX-License-Identifier: BSD-3-Clause
/** A fault of memory tags that comes to light in a later case is not that case's: the run says so, and names the one that made it. */
import { afterAll, expect, test } from 'vitest';
import { flawedProject } from './flawed-project.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { temporaryFolder } from './ukmatrix.ts';

const folder = temporaryFolder();

afterAll(() => {
  folder[Symbol.dispose]();
});

test.runIf(ARCHES_UNDER_TEST.includes('arm64'))(
  'an asynchronous tag check fault is attributed to the case that made the access',
  async () => {
    const project = flawedProject(folder.dir, 'late-fault');
    const cell = ['--arch', 'arm64', '--smp', '2', '--mte', 'async'];
    const { exitCode, stdout, events } = await project.run('run', [], cell);
    const ended = events.filter((event) => event.type === 'case-ended');
    expect(ended.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      'writes_to_freed_memory pass',
      'passes pass',
      'is_blamed fail',
    ]);
    const late = events.find((event) => event.type === 'late-fault');
    expect(late).toMatchObject({ name: 'is_blamed', culprit: 'late.writes_to_freed_memory' });
    expect(late?.cause).toMatch(/^Tag check fault: cannot write 0x/);
    expect(stdout).toContain('it is late.writes_to_freed_memory that faults');
    expect(exitCode).toBe(1);
  },
);
