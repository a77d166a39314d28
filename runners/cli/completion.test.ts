// SPDX-License-Identifier: BSD-3-Clause
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { buildProgram } from './commands.ts';
import { completionScript } from './completion.ts';
import { findProject } from './project.ts';

const PROJECT = findProject({});
const PROGRAM = buildProgram(PROJECT, () => undefined);

/** What bash offers behind these words, the last of which is being written. */
function offered(...words: string[]): string[] {
  const script = `${completionScript('bash', PROGRAM, PROJECT)}
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _ukmatrix; echo "\${COMPREPLY[*]}"`;
  const stdout = execFileSync('bash', ['-c', script, 'bash', 'ukmatrix', ...words], { encoding: 'utf8' });
  return stdout.trim().split(' ');
}

test('commands, options of a command, values of an option', () => {
  expect(offered('jud')).toEqual(['judge']);
  expect(offered('judge', '--exit')).toEqual(['--exit-status']);
  expect(offered('run', '--arch', '')).toEqual(['x86_64', 'arm64']);
  expect(offered('list', 'c')).toEqual(['cases', 'cells']);
  expect(offered('run', '--suite', 'ukf')).toEqual(['']);
  expect(offered('run', '--suite', 'ukvm')).toEqual(['ukvmem']);
});

test('zsh reads the same script, fish a line for each option', () => {
  expect(completionScript('zsh', PROGRAM, PROJECT)).toContain('bashcompinit');
  expect(completionScript('fish', PROGRAM, PROJECT)).toMatch(
    /__fish_seen_subcommand_from run' -l arch -x -a 'x86_64 arm64'/,
  );
});
