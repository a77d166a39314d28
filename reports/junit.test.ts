// SPDX-License-Identifier: BSD-3-Clause
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEnded, RunEvent } from '../model/events.ts';
import { VERDICTS } from '../model/verdict.ts';
import { renderJunit } from './junit.ts';
import { resultsOf } from './results.ts';
import { bootStarted, cell, ended, image, mixedRun, planned, recordOf, runEnded, started } from './synthetic-run.ts';
import { transcriptsIn, type TranscriptExcerpts } from './transcripts.ts';

const noTranscripts: TranscriptExcerpts = { excerpt: () => null };

const junitOf = (events: readonly RunEvent[], transcripts = noTranscripts): string => {
  const record = recordOf(events);
  return renderJunit(record, resultsOf(record), transcripts);
};

/** What Jenkins' junit-10 schema allows: element -> [parents, attributes, required attributes]. */
const reruns = ['rerunFailure', 'rerunError', 'flakyFailure', 'flakyError'];
const SCHEMA: Readonly<Record<string, readonly [parents: string[], attributes: string[], required: string[]]>> = {
  testsuites: [[''], ['name', 'time', 'tests', 'failures', 'errors'], []],
  testsuite: [
    ['testsuites'],
    ['name', 'tests', 'failures', 'errors', 'time', 'skipped', 'timestamp'],
    ['name', 'tests', 'failures', 'errors'],
  ],
  properties: [['testsuite'], [], []],
  property: [['properties'], ['name', 'value'], ['name', 'value']],
  testcase: [['testsuite'], ['name', 'time', 'classname'], ['name']],
  skipped: [['testcase'], ['type', 'message'], []],
  failure: [['testcase'], ['type', 'message'], []],
  error: [['testcase'], ['type', 'message'], []],
  'system-out': [['testcase'], [], []],
  ...Object.fromEntries(reruns.map((name) => [name, [['testcase'], ['type', 'message'], ['type']]] as const)),
};

function checkElement(name: string, parent: string, attributeText: string): void {
  const rule = SCHEMA[name];
  expect(rule, `element ${name}`).toBeDefined();
  const [parents, allowed, required] = rule ?? [[], [], []];
  expect(parents).toContain(parent);
  const attributes = [...attributeText.matchAll(/\s([\w-]+)="[^"<]*"/g)];
  expect(attributes.map(([whole]) => whole).join(''), 'attributes are well-formed').toBe(attributeText);
  const names = attributes.map(([, attribute]) => attribute);
  expect(names.filter((attribute) => !allowed.includes(attribute ?? ''))).toEqual([]);
  expect(required.filter((attribute) => !names.includes(attribute))).toEqual([]);
  for (const [, attribute, value] of attributeText.matchAll(/\s(time)="([^"]*)"/g)) {
    expect(value, attribute).toMatch(/^\d*(\.\d{0,3})?$/);
  }
}

/** Well-formedness and the schema's structure, token by token. */
function checkXml(xml: string): void {
  expect(xml).toMatch(/^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u);
  const open: string[] = [];
  const tokens = /<\?[^>]*\?>|<!\[CDATA\[[^]*?\]\]>|<(\/?)([\w-]+)((?:\s[\w-]+="[^"]*")*)\s*(\/?)>|[^<]+|</g;
  for (const [token, closing, name, attributes = '', selfClosing] of xml.matchAll(tokens)) {
    if (name === undefined) {
      expect(token, 'a bare <').not.toBe('<');
      expect(token.startsWith('<![CDATA[') ? '' : token, 'the end of a CDATA section outside one').not.toContain(']]>');
      expect(token.startsWith('<') ? '' : token.replace(/&(amp|lt|gt|quot|#x?[0-9A-Fa-f]+);/g, '')).not.toContain('&');
    } else if (closing === '/') {
      expect(open.pop()).toBe(name);
    } else {
      checkElement(name, open.at(-1) ?? '', attributes);
      if (selfClosing !== '/') {
        open.push(name);
      }
    }
  }
  expect(open).toEqual([]);
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
    expect(xml).toContain('<skipped type="skip" message="needs 8 CPUs"/>');
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
    expect(xml).toContain('<skipped type="expected-fail" message="bug 12"/>');
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
    expect(xml).toContain('mine ]]\u200B> \uFFFD');
    expect(xml).toContain('bytes left out');
    expect(xml).toContain('xEND]]>');
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
        checkXml(junitOf([started([where]), bootStarted(where), ...events], { excerpt: () => output }));
      }),
    );
  });
});
