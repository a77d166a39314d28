// SPDX-License-Identifier: BSD-3-Clause
/**
 * A log alone, read without the sources: no line of uktest's marks a case's end, so a crash behind the last one of a suite may be of what
 * the kernel calls next, another suite's init function for one. Where the crash names a source of tests whose name has nothing in common
 * with that suite, nobody can say that the case crashed, nor that it ended. Of an assertion in any other source it is likely; the findings say so.
 */
import type { CaseReading, Reading } from './reading.ts';
import type { TaggedPlace } from './uktest-line.ts';

/** `test_x.c`, `x-tests.c`, `tst_x.c`. */
const TEST_SOURCE = /^te?sts?[_-]|[_-]te?sts?\.c$/;
/** What names say that have nothing to do with what is tested. */
const COMMON = /^(?:te?sts?|testsuites?|suites?|case|lib|app|core|main|common|self|myself|init|c|h)$/;
const SHORTEST = 3;

/** Words that tell what a name is about. */
function topicsIn(...names: readonly string[]): string[] {
  const words = names.flatMap((name) => name.toLowerCase().split(/[^a-z0-9]+/));
  const plain = words.map((word) => word.replace(/^(?:lib|app)?(?:uk)?/, ''));
  return plain.filter((word) => word.length >= SHORTEST && !COMMON.test(word));
}

const isRelated = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((word) => other.some((name) => name.includes(word) || word.includes(name)));

interface Stopped {
  readonly suite: string;
  readonly one: CaseReading;
}

function stoppedIn({ suites }: Reading): Stopped | null {
  const all = suites.flatMap(({ name, cases }) => cases.map((one) => ({ suite: name, one })));
  const crashed = all.filter(({ one }) => one.verdict === 'crash');
  return crashed.length === 1 ? (crashed[0] ?? null) : null;
}

/** `place`: the source that said that it cannot go on. */
export function withDoubt(reading: Reading, place: TaggedPlace | null): Reading {
  const stopped = reading.end === 'crash' ? stoppedIn(reading) : null;
  // Of a trap the place is that of its handler.
  const isOwnPlace = TEST_SOURCE.test(place?.file ?? '') || reading.cause?.startsWith('Assertion failure: ') === true;
  if (place === null || stopped === null || !isOwnPlace) return reading;
  const { suite, one } = stopped;
  const places = reading.suites.find(({ name }) => name === suite)?.cases.flatMap(({ failures }) => failures) ?? [];
  if (places.some(({ file }) => file === place.file)) return reading;
  const [source, about] = [topicsIn(place.file), topicsIn(suite, one.name)];
  const isStrange = source.length > 0 && !isRelated([...source, ...topicsIn(place.library)], about);
  if (!isStrange) return reading;
  const where = `${place.library}, ${place.file}:${place.line}`;
  const words = `nothing marks the end of ${suite}.${one.name}: the crash (${where}) may be of what ran behind it`;
  const findings = [...reading.findings, words];
  if (!TEST_SOURCE.test(place.file)) return { ...reading, findings };
  return { ...reading, findings, suites: reading.suites.map((each) => doubted(each, one, words)) };
}

/** A failed assertion is one, however the case ended. */
function doubted(suite: Reading['suites'][number], stopped: CaseReading, reason: string): Reading['suites'][number] {
  const verdict = stopped.assertions.failed > 0 ? 'fail' : 'unresolved';
  return { ...suite, cases: suite.cases.map((one) => (one === stopped ? { ...one, verdict, reason } : one)) };
}
