// SPDX-License-Identifier: BSD-3-Clause
/** One run folder that is looked at again and again: its record so far, and the page's data made from that when somebody asks. */
import { join } from 'node:path';
import { caseKey } from '../../model/cell.ts';
import { bootsOfPage } from '../html/boots-of-page.ts';
import { pageParts, type LiveState, type PageParts } from '../html/page-data.ts';
import type { PagePast } from '../html/page-past.ts';
import { coveredFilesIn } from '../html/write.ts';
import { resultsOf, type CellResult } from '../results.ts';
import { applyEvent, emptyRecord, type RunRecord } from '../run-record.ts';
import { summarize } from '../summary.ts';
import { EventTail } from './event-tail.ts';

/** What earlier runs tell of this one; null where nothing is known. */
export type PastOf = (runDir: string, record: RunRecord, cells: readonly CellResult[]) => PagePast | null;

function liveState(record: RunRecord): LiveState {
  const cells = [...record.cells.values()];
  return {
    waiting: cells.map(({ planned, attempts }) => (planned ?? []).filter((one) => !attempts.has(caseKey(one))).length),
    running: cells.flatMap(({ boots }) =>
      [...boots.values()]
        .filter(({ end }) => end === null)
        .map(({ start, current }) => ({
          cell: start.cell,
          boot: start.boot,
          name: current === null ? null : caseKey(current),
        })),
    ),
    building: [...record.images].filter(([, { isBuilding }]) => isBuilding).map(([key]) => key),
  };
}

export type News = 'none' | 'some' | 'gone';

export class FollowedRun {
  readonly runDir: string;
  readonly #pastOf: PastOf;
  readonly #tail: EventTail;
  #record = emptyRecord();
  #isGone = false;
  #parts: PageParts | null = null;
  /** With what it was asked about: the same question has the same answer. */
  #past: { readonly question: string; readonly past: PagePast | null } | null = null;

  constructor(runDir: string, pastOf: PastOf) {
    this.runDir = runDir;
    this.#pastOf = pastOf;
    this.#tail = new EventTail(join(runDir, 'events.ndjson'));
  }

  /** Takes in what was written since. */
  look(): News {
    let look = this.#tail.look();
    if (look.kind === 'replaced') {
      this.#record = emptyRecord();
      look = this.#tail.look();
    }
    const wasGone = this.#isGone;
    this.#isGone = look.kind !== 'events';
    if (look.kind !== 'events') return wasGone ? 'none' : 'gone';
    for (const event of look.events) applyEvent(this.#record, event);
    if (look.events.length === 0 && !wasGone) return 'none';
    this.#parts = null;
    return 'some';
  }

  /** Its log was not there when it was last looked for. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** As of the last look. */
  get page(): PageParts {
    return (this.#parts ??= this.#makePage());
  }

  #makePage(): PageParts {
    const record = this.#record;
    const cells = resultsOf(record);
    const isOver = record.end !== null;
    const summary = summarize(record, cells);
    const question = `${isOver} ${summary.outcomes.unexpected} ${summary.outcomes.flaky}`;
    if (this.#past?.question !== question) {
      this.#past = { question, past: record.start === null ? null : this.#pastOf(this.runDir, record, cells) };
    }
    return pageParts({
      cells,
      summary,
      boots: bootsOfPage(this.runDir, record),
      past: this.#past.past,
      isServed: true,
      live: isOver ? null : liveState(record),
      coveredFiles: coveredFilesIn(this.runDir),
    });
  }
}
