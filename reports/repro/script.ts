// SPDX-License-Identifier: BSD-3-Clause
/**
 * repro/CASE.sh: a POSIX shell script that shows an unexpected outcome once more, with nothing but QEMU. It has the boot's own
 * command line; the kernel lies beside it, and the share is a folder that it makes and takes away.
 */
import { caseKey } from '../../model/cell.ts';
import type { BootExit } from '../../model/events.ts';
import { terminalText } from '../guest-text.ts';
import { headlineOf, placeOf } from '../results.ts';
import { appendAlone, bootLine, hasShare, seedIn } from './boot-line.ts';
import { gdbCommand, gdbServerOptions } from './debugger.ts';
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
    '',
    'sh FILE             the boot as it was, with the cases that ran before this one',
    'sh FILE --alone     this case only',
    'sh FILE [--alone] QEMU-OPTIONS',
    ...(debugFile === null
      ? []
      : [
          `sh FILE ${gdbServerOptions(GDB_PORT).join(' ')}     waits for a debugger:`,
          gdbCommand({ debugFile, port: GDB_PORT, breakAt }).map(shellWord).join(' '),
        ]),
  ];
  return lines.map((line) => `# ${terminalText(line)}`.trimEnd());
}

/** `kernel`: the kernel's file name, beside the script. */
export function reproScript(repro: Repro, kernel: string): string {
  const { command, append } = repro;
  const files = { kernel: '"$kernel"', append: '"$append"', share: '"$share"' };
  const share = ['share=$(mktemp -d)', `trap 'rm -rf "$share"' EXIT`, `trap 'exit 130' INT TERM HUP`];
  return [
    '#!/bin/sh',
    ...heading(repro, append),
    'set -eu',
    `kernel=$(dirname "$0")/${shellWord(kernel)}`,
    `append=${shellWord(append)}`,
    `if [ "\${1-}" = --alone ]; then shift; append=${shellWord(appendAlone(append, repro.shown))}; fi`,
    ...(hasShare(command) ? share : []),
    'status=0',
    `${bootLine(command, files, shellWord).join(' ')} "$@" || status=$?`,
    'echo "QEMU ended with exit status $status" >&2',
    'exit "$status"',
    '',
  ].join('\n');
}
