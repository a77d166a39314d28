// SPDX-License-Identifier: BSD-3-Clause
/**
 * The command line. A user's mistake is one message on standard error and exit code 2 (3 where the surroundings are to blame); only a
 * bug shows a stack.
 */
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { keepYamlIn } from '../../matrices/yaml-cache.ts';
import { UserError } from '../../model/errors.ts';
// Early, as it looks at who started this process.
import './npm.ts';
import { buildProgram } from './commands.ts';
import { findProject } from './project.ts';

const FULL_HINT = '  make room, or set UKMATRIX_HOME to a folder on another disk\n';

async function main(): Promise<void> {
  try {
    const project = findProject(process.env);
    keepYamlIn(join(project.home, 'cache', 'yaml.json'));
    const program = buildProgram(project, (code) => {
      process.exitCode = code;
    });
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
    } else if (error instanceof UserError) {
      process.stderr.write(`ukmatrix: ${error.message}\n${error.hint === null ? '' : `  ${error.hint}\n`}`);
      process.exitCode = error.exitCode;
    } else {
      tellTrouble(error);
    }
  }
}

/** Neither the guest nor the user: what the system refused in one line, a bug of ours with its stack. Never exit code 1, which is a verdict. */
function tellTrouble(error: unknown): void {
  const isSystems = error instanceof Error && 'syscall' in error;
  const words = isSystems ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  const isFull = isSystems && ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
  process.stderr.write(`ukmatrix: ${words}\n${isFull ? FULL_HINT : ''}`);
  process.exitCode = 3;
}

// Thrown in a callback: nothing is left to carry on with. Monitors and compilers end with this process.
process.on('uncaughtException', (error) => {
  tellTrouble(error);
  process.exit();
});
// A reader that has seen enough (`| head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
await main();
