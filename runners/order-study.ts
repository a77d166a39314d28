// SPDX-License-Identifier: BSD-3-Clause
/**
 * Does a case do what it does because of the cases before it? It is tried alone, or in company where it ran alone; if that changes its
 * verdict, and does so again, the shortest order that shows it is looked for. Boots are the caller's; nothing is judged here.
 */
import { caseKey, type CaseId } from '../model/cell.ts';
import { shortestOrder } from './shortest-order.ts';

/** Boots these cases: did the one in question do as promised? Null: it never ran. */
export type Look = (cases: readonly CaseId[]) => Promise<boolean | null>;

export interface OrderFinding {
  /** Behind `after` it does the contrary. */
  readonly isKeptAlone: boolean;
  /** The cases that must run before it, in order, for it to do otherwise. */
  readonly after: readonly CaseId[];
  readonly isShortest: boolean;
}

/** Where a case first ran: the cases that its boot began, in order. */
export interface RanIn {
  readonly started: readonly CaseId[];
  readonly index: number;
}

/** Keeps, by key, where each case first ran. */
export function noteOrder(ranIn: Map<string, RanIn>, begun: readonly CaseId[]): void {
  const started = begun.map(({ suite, name }) => ({ suite, name }));
  for (const [index, id] of started.entries()) {
    if (!ranIn.has(caseKey(id))) ranIn.set(caseKey(id), { started, index });
  }
}

/** Boots that one case's study may cost. */
const MOST_LOOKS = 40;

/** The case broke its promise after `before`, which is empty if it ran alone; `company`: all that would run before it in a batch. */
export async function studyOrder(
  one: CaseId,
  before: readonly CaseId[],
  company: readonly CaseId[],
  look: Look,
): Promise<OrderFinding | null> {
  const ranAlone = before.length === 0;
  const others = (ranAlone ? company : before).filter((other) => caseKey(other) !== caseKey(one));
  if (others.length === 0) return null;
  const isKeptNow = await look(ranAlone ? [...others, one] : [one]);
  if (isKeptNow !== true) return null;
  // Once more, so that a case that merely changes its mind is not taken for one that listens to others.
  if ((await look(ranAlone ? [one] : [...others, one])) !== false) return null;
  const shows = async (cases: readonly CaseId[]): Promise<boolean> => (await look([...cases, one])) === ranAlone;
  const { items, isMinimal } = await shortestOrder(others, shows, MOST_LOOKS);
  return { isKeptAlone: !ranAlone, after: items, isShortest: isMinimal };
}
