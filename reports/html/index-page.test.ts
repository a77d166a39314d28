// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../model/events.ts';
import { resultsOf } from '../results.ts';
import { summarize } from '../summary.ts';
import { bootStarted, cell, ended, failed, mixedRun, planned, recordOf, started } from '../synthetic-run.ts';
import { indexPage } from './index-page.ts';
import { pageParts, type PageData, type PageParts } from './page-data.ts';
import { partScript } from './part-script.ts';

const partsOf = (events: readonly RunEvent[]): PageParts => {
  const record = recordOf(events);
  const cells = resultsOf(record);
  const summary = summarize(record, cells);
  return pageParts({ cells, summary, boots: [], past: null, isServed: false, live: null, coveredFiles: [] });
};
const pageOf = (events: readonly RunEvent[]): string => indexPage(partsOf(events).data);

const dataIn = (html: string): PageData => {
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  return JSON.parse(json) as PageData;
};

const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });

describe('index.html', () => {
  it('holds an entry for every case in each column, and details for those that need them, the broken first', () => {
    const { columns, headline, headlines, details, noted, cells } = dataIn(pageOf(mixedRun()));
    const count = (pairs: readonly number[]): number => pairs.reduce((sum, value, at) => sum + (at % 2) * value, 0);
    expect(columns.verdict).toHaveLength(7);
    for (const column of [columns.line, columns.duration, columns.length]) expect(column).toHaveLength(7);
    const { cell: cellPairs, suite, file, boot, name, gap } = columns;
    for (const pairs of [cellPairs, suite, file, boot, name, gap]) expect(count(pairs)).toBe(7);
    expect(columns.cell).toEqual([0, 2, 1, 5]);
    expect(cells).toHaveLength(2);
    expect(headline).toEqual([0, 1, 1, 3]);
    expect(headlines).toEqual([
      'lib/ukalloc/alloc.c:88: Unhandled page fault at 0x10',
      'suites/ukalloc/cases.c:42: expected `x` to be 3 but was 4',
      'suites/smp/cases.c:10: planned, but the run ended without a report of it',
      'suites/smp/cases.c:10: needs 8 CPUs',
    ]);
    expect(count(noted)).toBe(4);
    expect(details[1]?.again).toBe(
      'npm run ukmatrix -- run --arch arm64 --smp 4 --machine virt-gicv3 --case ukalloc.memalign',
    );
  });

  it('has only as many details as open quickly; the others stand in parts', () => {
    const of = cell('x86_64', 1);
    const cases = Array.from({ length: 450 }, (_, index) => ended(of, planned('s', `case${index}`), failed('x')));
    const { data, furtherDetails } = partsOf([started([of]), ...cases]);
    expect([data.details.length, ...furtherDetails.map((part) => part().length)]).toEqual([200, 200, 50]);
  });

  it('asks the network for nothing', () => {
    const html = pageOf(mixedRun()).replace('http://www.w3.org/2000/svg', '');
    expect(html).not.toMatch(/https?:|\b(?:src|href)=["'](?!data:)|@import|url\(/);
  });

  it('lets no text of a guest end the script block or open a tag', () => {
    const skeleton = pageOf([started([])]).match(/<\/?\w+/g)?.length;
    const hostile = fc.constantFrom('</script><script>', '<!--', '<img src=x onerror=y>');
    fc.assert(
      fc.property(fc.oneof(anyText, hostile), (text) => {
        const of = cell('x86_64', 1);
        const html = pageOf([started([of]), bootStarted(of), ended(of, planned(text, text), failed(text, text))]);
        expect(html.match(/<\/?\w+/g)).toHaveLength(skeleton ?? -1);
        expect(dataIn(html).details[0]?.failures[0]?.text).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it('offers a command that a shell takes as one word for each name', () => {
    const of = cell('x86_64', 1);
    const data = dataIn(pageOf([started([of]), ended(of, planned('a', "b'; rm -rf $HOME"), failed('x'))]));
    expect(data.details[0]?.again).toContain(` --case 'a.b'\\''; rm -rf $HOME'`);
  });
});

it('a part is one call in ASCII, whatever it holds', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const script = partScript('details-1', [text]);
      expect(script).toMatch(/^ukmatrixPart\("details-1", [\x20-\x7e]*\);\n$/);
      const taken: unknown[] = [];
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- as a browser does
      new Function('ukmatrixPart', script)((_: string, value: unknown) => taken.push(value));
      expect(taken).toEqual([[text]]);
    }),
  );
});
