// SPDX-License-Identifier: BSD-3-Clause
/** What is said of a failed build beside the words of make. */
import { existsSync, realpathSync } from 'node:fs';
import type { BuildFailure } from '../build-errors.ts';

/** What was tried in vain. */
export function failedTo(message: string, file: string | null, line: number | null): string {
  if (/^(?:undefined reference|multiple definition) /.test(message)) return 'does not link';
  const isCompiled = /\.(?:[chsS]|cc|cpp)$/.test(file ?? '');
  if (message.startsWith('took longer than ') && isCompiled) return 'does not compile';
  return line === null || !isCompiled ? 'cannot be built' : 'does not compile';
}

/** Tools that trees start and that a fresh machine may lack: what the shell calls them, their Debian packages. */
const TOOLS: Readonly<Record<string, string>> = {
  // Kconfig wants both, and who lacks one lacks the other; make without a configuration calls them by their old names.
  ...{ bison: 'bison flex', flex: 'bison flex', yacc: 'bison flex', lex: 'bison flex' },
  gawk: 'gawk',
  git: 'git',
  m4: 'm4',
  patch: 'patch',
  python3: 'python3',
  unzip: 'unzip',
  wget: 'wget',
  dtc: 'device-tree-compiler',
};

/** What make cannot do with one of these folders, before it writes elsewhere; makefiles follow links, so that a folder is what it leads to. */
export function unfitFolder(folders: readonly string[]): string | null {
  const all = folders.flatMap((folder) => [folder, existsSync(folder) ? realpathSync(folder) : folder]);
  const spaced = all.find((folder) => /\s/.test(folder));
  return spaced === undefined
    ? null
    : `make takes no spaces in paths: rename ${spaced.replace(/(\s[^/]*)\/.*$/, '$1')}`;
}

/** With the command that installs a tool that is missing. */
export function withHint(error: BuildFailure): BuildFailure {
  const [, tool = ''] =
    /(?:^|[\s:/'])([\w+-]+)'?: (?:command )?(?:not found|No such file or directory)/.exec(error.message) ?? [];
  const debianPackage = TOOLS[tool];
  if (debianPackage === undefined) return error;
  return { ...error, message: `${error.message}; run: sudo apt-get install -y ${debianPackage}` };
}
