// SPDX-License-Identifier: BSD-3-Clause
/** What the end of a boot says of the code that ran, where the symbols of a tree's image are known: whose crash it was, and what hung. */
import { join } from 'node:path';
import type { ForeignImage } from '../kernels/foreign/image-file.ts';
import { suiteInitsOf } from '../kernels/suite-inits.ts';
import { toolchainPrefix } from '../kernels/toolchain.ts';
import type { Arch } from '../model/cell.ts';
import type { StackFrame } from '../model/verdict.ts';
import type { BootPlace } from './dispatcher.ts';
import { withCause, type ImageEnd } from './image-boot.ts';
import { chargedToInit, chargedToNobody, isBetweenSuites, suiteInInit, type CrashSite } from './init-crash.ts';
import { STOP_ON_FAILURE } from './protocols/crash-words.ts';
import type { Reading } from './protocols/reading.ts';
import { INIT_FAILED, type TaggedPlace } from './protocols/uktest-line.ts';
import { describeStuck } from './stuck-cpus.ts';
import { symbolise, type SymbolSource } from './symbols.ts';
import { consoleAdvice } from './tree-lost.ts';

export interface BootedTree {
  readonly image: Pick<ForeignImage, 'debugFile' | 'providers' | 'unusedEarlyConsole'>;
  readonly arch: Arch;
  readonly place: BootPlace;
  readonly runDir: string;
  readonly rootDir: string;
  /** The suite that alone was to run, in a kernel that runs without it; null: there were others. */
  readonly alone: string | null;
}

interface ExplainedEnd {
  readonly end: ImageEnd;
  /** Of what crashed or hung. */
  readonly backtrace: readonly StackFrame[];
}

/** Where the reading says why the monitor was killed, it says what the CPUs were doing, too. */
function withReason(reading: Reading, reason: string, longer: string): Reading {
  const told = reading.cause === reason ? withCause(reading, longer) : reading;
  return { ...told, findings: told.findings.map((one) => (one === reason ? longer : one)) };
}

/** What its CPUs were doing goes into the cause of a hang. */
async function withStuckCpus(end: ImageEnd, symbols: SymbolSource, booted: BootedTree): Promise<ExplainedEnd> {
  const { place, runDir, rootDir } = booted;
  const file = join(runDir, 'transcripts', place.cell, `${place.boot}.cpus.txt`);
  const { exit, backtrace } = await describeStuck(end, symbols, rootDir, file);
  const isKilled = end.exit.kind === 'killed' && exit.kind === 'killed';
  const reading = isKilled ? withReason(end.reading, end.exit.reason, exit.reason) : end.reading;
  return { end: { ...end, exit, reading }, backtrace };
}

/** Of an init function that failed the console gives the address alone, which is another one in the next build. */
async function withInitNamed(reading: Reading, symbols: SymbolSource, rootDir: string): Promise<Reading> {
  const { cause } = reading;
  const address = INIT_FAILED.exec(cause ?? '')?.groups?.['address'];
  if (cause === null || address === undefined) return reading;
  const [frame] = await symbolise([address], symbols, rootDir);
  if (frame === undefined || frame.function === null) return reading;
  const where = frame.file === null || frame.line === null ? '' : `, ${frame.file}:${frame.line}`;
  return withCause(reading, `${cause} (${frame.function}${where})`);
}

/** Most assertions of released kernels print no backtrace: their own line is all that says where. */
function withPlace(reading: Reading, place: TaggedPlace | null): Reading {
  if (place === null || reading.cause === null || reading.cause === STOP_ON_FAILURE) return reading;
  return withCause(reading, `${reading.cause} (${place.library}, ${place.file}:${place.line})`);
}

/** A suite's own crash or hang while it is prepared is not that of the case before it, nor is that of boot code between suites. */
function withCulprit(reading: Reading, site: CrashSite, { image: { providers }, alone }: BootedTree): Reading {
  const found = suiteInInit(reading, site, suiteInitsOf(providers));
  const suite = found ?? (reading.suites.length === 0 ? alone : null);
  if (suite !== null) return chargedToInit(reading, suite);
  const sources = providers.flatMap((provider) => provider.sources);
  return isBetweenSuites(site, sources) ? chargedToNobody(reading) : reading;
}

const symbolsOf = ({ image, arch }: BootedTree): SymbolSource => ({
  debugFile: image.debugFile,
  toolchainPrefix: toolchainPrefix(arch),
});

/** Where it stopped. All that a program's boot has: nothing but the program ran. */
export async function traceEnd(ended: ImageEnd, booted: BootedTree): Promise<ExplainedEnd> {
  const symbols = symbolsOf(booted);
  const stuck = await withStuckCpus(ended, symbols, booted);
  const printed = await symbolise(ended.frames, symbols, booted.rootDir);
  // The kernel knows better than the monitor where it crashed before it hung.
  return { end: stuck.end, backtrace: printed.length > 0 ? printed : stuck.backtrace };
}

/** Whose the end is, too, where suites ran. */
export async function explainEnd(ended: ImageEnd, booted: BootedTree): Promise<ExplainedEnd> {
  const { rootDir } = booted;
  const { end, backtrace } = await traceEnd(ended, booted);
  const { reading, crashPlace } = end;
  if (reading.end !== 'crash' && reading.end !== 'hang') return { end, backtrace };
  const charged = withCulprit(reading, { backtrace, place: crashPlace, rootDir }, booted);
  const told = backtrace.length > 0 ? charged : withPlace(charged, crashPlace);
  return { end: { ...end, reading: await withInitNamed(told, symbolsOf(booted), rootDir) }, backtrace };
}

/** Of a kernel that ends in the same way with and without its suites. */
export function notBooting({ end: { reading, exit }, image }: Pick<BootedTree, 'image'> & { end: ImageEnd }): string {
  const isSilent = reading.end === 'truncated' && exit.kind === 'killed';
  const cause = isSilent ? `${exit.reason}${consoleAdvice(image)}` : (reading.cause ?? 'it says nothing of a suite');
  return `the kernel does not boot, not even without suites: ${cause}`;
}
