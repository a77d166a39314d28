// SPDX-License-Identifier: BSD-3-Clause
/**
 * repro/CASE.sh: a POSIX shell script that shows an unexpected outcome once more, with nothing but QEMU. It has the boot's own
 * command line; the kernel lies beside it, and the share is a folder that it makes and takes away.
 */
import { caseKey } from '../../model/cell.ts';
import type { BootExit } from '../../model/events.ts';
import { terminalText } from '../guest-text.ts';
import { headlineOf, placeOf } from '../results.ts';
import { appendAlone, appendAwaiting, bootLine, canPickCases, hasShare, REPORT_BEGINS, seedIn } from './boot-line.ts';
import { entryOf, gdbCommand, gdbServerOptions } from './debugger.ts';
import type { Repro } from './repro.ts';
import { shellWord } from './shell.ts';

const GDB_PORT = 1234;

function exitInWords(exit: BootExit | null): string {
  switch (exit?.kind) {
    case 'status':
      return `exit status ${exit.status}`;
    case 'signal':
      return `signal ${exit.signal}`;
    case 'killed':
      return `it did not end by itself (${exit.reason}); Ctrl-C ends it`;
    case 'not-started':
      return `it did not start (${exit.reason})`;
    case undefined:
      return 'unknown: the harness was killed first';
    default:
      return exit satisfies never;
  }
}

function heading(repro: Repro, append: string): string[] {
  const { result, shown, boot, qemuVersion, debugFile, runId } = repro;
  const breakAt = placeOf(result);
  const lines = [
    `${caseKey(shown)} in ${shown.cell}: ${shown.verdict}: ${headlineOf(result)}`,
    ...(breakAt === null ? [] : [`at ${breakAt.file}:${breakAt.line}`]),
    `run ${runId}, boot ${boot.start.boot}, attempt ${shown.attempt}, seed ${seedIn(append) ?? 'none'}, ${qemuVersion}`,
    `how it ended then: ${exitInWords(boot.end?.exit ?? null)}`,
    ...(boot.end?.pressedAfterMs === undefined
      ? []
      : [`its power button was pressed ${boot.end.pressedAfterMs} ms after its report began, and is pressed here`]),
    '',
    'sh FILE             the boot as it was, with the cases that ran before this one',
    ...(canPickCases(append)
      ? ['sh FILE --alone     this case only', 'sh FILE [--alone] QEMU-OPTIONS']
      : ['sh FILE QEMU-OPTIONS']),
    ...(debugFile === null
      ? []
      : [
          `sh FILE ${gdbServerOptions(GDB_PORT).join(' ')}     waits for a debugger:`,
          gdbCommand({ debugFile, port: GDB_PORT, entry: entryOf(result.cell.axes.arch, debugFile), breakAt })
            .map(shellWord)
            .join(' '),
        ]),
  ];
  return lines.map((line) => `# ${terminalText(line)}`.trimEnd());
}

/** QEMU's own monitor takes the press from a named pipe, so that nothing but QEMU is needed. `<>`: no wait for a QEMU that has gone. */
const pressing = (line: string, afterMs: number): string[] => [
  'mkfifo "$button/m.in" "$button/m.out"',
  `press() { sleep ${(afterMs / 1000).toFixed(3)}; echo system_powerdown 1<>"$button/m.in"; }`,
  'show() {',
  '  while IFS= read -r line; do',
  `    printf '%s\\n' "$line"`,
  `    case $line in *'${REPORT_BEGINS}'*) press & ;; esac`,
  '  done',
  '}',
  `{ ${line} -chardev "pipe,id=button,path=$button/m" -mon chardev=button "$@" || echo "$?" >"$button/status"; } | show`,
  'if [ -s "$button/status" ]; then status=$(cat "$button/status"); fi',
];

/** Folders that the script makes and takes away. */
function folders(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const all = names.map((name) => `"$${name}"`).join(' ');
  const make = names.map((name) => `${name}=$(mktemp -d)`);
  return [...make, `trap 'rm -rf ${all}' EXIT`, `trap 'exit 130' INT TERM HUP`];
}

/** `kernel`: the kernel's file name, beside the script. */
export function reproScript(repro: Repro, kernel: string): string {
  const { command, boot } = repro;
  const afterMs = boot.end?.pressedAfterMs;
  const append = afterMs === undefined ? repro.append : appendAwaiting(repro.append);
  const files = { kernel: '"$kernel"', append: '"$append"', share: '"$share"' };
  const line = bootLine(command, files, shellWord).join(' ');
  return [
    '#!/bin/sh',
    ...heading(repro, append),
    'set -eu',
    `kernel=$(dirname "$0")/${shellWord(kernel)}`,
    `append=${shellWord(append)}`,
    ...(canPickCases(append)
      ? [`if [ "\${1-}" = --alone ]; then shift; append=${shellWord(appendAlone(append, repro.shown))}; fi`]
      : []),
    ...folders([...(hasShare(command) ? ['share'] : []), ...(afterMs === undefined ? [] : ['button'])]),
    'status=0',
    ...(afterMs === undefined ? [`${line} "$@" || status=$?`] : pressing(line, afterMs)),
    'echo "QEMU ended with exit status $status" >&2',
    'exit "$status"',
    '',
  ].join('\n');
}
