// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix repro RUN CASE`: starts the boot once more that showed a case's outcome, in a debugger if asked for. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { findExecutable } from '../../kernels/toolchain.ts';
import { caseKey, type CaseId } from '../../model/cell.ts';
import { UserError } from '../../model/errors.ts';
import { didYouMean } from '../../model/glob.ts';
import { appendAlone, appendAwaiting, bootLine, canPickCases, REPORT_BEGINS } from '../../reports/repro/boot-line.ts';
import { entryOf, gdbCommand, gdbServerOptions } from '../../reports/repro/debugger.ts';
import { keptKernel, reproOf, type Repro } from '../../reports/repro/repro.ts';
import { shellWord } from '../../reports/repro/shell.ts';
import { allCases, placeOf, resultsOf, type CaseResult } from '../../reports/results.ts';
import { EXIT } from '../dispatcher.ts';
import type { Project } from '../images.ts';
import { controlOptions, Qmp } from '../monitors/qmp.ts';
import { pressButton } from '../power-button.ts';
import { openRun, type RecordedRun } from './recorded-run.ts';

export interface ReproOptions {
  readonly cell?: string;
  readonly alone?: boolean;
  readonly gdb?: boolean;
}

/** The case in the cell that was named, else in the first one where something was unexpected. */
function findCase({ record }: RecordedRun, name: string, cell: string | undefined): CaseResult {
  const all = allCases(resultsOf(record));
  const named = all.filter(({ last }) => caseKey(last) === name || last.name === name);
  if (named.length === 0) {
    const known = [...new Set(all.map(({ last }) => caseKey(last)))];
    throw new UserError('case-not-found', `the run has no case ${JSON.stringify(name)}${didYouMean(name, known)}`);
  }
  const here = named.filter(({ last }) => cell === undefined || last.cell === cell);
  const chosen = here.find(({ last }) => last.outcome !== 'expected') ?? here[0];
  if (chosen !== undefined) return chosen;
  const cells = named.map(({ last }) => last.cell).join(', ');
  throw new UserError('case-not-found', `--cell: ${name} has not run in ${JSON.stringify(cell)}; it has in ${cells}`);
}

/** The kernel that the run kept, or the one in the image store. */
function kernelOf({ runDir }: RecordedRun, repro: Repro): string {
  const { kernel } = repro;
  const kept = join(runDir, 'repro', keptKernel(repro));
  const found = [kept, kernel].find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new UserError('folder-unusable', `the kernel of this run is gone: ${kernel}`, { hint: 'run the case again' });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

/** The monitor dies with the harness, however that ends. */
const wrapped = (command: readonly string[]): string[] => ['--pdeathsig', 'KILL', '--no-new-privs', '--', ...command];

async function debug(command: readonly string[], repro: Repro): Promise<number> {
  const port = await freePort();
  const monitor = [...command, ...gdbServerOptions(port)];
  const { debugFile, result } = repro;
  const breakAt = placeOf(result);
  const entry = entryOf(result.cell.axes.arch, debugFile);
  const debuggers = gdbCommand({ debugFile: debugFile ?? '', port, entry, breakAt });
  const [file = '', ...args] = debuggers;
  if (findExecutable(file) === null) {
    process.stdout.write(
      `${file} is not installed (sudo apt-get install -y gdb-multiarch). Start one after the other:\n`,
    );
    for (const line of [monitor, debuggers]) process.stdout.write(`  ${line.map(shellWord).join(' ')}\n`);
    return EXIT.unresolved;
  }
  // In a session of its own, so that Ctrl-C interrupts the guest through gdb and does not end the monitor.
  const stdio = { stdin: 'ignore', stdout: 'inherit', stderr: 'inherit' } as const;
  const qemu = execa('setpriv', wrapped(monitor), { ...stdio, detached: true, reject: false });
  const { exitCode } = await execa(file, args, { stdio: 'inherit', reject: false });
  qemu.kill();
  await qemu;
  return exitCode ?? EXIT.unresolved;
}

/** The guest's power button is pressed when it was pressed then: so long after its report begins. */
async function press(command: readonly string[], afterMs: number, dir: string): Promise<number> {
  const socket = join(dir, 'control');
  const monitor = execa('setpriv', wrapped([...command, ...controlOptions(socket)]), {
    ...{ stdin: 'inherit', stdout: ['inherit', 'pipe'], stderr: 'inherit' },
    ...{ buffer: false, reject: false },
  });
  const report = createInterface({ input: monitor.stdout });
  report.on('line', (line) => {
    if (!line.includes(REPORT_BEGINS)) return;
    report.removeAllListeners('line');
    setTimeout(() => void pressButton(Qmp.connect(socket)), afterMs).unref();
  });
  const { exitCode } = await monitor;
  return exitCode ?? EXIT.unresolved;
}

function aloneIn(append: string, id: CaseId): string {
  if (canPickCases(append)) return appendAlone(append, id);
  throw new UserError(
    'option-value',
    `--alone: the kernel of ${caseKey(id)} cannot run a case without those before it`,
    {
      hint: 'leave --alone away; `run --isolate suite` builds a kernel for its suite',
    },
  );
}

export async function reproCommand(
  run: string,
  name: string,
  options: ReproOptions,
  project: Project,
): Promise<number> {
  const recorded = await openRun(project.home, run);
  const repro = reproOf(recorded.record, findCase(recorded, name, options.cell));
  if (repro === null) {
    throw new UserError('case-not-found', `no boot of this run got to ${name}, so there is none to be shown again`);
  }
  const share = mkdtempSync(join(tmpdir(), 'ukmatrix-repro-'));
  const control = mkdtempSync(join(tmpdir(), 'ukmatrix-repro-'));
  try {
    const afterMs = repro.boot.end?.pressedAfterMs;
    const was = afterMs === undefined ? repro.append : appendAwaiting(repro.append);
    const append = options.alone === true ? aloneIn(was, repro.shown) : was;
    const command = bootLine(repro.command, { kernel: kernelOf(recorded, repro), append, share }, (word) => word);
    if (options.gdb === true) return await debug(command, repro);
    process.stderr.write(`${command.map(shellWord).join(' ')}\n`);
    if (afterMs !== undefined) return await press(command, afterMs, control);
    const { exitCode } = await execa('setpriv', wrapped(command), { stdio: 'inherit', reject: false });
    return exitCode ?? EXIT.unresolved;
  } finally {
    for (const dir of [share, control]) rmSync(dir, { recursive: true, force: true });
  }
}
