// SPDX-License-Identifier: BSD-3-Clause
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEnded, RunEvent } from '../../model/events.ts';
import { VERDICTS } from '../../model/verdict.ts';
import { DIALECTS, JunitRun, junitDocument, surefireDocument, type Dialect } from './document.ts';
import { resultsOf } from '../results.ts';
import {
  bootStarted,
  cell,
  ended,
  failed,
  image,
  mixedRun,
  planned,
  recordOf,
  runEnded,
  started,
} from '../synthetic-run.ts';
import { transcriptsIn, type TranscriptExcerpts } from '../transcripts.ts';

const noTranscripts: TranscriptExcerpts = { excerpt: () => null };

/** The documents of a run in one dialect. */
const documentsOf = (events: readonly RunEvent[], transcripts: TranscriptExcerpts, dialect: Dialect): string[] => {
  const record = recordOf(events);
  const run = new JunitRun(record, resultsOf(record), transcripts);
  if (dialect === 'surefire') return run.suites.map((_, index) => [...surefireDocument(run, index)].join(''));
  return [[...junitDocument(run, dialect)].join('')];
};

const junitOf = (events: readonly RunEvent[], transcripts = noTranscripts): string =>
  documentsOf(events, transcripts, 'jenkins').join('');

interface ElementRule {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  /** Over the names of the children, a space behind each. */
  readonly children?: RegExp;
}

const message: ElementRule = { required: [], optional: ['message', 'type'] };
const property: ElementRule = { required: ['name', 'value'] };
const suiteCounts = ['name', 'tests', 'failures', 'errors'];
const caseOf = (children: RegExp, required: readonly string[]): ElementRule => ({
  required,
  optional: ['name', 'classname', 'time', 'group'],
  children,
});
const rerun = (attributes: readonly string[]): ElementRule => ({
  required: attributes,
  optional: ['message', 'type'],
  children: /^(stackTrace )(system-out )?(system-err )?$/,
});

/** What the schemas that the dialects are named after say of the elements we use. */
const SCHEMAS: Readonly<Record<Dialect, Readonly<Record<string, ElementRule>>>> = {
  jenkins: {
    testsuites: {
      required: [],
      optional: ['name', 'time', 'tests', 'failures', 'errors'],
      children: /^(testsuite )*$/,
    },
    testsuite: {
      required: suiteCounts,
      optional: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file'],
      children: /^(testsuite |properties |testcase |system-out |system-err )*$/,
    },
    testcase: caseOf(
      /^(skipped |error |failure |rerunFailure |rerunError |flakyFailure |flakyError |system-out |system-err )*$/,
      ['name'],
    ),
    failure: message,
    error: message,
    skipped: message,
    rerunFailure: rerun(['type']),
    rerunError: rerun(['type']),
    flakyFailure: rerun(['type']),
    flakyError: rerun(['type']),
  },
  surefire: {
    testsuite: {
      required: [...suiteCounts, 'skipped'],
      optional: ['time', 'timestamp', 'flakes', 'group', 'version'],
      children: /^(properties )?(testcase )*$/,
    },
    testcase: caseOf(
      /^(failure )*(rerunFailure )*(flakyFailure )*(skipped )?(error )?(rerunError )*(flakyError )*(system-out )?(system-err )?$/,
      ['name', 'time'],
    ),
    failure: message,
    error: message,
    skipped: { required: [], optional: ['message'] },
    rerunFailure: rerun([]),
    rerunError: rerun([]),
    flakyFailure: rerun([]),
    flakyError: rerun([]),
  },
  windyroad: {
    testsuites: { required: [], children: /^(testsuite )*$/ },
    testsuite: {
      required: [...suiteCounts, 'package', 'id', 'timestamp', 'hostname', 'time'],
      optional: ['skipped'],
      children: /^properties (testcase )*system-out system-err $/,
    },
    testcase: caseOf(/^(skipped |error |failure )?$/, ['name', 'classname', 'time']),
    failure: { required: ['type'], optional: ['message'] },
    error: { required: ['type'], optional: ['message'] },
    skipped: { required: [], optional: ['message'] },
  },
};
const COMMON: Readonly<Record<string, ElementRule>> = {
  properties: { required: [], children: /^(property )*$/ },
  property,
  'system-out': { required: [] },
  'system-err': { required: [] },
  stackTrace: { required: [] },
};

const FORMS: Readonly<Record<string, RegExp>> = {
  time: /^\d+\.\d{3}$/,
  timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+Z)?$/,
  tests: /^\d+$/,
  failures: /^\d+$/,
  errors: /^\d+$/,
  skipped: /^\d+$/,
  id: /^\d+$/,
};

function checkAttributes(name: string, rule: ElementRule, text: string): void {
  const found = [...text.matchAll(/\s([\w-]+)="([^"<\n\t\r]*)"/g)];
  expect(found.map(([whole]) => whole).join(''), 'attributes are well-formed').toBe(text);
  const names = found.map(([, attribute]) => attribute ?? '');
  expect(new Set(names).size, 'each attribute once').toBe(names.length);
  expect(
    names.filter((one) => ![...rule.required, ...(rule.optional ?? [])].includes(one)),
    `attributes of ${name}`,
  ).toEqual([]);
  expect(
    rule.required.filter((one) => !names.includes(one)),
    `attributes of ${name}`,
  ).toEqual([]);
  for (const [, attribute = '', value = ''] of found) {
    expect(value.replace(/&(?:amp|lt|gt|quot|#39|#9|#10|#13);/g, '')).not.toContain('&');
    const form = name === 'property' ? undefined : FORMS[attribute];
    if (form !== undefined) expect(value, attribute).toMatch(form);
  }
}

/** Well-formedness and the schema's structure, token by token. */
function checkXml(xml: string, dialect: Dialect = 'jenkins'): void {
  expect(xml).toMatch(/^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u);
  const open: { readonly name: string; children: string }[] = [{ name: '', children: '' }];
  const close = (): void => {
    const { name, children } = open.pop() ?? { name: '', children: '' };
    const rule = { ...COMMON, ...SCHEMAS[dialect] }[name];
    expect(children, `children of ${name}`).toMatch(rule?.children ?? /^$/);
  };
  const tokens = /<\?[^>]*\?>|<(\/?)([\w-]+)((?:\s[\w-]+="[^"]*")*)\s*(\/?)>|[^<]+|</g;
  for (const [token, closing, name, attributeText = '', selfClosing] of xml.matchAll(tokens)) {
    if (name === undefined) {
      expect(token, 'a bare <').not.toBe('<');
      expect(token.startsWith('<?') ? '' : token.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/&|\]\]>/);
    } else if (closing === '/') {
      expect(open.at(-1)?.name).toBe(name);
      close();
    } else {
      const rule = { ...COMMON, ...SCHEMAS[dialect] }[name];
      expect(rule, `element ${name}`).toBeDefined();
      if (rule !== undefined) checkAttributes(name, rule, attributeText);
      const parent = open.at(-1);
      if (parent !== undefined) parent.children += `${name} `;
      open.push({ name, children: '' });
      if (selfClosing === '/') close();
    }
  }
  expect(open.map(({ name }) => name)).toEqual(['']);
}

const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });
const hostile = fc.oneof(
  anyText,
  fc.constantFrom(']]>', 'a ]]> b ]]> c', '<![CDATA[', '"', '\u001B[0m', '\uD800', '</testsuite>', '&#0;'),
);

const anyCase = fc.record({
  name: hostile,
  cause: fc.option(hostile),
  text: hostile,
  verdict: fc.constantFrom(...VERDICTS),
  outcome: fc.constantFrom<CaseEnded['outcome']>('expected', 'unexpected', 'flaky'),
  attempt: fc.nat(3),
});

describe('junit.xml', () => {
  it('has a testsuite for each cell and suite with a property for each axis', () => {
    const xml = junitOf(mixedRun());
    checkXml(xml);
    expect(xml).toContain('<testsuite name="arm64-nolibc-smp4/ukalloc"');
    expect(xml).toContain('<property name="smp" value="4"/>');
    expect(xml).toContain('<property name="machine" value="virt-gicv3"/>');
    expect(xml.match(/<testsuite /g)).toHaveLength(3);
  });

  it('keeps the verdicts apart', () => {
    const xml = junitOf(mixedRun());
    expect(xml).toContain('<failure message="suites/ukalloc/cases.c:42: expected `x` to be 3 but was 4" type="fail">');
    expect(xml).toContain('<error message="lib/ukalloc/alloc.c:88: Unhandled page fault at 0x10" type="crash">');
    expect(xml).toContain('type="unresolved"');
    expect(xml).toContain('<skipped message="needs 8 CPUs" type="skip"/>');
  });

  it('reports a kept promise to fail as a skip, and a broken one as a failure', () => {
    const where = cell('x86_64', 1);
    const expectation = { verdict: 'fail', reason: 'bug 12' } as const;
    const xml = junitOf([
      started([where]),
      bootStarted(where),
      ended(where, planned('a', 'kept'), { verdict: 'fail', expectation }),
      ended(where, planned('a', 'broken'), { verdict: 'pass', outcome: 'unexpected', expectation }),
    ]);
    checkXml(xml);
    expect(xml).toContain('<skipped message="bug 12" type="expected-fail"/>');
    expect(xml).toContain('type="unexpected-pass"');
  });

  it('reports a cell that could not run as an error', () => {
    const result = { kind: 'failed', message: 'no <type>', file: null, line: null } as const;
    const xml = junitOf([
      started([cell('arm64', 1)]),
      { type: 'build-ended', atMs: 1, image: image('arm64').key, result, durationMs: 1 },
      runEnded(3),
    ]);
    checkXml(xml);
    expect(xml).toContain('type="unresolved"');
    expect(xml).toContain('no &lt;type');
  });

  it("holds the case's own slice of the transcript, bounded", () => {
    const runDir = mkdtempSync(join(tmpdir(), 'ukmatrix-junit-'));
    const where = cell('x86_64', 1);
    const file = join(runDir, `transcripts/${where.id}/0.log`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `before|mine ]]> \u0007|${'x'.repeat(100_000)}END|after`);
    const cases = [planned('a', 'small'), planned('a', 'large')] as const;
    const xml = junitOf(
      [
        started([where]),
        bootStarted(where),
        ended(where, cases[0], { transcriptRange: [7, 17] }),
        ended(where, cases[1], { verdict: 'crash', outcome: 'unexpected', transcriptRange: [18, 100_021] }),
      ],
      transcriptsIn(runDir),
    );
    checkXml(xml);
    expect(xml).toContain('mine ]]&gt; \uFFFD');
    expect(xml).toContain('bytes left out');
    expect(xml).toContain('xEND</system-out>');
    expect(xml).not.toMatch(/before|after/);
    expect(xml.length).toBeLessThan(25_000);
  });

  it('stays well-formed and within the schema whatever guests print', () => {
    fc.assert(
      fc.property(fc.array(anyCase, { maxLength: 8 }), hostile, (cases, output) => {
        const where = cell('x86_64', 1);
        const events = cases.map(({ name, cause, text, verdict, outcome, attempt }) =>
          ended(where, planned(name, name), {
            verdict,
            outcome,
            cause,
            attempt,
            failures: [{ text, file: text, line: null }],
          }),
        );
        for (const dialect of DIALECTS) {
          const all = documentsOf(
            [started([where]), bootStarted(where), ...events],
            { excerpt: () => output },
            dialect,
          );
          for (const xml of all) checkXml(xml, dialect);
        }
      }),
    );
  });

  it.each(DIALECTS)('tells a mixed run, %s', (dialect) => {
    const documents = documentsOf(mixedRun(), { excerpt: () => 'said' }, dialect);
    for (const xml of documents) checkXml(xml, dialect);
    expect(documents).toHaveLength(dialect === 'surefire' ? 3 : 1);
    const xml = documents.join('');
    expect(xml.match(/<testcase /g)).toHaveLength(7);
    expect(xml.match(/<failure /g)).toHaveLength(1);
    expect(xml.match(/<error /g)).toHaveLength(2);
    expect(xml.includes('<system-out>said')).toBe(dialect !== 'windyroad');
  });

  it('tells earlier attempts in the words of Surefire', () => {
    const where = cell('x86_64', 1);
    const one = planned('a', 'one');
    const events = [
      started([where]),
      bootStarted(where),
      ended(where, one, failed('first')),
      ended(where, one, { verdict: 'crash', attempt: 1, outcome: 'unexpected', cause: 'page fault' }),
      ended(where, one, { attempt: 2, outcome: 'flaky' }),
    ];
    const [xml = ''] = documentsOf(events, noTranscripts, 'surefire');
    checkXml(xml, 'surefire');
    expect(xml).toMatch(/<flakyFailure message="first" type="fail"><stackTrace>[^<]+<\/stackTrace><\/flakyFailure>/);
    expect(xml).toContain('<flakyError message="page fault" type="crash">');
    expect(xml).toContain('flakes="1"');
  });

  it('keeps a hundred thousand cases, all of them failed, below 60 MB, and passed ones below 20 MB', () => {
    const where = cell('x86_64', 1);
    const names = Array.from({ length: 100_000 }, (_, index) => planned('suite', `case_number_${index}`));
    const sizeOf = (changes: Partial<CaseEnded>): number => {
      const events = [started([where]), bootStarted(where), ...names.map((one) => ended(where, one, changes))];
      const record = recordOf(events);
      const run = new JunitRun(record, resultsOf(record), { excerpt: (_file, _range, limit) => 'x'.repeat(limit) });
      let size = 0;
      for (const piece of junitDocument(run, 'jenkins')) size += piece.length;
      return size;
    };
    expect(sizeOf({})).toBeLessThan(20_000_000);
    expect(sizeOf(failed('expected 1 to be 2'.repeat(1000)))).toBeLessThan(60_000_000);
  }, 60_000);
});
