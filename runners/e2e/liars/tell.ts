// SPDX-License-Identifier: BSD-3-Clause
/** Runs one cell with a given kernel the way a run does: boots until each case is settled, dispatcher and judge included. */
import { join } from 'node:path';
import { MACHINES } from '../../../matrices/axes.ts';
import type { Arch, CaseId } from '../../../model/cell.ts';
import type { RunEvent } from '../../../model/events.ts';
import { TO_PASS } from '../../promises.ts';
import { runBoot, type BootLimits, type RawEvidence } from '../../boot.ts';
import { Dispatcher } from '../../dispatcher.ts';
import { CASES } from './script.ts';

/** For what is to go on: where another machine takes this one's processors, the monitor's CPU time counts what that took too. */
export const PATIENT: BootLimits = { progressMs: 20_000, capMs: 120_000, outputBytes: 1 << 17 };
/** For a boot that hangs before its first case or behind its last one. */
const HANGING_BOOT: BootLimits = { ...PATIENT, progressMs: 2000 };
/** For a case that hangs from its first line on. */
const HANGING_CASE: BootLimits = { ...PATIENT, progressMs: 400 };

/** What boots with these ends may take. A hang that others follow is that of case two; each other end comes by itself. */
export const limitsFor = (ends: string): Pick<Told, 'limits' | 'limitsOf'> => ({
  limits: ends === 'hang' ? HANGING_BOOT : PATIENT,
  limitsOf: ({ name }) => (/^hang /.test(ends) && name === 'two' ? HANGING_CASE : PATIENT),
});

export interface Told {
  readonly arch: Arch;
  readonly image: string;
  /** Fresh; holds transcripts and shares. */
  readonly dir: string;
  readonly cases?: readonly CaseId[];
  readonly smp?: number;
  /** While no case runs; default: those of a boot that ends by itself. */
  readonly limits?: BootLimits;
  readonly limitsOf?: (id: CaseId) => BootLimits;
  readonly words: (asked: readonly CaseId[]) => readonly string[];
  readonly onStart?: (command: readonly string[]) => void;
  readonly onCaseStarted?: (id: CaseId) => void;
  /** Called with the share's folder before the boot. */
  readonly prepare?: (shareDir: string, transcript: string) => void;
}

export interface Seen {
  readonly verdicts: string;
  readonly ends: string;
  readonly exitCode: number;
  /** Every cause, disagreement and finding, one a line. */
  readonly words: string;
  readonly evidence: readonly RawEvidence[];
  readonly events: readonly RunEvent[];
}

export const G_CASES: readonly CaseId[] = CASES.map((name) => ({ suite: 'g', name }));

async function boot(told: Told, asked: readonly CaseId[], boot: number): Promise<RawEvidence> {
  const { arch, image, dir, words, smp = 1, limits = PATIENT, limitsOf = (): BootLimits => limits } = told;
  const shareDir = join(dir, `share-${boot}`);
  const transcript = join(dir, `${boot}.log`);
  told.prepare?.(shareDir, transcript);
  return runBoot({
    axes: { kernel: 'reference', arch, machine: MACHINES[arch][0], smp, memoryMiB: 64 },
    accel: 'tcg',
    image,
    words: words(asked),
    asked,
    limits,
    limitsOf,
    transcript,
    shareDir,
    signal: new AbortController().signal,
    onStart: told.onStart ?? ((): void => undefined),
    onCaseStarted: told.onCaseStarted ?? ((): void => undefined),
  });
}

function wordsOf(events: readonly RunEvent[]): string {
  const found = events.flatMap((event) => {
    if (event.type === 'case-ended') return [event.cause, ...event.failures.map(({ text }) => text)];
    if (event.type === 'boot-ended') return [event.disagreement];
    return event.type === 'finding' ? [event.text] : [];
  });
  return found.filter((text) => text !== null).join('\n');
}

export async function tell(told: Told): Promise<Seen> {
  const events: RunEvent[] = [];
  const evidence: RawEvidence[] = [];
  const dispatcher = new Dispatcher({
    isFailFast: false,
    retries: 0,
    isFlakyFine: false,
    emit: (event) => events.push(event),
  });
  const cases = told.cases ?? G_CASES;
  dispatcher.planCell(
    'cell',
    cases.map((id) => ({ ...id, file: null, line: null })),
    () => TO_PASS,
  );
  for (let asked = cases; asked.length > 0;) {
    const place = dispatcher.nextBoot('cell');
    const raw = await boot(told, asked, place.boot);
    evidence.push(raw);
    asked = dispatcher.endBoot(place, { ...raw, backtrace: [] }, null);
  }
  dispatcher.endCell('cell');
  const exitCode = dispatcher.endRun();
  const verdictOf = new Map(
    events.flatMap((event) => (event.type === 'case-ended' ? [[`${event.suite}.${event.name}`, event.verdict]] : [])),
  );
  const verdicts = cases.map(({ suite, name }) => verdictOf.get(`${suite}.${name}`) ?? 'none').join(' ');
  const ends = events.flatMap((event) => (event.type === 'boot-ended' ? [event.end] : [])).join(' ');
  return { verdicts, ends, exitCode, words: wordsOf(events), evidence, events };
}
