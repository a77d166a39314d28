// SPDX-License-Identifier: BSD-3-Clause
/** `--github`: what a step of a GitHub workflow says besides its log. Nothing that a guest printed is taken for a command of the runner. */
import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { annotations } from '../../reports/github/annotations.ts';
import { jobSummary } from '../../reports/github/job-summary.ts';
import { resumeCommands, stopCommands } from '../../reports/github/workflow-commands.ts';
import { resultsOf } from '../../reports/results.ts';
import type { RunRecord } from '../../reports/run-record.ts';
import { summarize } from '../../reports/summary.ts';

const write = (text: string): void => void process.stdout.write(`${text}\n`);

export interface GithubStep {
  /** `newlyBroken`: `suite.case in cell`, null without a baseline. */
  tell(record: RunRecord, newlyBroken: readonly string[] | null): void;
  /** Also where nothing is told, as of a shard. */
  end(): void;
}

export function githubStep(environment: NodeJS.ProcessEnv): GithubStep {
  const token = randomBytes(16).toString('hex');
  let isOpen = true;
  write(stopCommands(token));
  const end = (): void => {
    if (isOpen) write(resumeCommands(token));
    isOpen = false;
  };
  return {
    end,
    tell(record, newlyBroken) {
      end();
      const cells = resultsOf(record);
      for (const line of annotations(cells, newlyBroken, record.start?.argv ?? [])) write(line);
      const file = environment['GITHUB_STEP_SUMMARY'] ?? '';
      if (file !== '') appendFileSync(file, jobSummary(summarize(record, cells), cells, newlyBroken));
    },
  };
}
