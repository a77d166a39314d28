// SPDX-License-Identifier: BSD-3-Clause
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { UserError } from '../../model/errors.ts';
import { select } from './options.ts';
import { checkPaths, findProject } from './project.ts';
import { addRunSelection } from './selection.ts';

const project = findProject({});

test('a list that is given twice means both', () => {
  const command = addRunSelection(new Command());
  command.parse(['--suite', 'smp', '--suite', 'sched,trap', '--smp', '1', '--smp', '4', '--case', 'x.y'], {
    from: 'user',
  });
  expect(command.opts()).toMatchObject({ suite: 'smp,sched,trap', smp: '1,4', case: 'x.y' });
});

test('--suite that only takes suites away takes them from what the matrix runs', () => {
  const suitesOf = (suite?: string): readonly string[] =>
    select({ smp: '1', arch: 'arm64', ...(suite && { suite }) }, project).plan.cells[0]?.suites ?? [];
  const usual = suitesOf();
  expect(usual).toContain('smp');
  expect(suitesOf('!smp')).toEqual(usual.filter((name) => name !== 'smp'));
  expect(() => suitesOf('!spm')).toThrow('--suite: no suite matches "spm"');
});

test('suites that cases are named with are looked at, though the usual matrix leaves them out', () => {
  const suitesOf = (...cases: string[]): readonly string[] =>
    select({ smp: '1', arch: 'arm64', libc: 'musl' }, project, cases).plan.cells.flatMap(({ suites }) => suites);
  const usual = suitesOf();
  expect(usual).not.toContain('libc');
  expect(suitesOf('libc.sem/*')).toEqual(['libc']);
  expect([...suitesOf('libc.sem/*', 'smp.tlb_*')].sort()).toEqual(['libc', 'smp']);
  for (const known of ['smp.tlb_*', '*.adding', 'nonesuch.case']) expect(suitesOf(known)).toEqual(usual);
});

test('a kernel of another project that is named without its kind', () => {
  const hintOf = (kernel: string): unknown => {
    try {
      return select({ kernel }, project);
    } catch (error) {
      return (error as UserError).hint;
    }
  };
  expect(hintOf(project.rootDir)).toContain(`write tree:${project.rootDir}`);
  expect(hintOf(import.meta.filename)).toContain(`write image:${import.meta.filename}`);
  expect(hintOf('refrence')).toContain('tree:PATH');
});

test.each([
  ['rootDir', '/home/me/my work/ukmatrix', ' ', 'move ukmatrix'],
  ['kernelDir', '/home/me/a=b', '=', 'move the tree'],
  ['home', '/tmp/$x', '$', 'set UKMATRIX_HOME'],
])('a path that make would split is refused before anything starts: %s', (name, path, sign, remedy) => {
  let error: unknown = null;
  try {
    checkPaths({ ...project, [name]: path });
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({
    exitCode: 3,
    message: expect.stringContaining(`"${sign}" in a path: ${path}`) as string,
  });
  expect((error as UserError).hint).toMatch(`${remedy} to a folder`);
});

test('letters of any language are fine in a path', () => {
  expect(() => {
    checkPaths({ ...project, home: '/home/Jörg/Übung/本-1.2_3@4~5,6+7' });
  }).not.toThrow();
});
