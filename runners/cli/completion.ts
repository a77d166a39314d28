// SPDX-License-Identifier: BSD-3-Clause
/**
 * `ukmatrix completion SHELL`: what a shell has to know of the commands, their options and the values that are fixed, as a script for it.
 * Where nothing is known, files are offered.
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Command, Option } from 'commander';
import { LIBCS, MEMORY_TAGS } from '../../matrices/axes.ts';
import { ARCHES } from '../../model/cell.ts';
import { loadSuites } from '../../suites/suite-file.ts';
import { ISOLATIONS } from '../batches.ts';
import type { Project } from '../images.ts';
import { PROTOCOLS } from '../protocols/choose.ts';
import { suitesDir } from './project.ts';

export type ShellName = 'bash' | 'zsh' | 'fish';

type Values = Readonly<Record<string, readonly string[]>>;

/** Of options, whatever the command. */
function valuesOf(project: Project): Values {
  const matrices = readdirSync(join(project.rootDir, 'matrices')).filter((name) => name.endsWith('.yaml'));
  return {
    '--arch': ARCHES,
    '--libc': LIBCS,
    '--mte': MEMORY_TAGS,
    '--isolate': ISOLATIONS,
    '--protocol': PROTOCOLS,
    '--matrix': matrices.map((name) => basename(name, '.yaml')),
    '--suite': loadSuites(suitesDir(project), project.rootDir).map(({ name }) => name),
  };
}

/** Options without those that are only an abbreviation. */
const flagsOf = (command: Command): string[] => [
  ...command.options.flatMap(({ long, short }) => [long, short].filter((flag) => typeof flag === 'string')),
  '--help',
];

/** Words that a command knows: its commands, fixed arguments and options. */
function wordsOf(command: Command): string[] {
  const fixed = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  return [...command.commands.map((one) => one.name()), ...fixed, ...flagsOf(command)];
}

/** bash(1), Programmable Completion; zsh reads the same through bashcompinit. */
function bashScript(program: Command, values: Values): string {
  const ofCommands = program.commands.map((one) => `    ${one.name()}) words='${wordsOf(one).join(' ')}' ;;`);
  const ofOptions = Object.entries(values).map(([flag, words]) => `    ${flag}) values='${words.join(' ')}' ;;`);
  return `_ukmatrix() {
  local current=\${COMP_WORDS[COMP_CWORD]} words values=
  case \${COMP_WORDS[1]} in
${ofCommands.join('\n')}
    *) words='${wordsOf(program).join(' ')}' ;;
  esac
  [ "$COMP_CWORD" -gt 1 ] || words='${wordsOf(program).join(' ')}'
  case \${COMP_WORDS[COMP_CWORD-1]} in
${ofOptions.join('\n')}
  esac
  COMPREPLY=( $(compgen -W "\${values:-$words}" -- "$current") )
}
complete -o default -F _ukmatrix ukmatrix
`;
}

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;

function fishOption(condition: string, { long, short, description }: Option, values: Values): string {
  const known = values[long ?? ''];
  const parts = [
    ...(long === undefined ? [] : ['-l', long.slice(2)]),
    ...(short === undefined ? [] : ['-s', short.slice(1)]),
    ...(known === undefined ? [] : ['-x', '-a', quoted(known.join(' '))]),
  ];
  return `complete -c ukmatrix -n ${quoted(condition)} ${parts.join(' ')} -d ${quoted(description)}`;
}

/** fish, `complete`. */
function fishScript(program: Command, values: Values): string {
  const lines = program.commands.flatMap((command) => {
    const condition = `__fish_seen_subcommand_from ${command.name()}`;
    const words = [
      ...command.commands.map((one) => one.name()),
      ...command.registeredArguments.flatMap((one) => one.argChoices ?? []),
    ];
    return [
      `complete -c ukmatrix -n __fish_use_subcommand -a ${command.name()} -d ${quoted(command.description())}`,
      ...(words.length === 0 ? [] : [`complete -c ukmatrix -n ${quoted(condition)} -a ${quoted(words.join(' '))}`]),
      ...command.options.map((option) => fishOption(condition, option, values)),
    ];
  });
  return `${lines.join('\n')}\n`;
}

export function completionScript(shell: ShellName, program: Command, project: Project): string {
  const values = valuesOf(project);
  switch (shell) {
    case 'bash':
      return bashScript(program, values);
    case 'zsh':
      return `autoload -U +X bashcompinit && bashcompinit\n${bashScript(program, values)}`;
    case 'fish':
      return fishScript(program, values);
  }
}
