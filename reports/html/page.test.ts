// SPDX-License-Identifier: BSD-3-Clause
/** What the page does without a browser: filters, groups, colours. */
import { describe, expect, it, test } from 'vitest';
import type { RunEvent } from '../../model/events.ts';
import { resultsOf } from '../results.ts';
import { summarize } from '../summary.ts';
import { cell, ended, failed, planned, recordOf, started } from '../synthetic-run.ts';
import { colouredLines } from './page/ansi.js';
import { brokenGroups, whereOfGroup } from './page/broken-groups.js';
import { visibleText } from './page/dom.js';
import { filteredRows, filterQuery, noFilter, parseFilter } from './page/row-filter.js';
import { RunStore } from './page/run-store.js';
import { TextSearch } from './page/text-search.js';
import { pageParts, type PageParts } from './page-data.ts';
import type { BrokenPast, PagePast } from './page-past.ts';

const noPast: PagePast = {
  base: {
    runId: 'base',
    startedAt: '2025-12-31T00:00:00.000Z',
    isAccepted: false,
    lines: null,
    revisions: { kernel: null, suites: null },
  },
  changes: null,
  runs: [],
  broken: [],
  fixed: [],
  flaky: [],
  slower: [],
  addedCount: 0,
  vanished: [],
  vanishedCount: 0,
};

function partsOf(events: readonly RunEvent[], broken: readonly BrokenPast[] = []): PageParts {
  const record = recordOf(events);
  const cells = resultsOf(record);
  const past = { ...noPast, broken };
  const source = { cells, summary: summarize(record, cells), boots: [], past, isServed: false, live: null };
  return pageParts({ ...source, coveredFiles: [] });
}

const storeOf = (events: readonly RunEvent[], broken: readonly BrokenPast[] = []): RunStore =>
  new RunStore(partsOf(events, broken).data);

const cells = [cell('x86_64', 1), cell('x86_64', 4), cell('arm64', 1), cell('arm64', 4)];
const everywhere = (suite: string, name: string, brokenIn: (id: string) => boolean): RunEvent[] =>
  cells.map((of) => ended(of, planned(suite, name), brokenIn(of.id) ? failed(`${name} is wrong`) : {}));

const store = storeOf([
  started(cells),
  ...everywhere('ukalloc', 'plain', () => false),
  ...everywhere('smp', 'on_arm', (id) => id.startsWith('arm64')),
  ...everywhere('smp', 'on_arm_smp4', (id) => id === 'arm64-nolibc-smp4'),
  ...everywhere('smp', 'anywhere', () => true),
  ...everywhere('smp', 'diagonal', (id) => id === 'arm64-nolibc-smp4' || id === 'x86_64-nolibc-smp1'),
]);

const namesOf = (query: string): string[] =>
  [...filteredRows(store, parseFilter(query))].map((row) => `${store.caseName(row)} ${store.cellId(row)}`);

describe('the filter', () => {
  it('by axis, suite, verdict, outcome and text, together', () => {
    expect(namesOf('')).toHaveLength(20);
    expect(namesOf('suite=ukalloc&axis.arch=arm64')).toEqual(['plain arm64-nolibc-smp1', 'plain arm64-nolibc-smp4']);
    expect(namesOf('verdict=fail')).toHaveLength(9);
    expect(namesOf('outcome=unexpected&axis.smp=1&q=on_arm')).toEqual(['on_arm arm64-nolibc-smp1']);
    expect(namesOf('cell=arm64-nolibc-smp4&verdict=pass')).toEqual(['plain arm64-nolibc-smp4']);
  });

  it('finds what went wrong and where, each word anywhere, in any case', () => {
    expect(namesOf('q=WRONG+arm64-nolibc-smp1')).toHaveLength(2);
    expect(namesOf('q=cases.c:42+diagonal')).toHaveLength(2);
    expect(namesOf('q=no+such+thing')).toEqual([]);
  });

  it('shows what is broken first', () => {
    expect(
      namesOf('')
        .slice(0, 9)
        .some((name) => name.startsWith('plain')),
    ).toBe(false);
  });

  it('stands in the address and comes back from there', () => {
    const filter = noFilter();
    filter.text = 'a&b=c #d';
    filter.verdicts.add('crash').add('fail');
    filter.axes.set('machine', 'qemu:q35');
    expect(parseFilter(filterQuery(filter))).toEqual(filter);
    expect(filterQuery(noFilter())).toBe('');
  });
});

describe('what is broken', () => {
  it('is told once, with the axes that its cells share', () => {
    const where = new Map(
      brokenGroups(store, 'unexpected').map((group) => [store.caseName(group.row), whereOfGroup(store, group)]),
    );
    expect(Object.fromEntries(where)).toMatchObject({
      on_arm: 'only on arm64 (2 of 4 cells)',
      on_arm_smp4: 'only on arm64, smp 4 (1 of 4 cells)',
      anywhere: 'in all 4 cells that have it',
      diagonal: 'in 2 of 4 cells',
    });
  });

  it('is apart from what was broken before, which comes later', () => {
    const [one, two] = cells;
    if (one === undefined || two === undefined) throw new Error('two cells');
    const known = { suite: 'a', before: 'fail', isNew: false, since: null, lastGood: null, strip: 'f' } as const;
    const both = storeOf(
      [started([one, two]), ended(one, planned('a', 'old'), failed('x')), ended(two, planned('a', 'new'), failed('x'))],
      [{ ...known, cell: one.id, name: 'old' }],
    );
    const groups = brokenGroups(both, 'unexpected').map(({ row, isNew }) => [both.caseName(row), isNew]);
    expect(groups).toEqual([
      ['new', true],
      ['old', false],
    ]);
    expect(filteredRows(both, parseFilter('outcome=new'))).toHaveLength(1);
  });
});

test('each case has its own name, place in the transcript and words, however they travelled', () => {
  const cases = cells.flatMap((of, at) =>
    ['b', 'a', 'c'].map((name, index) =>
      ended(of, planned('s', `${name}${index === 2 ? at : ''}`), {
        transcriptRange: index === 1 ? null : [100 * index + at, 100 * index + 90],
        ...(index === 0 ? failed(`wrong in ${of.id}`, 'f.c', at + 1) : {}),
      }),
    ),
  );
  const all = storeOf([started(cells), ...cases]);
  const row = all.findRow('arm64-nolibc-smp1', 's', 'c2');
  expect([all.caseName(row), all.start[row], all.length[row]]).toEqual(['c2', 202, 88]);
  const broken = all.findRow('arm64-nolibc-smp4', 's', 'b');
  expect([all.start[broken], all.length[broken], all.headline(broken)]).toEqual([
    3,
    87,
    'f.c:4: wrong in arm64-nolibc-smp4',
  ]);
  expect(all.length[all.findRow('arm64-nolibc-smp4', 's', 'a')]).toBe(-1);
  expect(brokenGroups(all, 'unexpected')).toHaveLength(4);
});

test('headlines beyond those of the first view are in parts', () => {
  const of = cell('x86_64', 1);
  const cases = Array.from({ length: 10_001 }, (_, index) =>
    ended(of, planned('s', `c${index}`), failed(`w0rd-${index}`)),
  );
  const { data, furtherHeadlines } = partsOf([started([of]), ...cases]);
  expect([data.headlines.length, data.headlineCount]).toEqual([10_000, 10_001]);
  expect(furtherHeadlines).toEqual([['suites/ukalloc/cases.c:42: w0rd-10000']]);
  const late = new RunStore(data);
  const last = late.findRow(of.id, 's', 'c10000');
  expect([...filteredRows(late, parseFilter('q=w0rd-10000'))]).toEqual([]);
  late.headlines.push(...(furtherHeadlines[0] ?? []));
  expect([...filteredRows(late, parseFilter('q=w0rd-10000'))]).toEqual([last]);
});

test('a text is found in each of many, by its own words only', () => {
  const search = new TextSearch(['Alpha beta', 'beta', '', 'x\nalpha', 'ALPHA']);
  expect([...search.matches('alpha')]).toEqual([1, 0, 0, 1, 1]);
  expect([...search.matches('beta')]).toEqual([1, 1, 0, 0, 0]);
  expect([...search.matches('gamma')]).toEqual([0, 0, 0, 0, 0]);
  expect([...new TextSearch([]).matches('a')]).toEqual([]);
});

describe('the console', () => {
  it('has colours that go on over line ends; other sequences vanish', () => {
    expect(colouredLines('a\u001B[31mred\r\nstill\u001B[0m off\u001B[2J\u001B]0;title\u0007\n')).toEqual([
      [
        { text: 'a', style: '' },
        { text: 'red', style: 'f-red' },
      ],
      [
        { text: 'still', style: 'f-red' },
        { text: ' off', style: '' },
      ],
      [],
    ]);
    expect(colouredLines('\u001B[1;4;97;41mx\u001B[22my')[0]).toEqual([
      { text: 'x', style: 'f-white b-red bold underline' },
      { text: 'y', style: 'f-white b-red underline' },
    ]);
    expect(colouredLines('\u001B[38;2;1;2;3mx\u001B[38;5;9my')[0]).toEqual([
      { text: 'x', style: '' },
      { text: 'y', style: 'f-red' },
    ]);
  });

  it('shows controls that would reorder or hide text', () => {
    expect(visibleText('a\u202Eb\u0007c\u2066')).toBe('a⟨U+202E⟩b⟨U+0007⟩c⟨U+2066⟩');
    expect(visibleText('tab\there\nand ünï 😀')).toBe('tab\there\nand ünï 😀');
  });
});
