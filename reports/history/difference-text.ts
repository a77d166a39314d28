// SPDX-License-Identifier: BSD-3-Clause
/** What differs between two runs, for a terminal and as Markdown. */
import { terminalText } from '../guest-text.ts';
import { counted, type Style } from '../terminal/style.ts';
import type { ComparedCase, Difference } from './difference.ts';

/** Of each kind; the JSON form has all. */
const SHOWN = 50;

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

interface Grouped {
  readonly title: string;
  readonly cells: readonly string[];
}

/** Cases that did the same in several cells are one line. */
function grouped<Case extends ComparedCase>(cases: readonly Case[], words: (one: Case) => string): string[] {
  const groups = Map.groupBy(cases, (one) => `${one.suite}.${one.name}${words(one)}`);
  const all: Grouped[] = [...groups].map(([title, members]) => ({ title, cells: members.map(({ cell }) => cell) }));
  const lines = all.map(({ title, cells }) => `${title} in ${cells.join(', ')}`);
  const left = lines.length - SHOWN;
  return left > 0 ? [...lines.slice(0, SHOWN), `... and ${left} more`] : lines;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const ms = (duration: number): string => `${duration.toFixed(duration < 10 ? 1 : 0)} ms`;

export function sectionsOf(difference: Difference): Section[] {
  const { newlyBroken, newlyFixed, stillBroken, flaky, slower, added, vanished, otherCells, coverage } = difference;
  const lost = coverage === null ? 0 : coverage.now - coverage.before;
  const sections: Section[] = [
    { title: 'newly broken', lines: grouped(newlyBroken, ({ before, now }) => `: ${before} -> ${now}`) },
    {
      title: 'still broken',
      lines: grouped(
        stillBroken,
        ({ now, runCount, since }) => `: ${now}, ${counted(runCount, 'run')}, since ${since}`,
      ),
    },
    { title: 'newly fixed', lines: grouped(newlyFixed, ({ before, now }) => `: ${before} -> ${now}`) },
    {
      title: 'flaky',
      lines: grouped(flaky, ({ failures, runCount, interval95: [low, high] }) => {
        return `: broke in ${failures} of ${counted(runCount, 'run')} (${percent(low)} to ${percent(high)})`;
      }),
    },
    {
      title: 'slower',
      lines: grouped(
        slower,
        ({ durationMs, usualMs, runCount }) =>
          `: ${ms(durationMs)}, usually ${ms(usualMs)} (${counted(runCount, 'run')})`,
      ),
    },
    { title: 'new', lines: grouped(added, ({ now }) => `: ${now}`) },
    { title: 'vanished', lines: grouped(vanished, ({ before }) => `: was ${before}`) },
    {
      title: 'not compared',
      lines: otherCells.length === 0 ? [] : [`cells of one run only: ${otherCells.join(', ')}`],
    },
    {
      title: 'coverage',
      lines:
        coverage === null || Math.abs(lost) < 0.000_5
          ? []
          : [`lines ${percent(coverage.before)} -> ${percent(coverage.now)} (${lost > 0 ? 'up' : 'down'})`],
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

const headingOf = ({ run, base }: Difference): string =>
  `${run.runId} (${run.startedAt}) against ${base.runId} (${base.startedAt})`;

export function differenceText(difference: Difference, style: Style): string {
  const sections = sectionsOf(difference);
  const body = sections.flatMap(({ title, lines }) => [
    '',
    title === 'newly broken' ? style.verdict('fail', title) : style.bold(title),
    ...lines.map((line) => `  ${terminalText(line)}`),
  ]);
  return [headingOf(difference), ...(sections.length === 0 ? ['no difference'] : body)].join('\n');
}

/** A name that a guest chose must not be markup. */
const code = (text: string): string => `\`${terminalText(text).replaceAll('`', "'")}\``;

export function differenceMarkdown(difference: Difference): string {
  const sections = sectionsOf(difference);
  const body = sections.flatMap(({ title, lines }) => [
    `### ${title}`,
    '',
    ...lines.map((line) => `- ${code(line)}`),
    '',
  ]);
  return [`## ${headingOf(difference)}`, '', ...(sections.length === 0 ? ['no difference'] : body)]
    .join('\n')
    .trimEnd();
}
