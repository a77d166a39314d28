// SPDX-License-Identifier: BSD-3-Clause
/** What a review wants to know of coverage, for a terminal and as Markdown. */
import { terminalText } from '../../guest-text.ts';
import { percent } from '../../ratio.ts';
import type { Style } from '../../terminal/style.ts';
import type { Totals } from '../sources.ts';
import type { ChangedCoverage, ChangedSource } from './changed-lines.ts';
import type { CoverageDifference, MovedFunction, SourceDifference } from './difference.ts';

export interface CoverageReview {
  /** Against another run; null: none was asked for. */
  readonly difference: CoverageDifference | null;
  /** Of the lines that differ from a revision; null: none was asked for. */
  readonly changed: ChangedCoverage | null;
}

/** Sources of one kind in the forms for people; the JSON form has all. */
const SHOWN = 40;

interface Section {
  readonly title: string;
  readonly items: readonly string[];
}

/** `3-5, 9` */
export function ranges(numbers: readonly number[]): string {
  const words: string[] = [];
  for (let at = 0; at < numbers.length;) {
    let end = at;
    while (numbers[end + 1] === (numbers[end] ?? NaN) + 1) end += 1;
    words.push(end === at ? `${numbers[at]}` : `${numbers[at]}-${numbers[end]}`);
    at = end + 1;
  }
  return words.join(', ');
}

const bounded = (items: readonly string[]): readonly string[] =>
  items.length <= SHOWN ? items : [...items.slice(0, SHOWN), `... and ${items.length - SHOWN} more`];

const change = (what: keyof Totals, { before, now }: CoverageDifference): string =>
  `${what} ${percent(before[what])} -> ${percent(now[what])} (${before[what].hit}/${before[what].found} -> ${now[what].hit}/${now[what].found})`;

const nameOf = ({ path, movedFrom }: SourceDifference): string => (movedFrom === null ? path : `${path} (was ${movedFrom})`);

const linesOf = (sources: readonly SourceDifference[], pick: (one: SourceDifference) => readonly number[]): string[] =>
  sources.flatMap((one) => (pick(one).length === 0 ? [] : [`${nameOf(one)}:${ranges(pick(one))}`]));

const functionsOf = (
  sources: readonly SourceDifference[],
  pick: (one: SourceDifference) => readonly MovedFunction[],
): string[] => sources.flatMap((one) => pick(one).map(({ name, line }) => `${name} (${one.path}:${line})`));

function differenceSections(difference: CoverageDifference): Section[] {
  const { sources, gone, cellsBeforeOnly, cellsNowOnly } = difference;
  const cells = [
    ...cellsBeforeOnly.map((cell) => `${cell}: in the base only`),
    ...cellsNowOnly.map((cell) => `${cell}: not in the base`),
  ];
  return [
    { title: 'coverage against the base', items: [change('lines', difference), change('functions', difference), change('branches', difference)] },
    { title: 'functions lost', items: functionsOf(sources, ({ lostFunctions }) => lostFunctions) },
    { title: 'lines lost', items: linesOf(sources, ({ lostLines }) => lostLines) },
    { title: 'functions won', items: functionsOf(sources, ({ wonFunctions }) => wonFunctions) },
    { title: 'lines won', items: linesOf(sources, ({ wonLines }) => wonLines) },
    { title: 'new lines that no boot ran', items: linesOf(sources, ({ newNotRun }) => newNotRun) },
    { title: 'sources gone', items: gone.map(({ path, lines }) => `${path} (${lines.hit} of ${lines.found} lines ran)`) },
    { title: 'cells that differ', items: cells },
  ];
}

function notRun({ path, notRun: lines }: ChangedSource): string[] {
  const byFunction = Map.groupBy(lines, (one) => one.function);
  return [...byFunction].map(([name, members]) => {
    const where = `${path}:${ranges(members.map(({ line }) => line))}`;
    return name === null ? where : `${where} in ${name}`;
  });
}

function partly({ path, axes }: ChangedSource): string[] {
  const byWords = Map.groupBy(axes, ({ words }) => words.join(', '));
  return [...byWords].map(([words, members]) => `${path}:${ranges(members.map(({ line }) => line))}: ${words}`);
}

function changedSections({ lines, sources, changedSince, notCounted }: ChangedCoverage): Section[] {
  const total = lines.found === 0 ? 'no changed line has code' : `${lines.hit} of ${lines.found} changed lines with code ran (${percent(lines)})`;
  return [
    { title: 'coverage of the change', items: [total] },
    { title: 'changed lines that no boot ran', items: sources.flatMap(notRun) },
    { title: 'changed lines that ran in some cells only', items: sources.flatMap(partly) },
    { title: 'changed since the run, so that nothing can be told', items: changedSince },
    { title: 'changed, and counted in no kernel of the run', items: notCounted },
  ];
}

const sectionsOf = ({ difference, changed }: CoverageReview): Section[] =>
  [...(difference === null ? [] : differenceSections(difference)), ...(changed === null ? [] : changedSections(changed))].filter(
    ({ items }) => items.length > 0,
  );

export const reviewText = (review: CoverageReview, style: Style): string =>
  sectionsOf(review)
    .map(({ title, items }) => [style.bold(title), ...bounded(items).map((item) => `  ${terminalText(item)}`)].join('\n'))
    .join('\n\n');

/** Code spans, so that nothing in a name is taken for Markdown; a backtick inside would end one. */
export const reviewMarkdown = (review: CoverageReview): string =>
  sectionsOf(review)
    .map(({ title, items }) => [`### ${title}`, '', ...bounded(items).map((item) => `- \`${terminalText(item).replaceAll('`', "'")}\``)].join('\n'))
    .join('\n\n');

export const reviewJson = (review: CoverageReview): string => JSON.stringify(review, null, 2);
