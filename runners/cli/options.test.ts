// SPDX-License-Identifier: BSD-3-Clause
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addRunSelection } from './selection.ts';

test('a list that is given twice means both', () => {
  const command = addRunSelection(new Command());
  command.parse(['--suite', 'smp', '--suite', 'sched,trap', '--smp', '1', '--smp', '4', '--case', 'x.y'], {
    from: 'user',
  });
  expect(command.opts()).toMatchObject({ suite: 'smp,sched,trap', smp: '1,4', case: 'x.y' });
});
