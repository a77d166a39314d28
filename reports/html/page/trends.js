// SPDX-License-Identifier: BSD-3-Clause
/** Rates and durations of this run and those before it. */
import { lineChart } from './charts.js';
import { element } from './dom.js';
import { duration, moment, percent } from './words.js';

/** @typedef {import('./run-store.js').RunStore} RunStore */
/** @typedef {import('../page-past.ts').PastRun} PastRun */

/** This run in the form of earlier ones. @param {RunStore} store @returns {PastRun} */
function thisRun({ data: { run }, count }) {
  return {
    runId: run.runId ?? '',
    startedAt: run.startedAt ?? '',
    durationMs: run.durationMs,
    caseCount: count,
    passCount: run.counts.pass,
    skipCount: run.counts.skip,
    unexpectedCount: run.outcomes.unexpected,
    flakyCount: run.outcomes.flaky,
    lines: run.coverage?.lines ?? null,
    href: null,
  };
}

/** @param {number} part @param {number} whole */
const share = (part, whole) => (whole === 0 ? null : part / whole);
/** @param {number} value */
const asPercent = (value) => percent(value, 1);

/** @param {RunStore} store */
export function trendsView(store) {
  const current = thisRun(store);
  const runs = [...(store.data.past?.runs ?? []), current];
  /** @param {(run: PastRun) => number | null} measure */
  const points = (measure) =>
    runs.map((run) => ({
      value: measure(run),
      label: run.runId,
      at: run.startedAt,
      href: run.href,
      isThis: run === current,
    }));
  const charts = [
    lineChart({
      title: 'Pass rate',
      note: 'passed, of all cases that were not skipped',
      points: points((run) => share(run.passCount, run.caseCount - run.skipCount)),
      format: asPercent,
      leastSpan: 0.02,
      most: 1,
    }),
    lineChart({
      title: 'Not as promised',
      note: 'cases with an unexpected outcome',
      points: points((run) => run.unexpectedCount),
      format: (value) => String(Math.round(value * 10) / 10),
      leastSpan: 4,
      most: null,
    }),
    lineChart({
      title: 'Duration',
      note: 'from start to end of the run',
      points: points((run) => run.durationMs),
      format: duration,
      tick: (value) => (value < 120_000 ? `${Math.round(value / 100) / 10} s` : `${(value / 60_000).toFixed(1)} min`),
      leastSpan: 1_000,
      most: null,
    }),
    lineChart({
      title: 'Line coverage',
      note: 'lines that ran, of all lines with code',
      points: points(({ lines }) => (lines === null ? null : share(lines.hit, lines.found))),
      format: asPercent,
      leastSpan: 0.02,
      most: 1,
    }),
    lineChart({
      title: 'Flake rate',
      note: 'cases that changed their mind when tried again, of all cases',
      points: points((run) => share(run.flakyCount, run.caseCount)),
      format: asPercent,
      leastSpan: 0.02,
      most: 1,
    }),
  ];
  const [first] = runs;
  const words =
    runs.length === 1
      ? 'The history has no earlier run over these cells of about as many cases; each such run adds a point.'
      : `${runs.length} runs over these cells since ${moment(first?.startedAt ?? '')}, of about as many cases.`;
  return element(
    'main',
    { id: 'view' },
    element('h2', {}, 'Trends'),
    element('p', { class: 'soft' }, words),
    element('div', { class: 'charts' }, ...charts),
  );
}
