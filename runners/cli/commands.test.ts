// SPDX-License-Identifier: BSD-3-Clause
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { buildProgram } from './commands.ts';
import { findProject } from './project.ts';

const COLUMNS = 80;

const program = buildProgram(findProject({}), () => undefined);

const helpOf = (command: Command): string[] =>
  command
    .configureHelp({ ...command.configureHelp(), helpWidth: COLUMNS })
    .helpInformation()
    .split('\n');

test.each(program.commands.map((command) => [command.name(), command] as const))(
  'the help of %s fits a terminal, each option in one group',
  (_, command) => {
    const lines = helpOf(command);
    expect(lines.filter((line) => line.length > COLUMNS)).toEqual([]);
    const headings = lines.filter((line) => /^\S.*:$/.test(line));
    expect(headings).toEqual([...new Set(headings)]);
  },
);

test('the options of run stand in groups, those that say what runs first', () => {
  const run = program.commands.find((command) => command.name() === 'run');
  if (run === undefined) throw new Error('there is no run');
  const lines = helpOf(run);
  const groupOf = (option: string): string | undefined => {
    const at = lines.findIndex((line) => line.startsWith(`  ${option} `));
    return lines.slice(0, at).findLast((line) => /^\S.*:$/.test(line));
  };
  expect(lines[4]).toBe('What runs:');
  expect(groupOf('--case')).toBe('What runs:');
  expect(groupOf('--smp')).toBe('Where (each takes a list, as in --smp 1,4):');
  expect(groupOf('--libs')).toBe('Kernels of other projects:');
  expect(groupOf('--retries')).toBe('How it runs:');
  expect(groupOf('--out')).toBe('What it tells:');
});
