// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../model/events.ts';
import { resultsOf } from '../results.ts';
import { summarize } from '../summary.ts';
import { bootStarted, cell, ended, failed, mixedRun, planned, recordOf, started } from '../synthetic-run.ts';
import type { TranscriptExcerpts } from '../transcripts.ts';
import { renderIndex } from './index-page.ts';
import type { PageData } from './page-data.ts';

const pageOf = (events: readonly RunEvent[], transcripts: TranscriptExcerpts = { excerpt: () => null }): string => {
  const record = recordOf(events);
  const cells = resultsOf(record);
  return renderIndex(record, cells, summarize(record, cells), transcripts);
};

const dataIn = (html: string): PageData => {
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  return JSON.parse(json) as PageData;
};

const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });

describe('index.html', () => {
  it('holds a row for every case and details for those that need them', () => {
    const data = dataIn(pageOf(mixedRun(), { excerpt: () => '\u001B[31mred\u001B[0m\r\nline' }));
    expect(data.cases).toHaveLength(7);
    expect(data.details.map(({ headline }) => headline)).toEqual([
      'suites/ukalloc/cases.c:42: expected `x` to be 3 but was 4',
      'lib/ukalloc/alloc.c:88: Unhandled page fault at 0x10',
      'suites/smp/cases.c:10: needs 8 CPUs',
      'suites/smp/cases.c:10: planned, but the run ended without a report of it',
    ]);
    expect(data.details[0]?.excerpt).toBe('red\nline');
    expect(data.details[0]?.again).toBe(
      'npm run ukmatrix -- run --arch arm64 --smp 4 --machine virt-gicv3 --case ukalloc.memalign',
    );
  });

  it('asks the network for nothing', () => {
    expect(pageOf(mixedRun())).not.toMatch(/https?:|\b(?:src|href)=["'](?!data:)|@import|url\(/);
  });

  it('lets no text of a guest end the script block or open a tag', () => {
    const skeleton = pageOf([started([])]).match(/<\/?\w+/g)?.length;
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom('</script><script>', '<!--', '<img src=x onerror=y>')), (text) => {
        const of = cell('x86_64', 1);
        const events = [started([of]), bootStarted(of), ended(of, planned(text, text), failed(text, text))];
        const html = pageOf(events, { excerpt: () => text });
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
