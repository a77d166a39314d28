// SPDX-License-Identifier: BSD-3-Clause
/** Our stream beside what junit-report-builder makes of the same run: the package cannot stream, but it knows the format. */
import junitReportBuilder, { type Builder } from 'junit-report-builder';
import { expect, test } from 'vitest';
import { resultsOf } from '../results.ts';
import { mixedRun, recordOf } from '../synthetic-run.ts';
import { JunitRun, junitDocument } from './document.ts';
import { verdictOf } from './facts.ts';

/** The package's CommonJS export is the builder itself, while its types (for bundlers) put that under `default`. */
const rootBuilder = junitReportBuilder as unknown as Builder;

const record = recordOf(mixedRun());
const cells = resultsOf(record);

function builtDocument(): string {
  const report = rootBuilder.newBuilder().name('ukmatrix');
  for (const { cell, suites } of cells) {
    for (const suite of suites) {
      const element = report.testSuite().name(`${cell.id}/${suite.name}`);
      for (const result of suite.cases) {
        const one = element.testCase().name(result.last.name).className(`${cell.id}.${suite.name}`);
        const verdict = verdictOf(result);
        if (verdict?.kind === 'failure') one.failure(verdict.message, verdict.type);
        else if (verdict?.kind === 'error') one.error(verdict.message, verdict.type, verdict.details);
        else if (verdict !== null) one.skipped();
      }
    }
  }
  return report.build();
}

/** Each element with these of its attributes, in order. */
function elements(xml: string, attributes: readonly string[]): string[] {
  const found = xml.matchAll(/<(testsuite|testcase|failure|error|skipped)\b([^>]*)>/g);
  return [...found].map(([, name = '', text = '']) => {
    const values = attributes.map((attribute) => new RegExp(`\\b${attribute}="([^"]*)"`).exec(text)?.[1] ?? '');
    return [name, ...values].join('|');
  });
}

test('suites, counts, cases and verdicts are those of the builder', () => {
  const ours = [...junitDocument(new JunitRun(record, cells, { excerpt: () => null }), 'jenkins')].join('');
  const attributes = ['name', 'classname', 'tests', 'failures', 'errors'];
  expect(elements(ours, attributes)).toEqual(elements(builtDocument(), attributes));
  const messages = (xml: string): string[] =>
    elements(xml, ['message']).filter((text) => /^(failure|error)/.test(text));
  expect(messages(ours)).toEqual(messages(builtDocument()));
});
