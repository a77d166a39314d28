// SPDX-License-Identifier: BSD-3-Clause
/**
 * The fewest of the cases that ran before another one that are needed for what it does: delta debugging's ddmin (Zeller and Hildebrandt,
 * "Simplifying and Isolating Failure-Inducing Input", IEEE TSE 28(2), 2002), with a bound on how often it may look.
 */

export interface Shortest<Item> {
  readonly items: readonly Item[];
  /** False: the looks were used up, fewer might do. */
  readonly isMinimal: boolean;
}

/** In `count` parts of nearly equal length. */
function parts<Item>(items: readonly Item[], count: number): Item[][] {
  return Array.from({ length: count }, (_, index) =>
    items.slice(Math.floor((index * items.length) / count), Math.floor(((index + 1) * items.length) / count)),
  );
}

/** `all` shows it and nothing does not; keeps their order. `shows` is asked at most `mostLooks` times. */
export async function shortestOrder<Item>(
  all: readonly Item[],
  shows: (items: readonly Item[]) => Promise<boolean>,
  mostLooks: number,
): Promise<Shortest<Item>> {
  let left = mostLooks;
  let items = all;
  let count = 2;
  const look = async (candidate: readonly Item[]): Promise<boolean> => left-- > 0 && (await shows(candidate));
  while (items.length >= 2 && left > 0) {
    const chunks = parts(items, count);
    const withoutEach = chunks.map((chunk) => items.filter((item) => !chunk.includes(item)));
    // The parts nearest to the case come first: what disturbs it mostly ran just before.
    const smaller = await firstOf(chunks.toReversed(), look);
    const rest = smaller === null && count > 2 ? await firstOf(withoutEach, look) : null;
    if (smaller !== null) {
      items = smaller;
      count = 2;
    } else if (rest !== null) {
      items = rest;
      count = Math.max(count - 1, 2);
    } else if (count < items.length) count = Math.min(items.length, 2 * count);
    else break;
  }
  return { items, isMinimal: left > 0 || items.length < 2 };
}

async function firstOf<Item>(
  candidates: readonly (readonly Item[])[],
  look: (candidate: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[] | null> {
  for (const candidate of candidates) if (await look(candidate)) return candidate;
  return null;
}
