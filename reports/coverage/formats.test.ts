// SPDX-License-Identifier: BSD-3-Clause
/** The files that other programs read, from counts that are written out here. */
import { describe, expect, it } from 'vitest';
import { renderCobertura } from './cobertura.ts';
import { pageName } from './html-frame.ts';
import { renderLcov } from './lcov.ts';
import { addFunction, addLine, sourceAt, totalsOf, type SourceMap } from './sources.ts';

function twoSources(): SourceMap {
  const sources: SourceMap = new Map();
  const one = sourceAt(sources, '/r/lib/a.c');
  addFunction(one, { name: 'f', line: 1, endLine: 3, count: 4 });
  addFunction(one, { name: 'f', line: 1, endLine: 3, count: 1 });
  addFunction(one, { name: 'unused', line: 5, endLine: 6, count: 0 });
  addLine(one, 2, 4, [4, 0]);
  addLine(one, 2, 1, [0, 1]);
  addLine(one, 2, 1, [1, 0, 0]);
  addLine(one, 1, 5, []);
  addLine(one, 5, 0, [0, 0]);
  addLine(sourceAt(sources, '/r/b "<&>".c'), 1, 7, []);
  return sources;
}

const nameOf = (path: string): string => path.slice('/r/'.length);

describe('sources', () => {
  it('add up counts, and branches that are equally many', () => {
    const source = sourceAt(twoSources(), '/r/lib/a.c');
    expect(totalsOf(source)).toEqual({
      lines: { found: 3, hit: 2 },
      functions: { found: 2, hit: 1 },
      branches: { found: 7, hit: 3 },
    });
  });
});

describe('lcov.info', () => {
  it('has lines in order and branches of another number in a block of their own', () => {
    const [record] = renderLcov([...twoSources().values()], nameOf).split('end_of_record');
    expect(record?.split('\n')).toEqual(
      [
        ...['TN:', 'SF:lib/a.c', 'FN:1,f', 'FN:5,unused', 'FNDA:5,f', 'FNDA:0,unused', 'FNF:2', 'FNH:1'],
        ...['BRDA:2,0,0,4', 'BRDA:2,0,1,1', 'BRDA:2,1,0,1', 'BRDA:2,1,1,0', 'BRDA:2,1,2,0'],
        ...['BRDA:5,0,0,-', 'BRDA:5,0,1,-', 'BRF:7', 'BRH:3'],
        ...['DA:1,5', 'DA:2,6', 'DA:5,0', 'LF:3', 'LH:2', ''],
      ],
    );
  });
});

describe('cobertura.xml', () => {
  it('has a package for each folder, a class for each file, and escaped names', () => {
    const xml = renderCobertura([...twoSources().values()], nameOf, '/r', 1_700_000_000_000);
    expect(xml).toContain('line-rate="0.7500" branch-rate="0.4286" lines-covered="3" lines-valid="4"');
    expect(xml).toContain('<package name="lib" line-rate="0.6667" branch-rate="0.4286" complexity="0">');
    expect(xml).toContain('<class name="a.c" filename="lib/a.c"');
    expect(xml).toContain('filename="b &quot;&lt;&amp;&gt;&quot;.c"');
    expect(xml).toContain('<line number="2" hits="6" branch="true" condition-coverage="60% (3/5)"/>');
    expect(xml).toContain('<line number="1" hits="5" branch="false"/>');
  });
});

describe('page names', () => {
  it('differ where paths differ, and are never too long', () => {
    const paths = ['a/b.c', 'a__b.c', 'a_b.c', 'a/b_c', `${'d/'.repeat(300)}x.c`, `${'d/'.repeat(301)}x.c`, 'ä/../b'];
    const names = paths.map(pageName);
    expect(new Set(names).size).toBe(paths.length);
    expect(names.filter((name) => name.length > 255 || name.includes('/'))).toEqual([]);
  });
});
