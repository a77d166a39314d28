// SPDX-License-Identifier: BSD-3-Clause
/** cobertura.xml has the elements, their order and their attributes that Cobertura's coverage-04.dtd asks for. */
import { expect, test } from 'vitest';
import { renderCobertura } from './cobertura.ts';
import { addFunction, addLine, sourceAt, type SourceMap } from './sources.ts';

interface Declared {
  /** Of its children's names, one behind the other with a comma behind each. */
  readonly content: RegExp;
  readonly required: readonly string[];
  readonly optional?: readonly string[];
}

const RATES = ['line-rate', 'branch-rate', 'complexity'];
const TOTALS = ['lines-covered', 'lines-valid', 'branches-covered', 'branches-valid'];

const DECLARED: Readonly<Record<string, Declared>> = {
  coverage: { content: /^(sources,)?packages,$/, required: [...RATES, ...TOTALS, 'version', 'timestamp'] },
  sources: { content: /^(source,)*$/, required: [] },
  source: { content: /^$/, required: [] },
  packages: { content: /^(package,)*$/, required: [] },
  package: { content: /^classes,$/, required: ['name', ...RATES] },
  classes: { content: /^(class,)*$/, required: [] },
  class: { content: /^methods,lines,$/, required: ['name', 'filename', ...RATES] },
  methods: { content: /^(method,)*$/, required: [] },
  method: { content: /^lines,$/, required: ['name', 'signature', ...RATES] },
  lines: { content: /^(line,)*$/, required: [] },
  line: {
    content: /^(conditions,)*$/,
    required: ['number', 'hits'],
    optional: ['branch', 'condition-coverage'],
  },
};

/** What contradicts the declarations, in words. */
function troublesIn(xml: string): string[] {
  const troubles: string[] = [];
  const open: { name: string; children: string }[] = [{ name: '', children: '' }];
  for (const [, slash, name = '', attributes = '', end] of xml.matchAll(/<(\/?)([a-z]+)((?: [a-z-]+="[^"<]*")*)(\/?)>/g)) {
    if (slash === '') {
      const given = [...attributes.matchAll(/ ([a-z-]+)="/g)].map(([, attribute = '']) => attribute);
      const { required = [], optional = [] } = DECLARED[name] ?? {};
      for (const one of required) if (!given.includes(one)) troubles.push(`${name} lacks ${one}`);
      for (const one of given) if (![...required, ...optional].includes(one)) troubles.push(`${name} has ${one}`);
      const parent = open.at(-1);
      if (parent !== undefined) parent.children += `${name},`;
      open.push({ name, children: '' });
    }
    if (slash === '' && end === '') continue;
    const closed = open.pop();
    if (closed?.name !== name) troubles.push(`${closed?.name ?? 'nothing'} is closed by ${name}`);
    const declared = DECLARED[name];
    if (declared?.content.test(closed?.children ?? '') !== true) troubles.push(`${name} holds ${closed?.children ?? ''}`);
  }
  if (open.length !== 1 || open[0]?.children !== 'coverage,') troubles.push('not one whole document');
  return troubles;
}

test('what is written', () => {
  const sources: SourceMap = new Map();
  const one = sourceAt(sources, '/r/lib/a "<&>".c');
  addFunction(one, { name: 'f<T>', line: 1, endLine: 3, count: 4 });
  addLine(one, 1, 4, [4, 0]);
  addLine(one, 2, 0, []);
  sourceAt(sources, '/r/empty.c');
  const render = (all: SourceMap): string => renderCobertura([...all.values()], (path) => path.slice(3), '/r', 1);
  expect(troublesIn(render(sources))).toEqual([]);
  expect(troublesIn(render(new Map()))).toEqual([]);
  expect(troublesIn(render(sources).replaceAll(' hits="', ' hit="'))).toContain('line lacks hits');
  expect(troublesIn(render(sources).replace('<methods>', '<methods><package/>'))).not.toEqual([]);
});
