// SPDX-License-Identifier: BSD-3-Clause
/**
 * New entries for suites/expectations/SUITE.yaml from what a run saw, written so that a person can review them: behind what stands in the
 * file, in the order of case and cell, with a comment that says what was seen and a reason that is still to be given. Pure.
 */
import { Document, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import type { AxisName } from '../matrices/axes.ts';
import { caseKey, type Axes, type CaseId, type Cell } from '../model/cell.ts';
import { holdsIn, UNEXPLAINED, type Deviation } from './expectation-file.ts';

/** A case that did not do as promised in a cell. */
export interface Surprise extends CaseId {
  readonly cell: Cell;
  readonly verdict: Deviation['verdict'];
  /** What was seen, in words. */
  readonly headline: string;
}

type Where = Partial<Record<AxisName, unknown>>;

export interface NewEntry {
  readonly cases: string;
  readonly where: Where;
  readonly verdict: Deviation['verdict'];
  readonly headline: string;
}

/** The axes that an entry names; the others are rarely changed and left open. */
const NAMED: readonly AxisName[] = ['kernel', 'arch', 'libc', 'machine', 'smp'];

/** Named only where the cells of the run differ in them. */
const RARE: readonly AxisName[] = ['cpu', 'topology', 'timer', 'end', 'mte'];

const namedIn = (runCells: readonly Cell[]): readonly AxisName[] => [
  ...NAMED,
  ...RARE.filter((name) => new Set(runCells.map(({ axes }) => axes[name])).size > 1),
];

/** The smallest product of values that holds all of `cells`. */
const whereOf = (names: readonly AxisName[], cells: readonly Axes[]): Record<string, readonly unknown[]> =>
  Object.fromEntries(names.map((name) => [name, [...new Set(cells.map((axes) => axes[name]))]]));

const shortened = (where: Record<string, readonly unknown[]>): Where =>
  Object.fromEntries(Object.entries(where).map(([name, values]) => [name, values.length === 1 ? values[0] : values]));

/** One entry for a case and verdict where the cells are a product of values that takes in no other cell of the run, else one for each cell. */
export function newEntries(surprises: readonly Surprise[], runCells: readonly Cell[]): NewEntry[] {
  const groups = Map.groupBy(surprises, (one) => `${caseKey(one)} ${one.verdict}`);
  const names = namedIn(runCells);
  return [...groups.keys()].sort().flatMap((key): NewEntry[] => {
    const group = groups.get(key) ?? [];
    const where = whereOf(
      names,
      group.map(({ cell }) => cell.axes),
    );
    const isExact = runCells.filter(({ axes }) => holdsIn({ where }, axes)).length === group.length;
    const entry = (one: Surprise, of: Record<string, readonly unknown[]>): NewEntry => ({
      cases: caseKey(one),
      where: shortened(of),
      verdict: one.verdict,
      headline: one.headline,
    });
    return isExact
      ? group.slice(0, 1).map((one) => entry(one, where))
      : group.map((one) => entry(one, whereOf(names, [one.cell.axes])));
  });
}

const HEAD = ' Known deviations, see suites/README.md. Replace each reason that begins with UNEXPLAINED.';

function listOf(document: Document): YAMLSeq {
  const list: unknown = document.get('expectations');
  if (isSeq(list)) return list;
  const created = document.createNode([]) as YAMLSeq;
  document.set('expectations', created);
  return created;
}

/** `text`: the file as it is, or null where there is none. `expires`: as 2027-01-31. */
export function withEntries(text: string | null, entries: readonly NewEntry[], expires: string, runId: string): string {
  const document: Document = text === null ? new Document({}) : parseDocument(text);
  if (text === null) document.commentBefore = HEAD;
  const list = listOf(document);
  list.flow = false;
  for (const { cases, where, verdict, headline } of entries) {
    const reason = `${UNEXPLAINED}: ${headline}`;
    const node = document.createNode({
      cases,
      where: document.createNode(where, { flow: true }),
      verdict,
      reason,
      expires,
    });
    node.commentBefore = ` Seen in run ${runId}. Reason and link are to be given.`;
    list.add(node);
  }
  return document.toString({ lineWidth: 0 });
}
