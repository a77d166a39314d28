// SPDX-License-Identifier: BSD-3-Clause
/**
 * Monitors that are ready to begin (nursery.c): a third of what a short boot costs goes into a program's libraries, which is the same for
 * each boot and so is done once. Where that cannot be had, for want of a compiler say, monitors are started as any program is.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findExecutable } from '../../kernels/toolchain.ts';
import { raiseMonitors } from './launcher.ts';

const SOURCE = join(import.meta.dirname, 'nursery.c');
const OPTIONS = ['-shared', '-fPIC', '-O1', '-Wall', '-Wextra'];
const ELF_MAGIC = '\x7fELF';
/** ld.so(8) takes these for the end of a path. */
const SEPARATORS = /[\s:]/;

/** A script that stands for a monitor has no libraries of its own. */
function isElf(file: string): boolean {
  const descriptor = openSync(file, 'r');
  const magic = Buffer.alloc(ELF_MAGIC.length);
  readSync(descriptor, magic);
  closeSync(descriptor);
  return magic.toString('latin1') === ELF_MAGIC;
}

/** For later runs: this one does not wait for it. */
function compile(library: string): void {
  mkdirSync(dirname(library), { recursive: true });
  const next = `${library}.${process.pid}`;
  const gcc = ['gcc', ...OPTIONS, '-o', next, SOURCE, '-ldl'];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...gcc], { stdio: 'ignore' });
  child.once('error', () => undefined); // No setpriv: the launcher will say so.
  child.once('close', (status) => {
    attempt(() => {
      if (status === 0) renameSync(next, library);
      else rmSync(next, { force: true });
    });
  });
}

/** What the file system refuses costs time and nothing else; where it matters, somebody else is refused too, and tells. */
function attempt(operation: () => void): void {
  try {
    operation();
  } catch {
    // A folder that is not to be written, a disk that is full, a program that may be executed and not be read.
  }
}

/** Names of programs, as on the PATH; those that are not there are left out. */
export function readyMonitors(home: string, names: readonly string[]): void {
  attempt(() => {
    raise(home, names);
  });
}

function raise(home: string, names: readonly string[]): void {
  const programs = names
    .map((name) => findExecutable(name))
    .filter((file) => file !== null)
    .filter(isElf);
  if (programs.length === 0) return;
  const hash = createHash('sha256').update(readFileSync(SOURCE)).digest('hex').slice(0, 16);
  const library = join(home, 'cache', `nursery-${process.arch}-${hash}.so`);
  if (SEPARATORS.test(library)) return;
  if (!existsSync(library)) compile(library);
  else for (const program of programs) raiseMonitors(library, program);
}
