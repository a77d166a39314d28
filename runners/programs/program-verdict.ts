// SPDX-License-Identifier: BSD-3-Clause
/**
 * How a program ended, as a verdict: the same words whether Linux says so or the kernel under test. Exit status 0 passes, a signal is a
 * crash, a limit of time a timeout; what it printed in the form of a compiler's message says what failed. Pure.
 */
import { constants } from 'node:os';
import type { ProgramEnd } from '../../kernels/host/supervisor.ts';
import type { AssertionFailure } from '../../model/verdict.ts';
import type { CaseVerdict } from '../judge.ts';
import { shownPath } from '../symbols.ts';

/** What a program may take, and how it says that it cannot run here. */
export interface ProgramTerms {
  readonly limitMs: number;
  readonly outputBytes: number;
  readonly skipStatus: number | null;
}

export type ProgramVerdict = Pick<CaseVerdict, 'verdict' | 'cause' | 'failures'>;

const MOST_FAILURES = 20;
const LONGEST_TEXT = 400;

/** Of several names for a number the first counts: SIGABRT, not SIGIOT. */
const NAMES = new Map(
  Object.entries(constants.signals)
    .reverse()
    .map(([name, number]) => [number, name]),
);

/** `FILE.c:LINE: what was wrong`, as checks print it. */
const COMPLAINT = /^(?<file>[^\s:]+\.[ch]):(?<line>\d+): ?(?<text>.+)$/;

/** What a program complained about, first things first. */
function complaintsIn(output: string, rootDir: string): AssertionFailure[] {
  const complaints = output.split(/\r?\n/).flatMap((line): AssertionFailure[] => {
    const { file = '', line: number = '', text = '' } = COMPLAINT.exec(line)?.groups ?? {};
    if (text === '') return [];
    return [{ text: text.slice(0, LONGEST_TEXT), file: shownPath(file, rootDir), line: Number(number) }];
  });
  return complaints.slice(0, MOST_FAILURES);
}

const lastLine = (output: string): string | null =>
  output
    .split(/\r?\n/)
    .findLast((line) => line.trim() !== '')
    ?.slice(0, LONGEST_TEXT) ?? null;

/** What it complained about says more than how it ended. */
function failed(text: string, output: string, rootDir: string): ProgramVerdict {
  const complaints = complaintsIn(output, rootDir);
  return {
    verdict: 'fail',
    cause: null,
    failures: complaints.length > 0 ? complaints : [{ text, file: null, line: null }],
  };
}

/** `output`: what it printed, or as much of it as matters. */
export function verdictOfEnd(end: ProgramEnd, terms: ProgramTerms, output: string, rootDir: string): ProgramVerdict {
  switch (end.kind) {
    case 'exit':
      if (end.status === 0) return { verdict: 'pass', cause: null, failures: [] };
      if (end.status === terms.skipStatus) {
        return { verdict: 'skip', cause: lastLine(output) ?? `exited with status ${end.status}`, failures: [] };
      }
      return failed(`exited with status ${end.status}`, output, rootDir);
    case 'signal': {
      const name = NAMES.get(end.number) ?? 'of no name';
      const cause = `killed by signal ${end.number} (${name})`;
      return { verdict: 'crash', cause, failures: complaintsIn(output, rootDir) };
    }
    case 'timeout':
      return {
        verdict: 'timeout',
        cause: `ran longer than ${terms.limitMs} ms`,
        failures: complaintsIn(output, rootDir),
      };
    case 'output':
      return failed(`wrote more than ${terms.outputBytes} bytes`, '', rootDir);
    case 'not-run':
      return { verdict: 'unresolved', cause: end.reason, failures: [] };
    default:
      return end satisfies never;
  }
}

/**
 * The same for a program in a guest, whose kernel reports every bad end as a failed case and says in words how it ended. The words are
 * the kernel's own: nothing that a program prints can take their place.
 */
export function refineReported(verdict: CaseVerdict, transcript: string, rootDir: string): CaseVerdict {
  const output = transcript.replaceAll(/^@[0-9a-f]+ .*\n?/gm, '');
  if (verdict.verdict === 'skip') return { ...verdict, cause: lastLine(output) ?? verdict.cause };
  if (verdict.verdict !== 'fail') return verdict;
  const complaints = complaintsIn(output, rootDir);
  const words = verdict.failures.find(({ text }) => /^(?:killed by signal|ran longer than) \d+/.test(text))?.text;
  if (words === undefined) return { ...verdict, failures: complaints.length > 0 ? complaints : verdict.failures };
  return { ...verdict, verdict: words.startsWith('killed') ? 'crash' : 'timeout', cause: words, failures: complaints };
}
