// SPDX-License-Identifier: BSD-3-Clause
/** What a tree's build had to leave out, as cases. */
import type { LeftOut } from '../kernels/foreign/left-out.ts';
import { casesIn } from '../kernels/foreign/own-sources.ts';
import type { ImageCase } from './image-judge.ts';
import { unresolved } from './tree-boot.ts';

/** One for each suite of what could not be built. What a tree does not offer is nothing that it does wrong. */
export function unbuiltCases({
  symbol,
  library,
  suites,
  source,
  isLacking,
  message,
  file,
  line,
}: LeftOut): ImageCase[] {
  const failures = [{ text: message, file, line }];
  if (source !== undefined) {
    const cases = casesIn(symbol);
    const ids = cases.length > 0 ? cases : [{ suite: library, name: `(${source.name})` }];
    const [verdict, places] = source.isLacking ? (['skip', []] as const) : (['unresolved', failures] as const);
    return ids.map((id) => unresolved(id, `${source.name} ${message}`, places, verdict));
  }
  const [verdict, places] = isLacking === true ? (['skip', []] as const) : (['unresolved', failures] as const);
  return (suites.length > 0 ? suites : [library]).map((suite) =>
    unresolved({ suite, name: '(build)' }, message, places, verdict),
  );
}
