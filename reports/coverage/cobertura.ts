// SPDX-License-Identifier: BSD-3-Clause
/** cobertura.xml (coverage-04.dtd of Cobertura): a package for each folder, a class for each file. */
import { posix } from 'node:path';
import { markup } from '../guest-text.ts';
import type { Ratio } from '../ratio.ts';
import {
  branchesOf,
  sortedFunctions,
  sortedLines,
  sumTotals,
  totalsOf,
  type FunctionCoverage,
  type LineCoverage,
  type SourceCoverage,
} from './sources.ts';

const rate = ({ found, hit }: Ratio): string => (found === 0 ? 1 : hit / found).toFixed(4);

const rates = (sources: readonly SourceCoverage[]): string => {
  const { lines, branches } = sumTotals(sources.map(totalsOf));
  return `line-rate="${rate(lines)}" branch-rate="${rate(branches)}"`;
};

function lineElement(number: number, line: LineCoverage): string {
  const branches = branchesOf(line).flat();
  const hit = branches.filter((count) => count > 0).length;
  const condition =
    branches.length === 0
      ? 'branch="false"'
      : `branch="true" condition-coverage="${Math.floor((hit * 100) / branches.length)}% (${hit}/${branches.length})"`;
  return `<line number="${number}" hits="${line.count}" ${condition}/>`;
}

const methodElement = ({ name, line, count }: FunctionCoverage): string =>
  `<method name="${markup(name)}" signature="" line-rate="${count > 0 ? 1 : 0}" branch-rate="1" complexity="0">` +
  `<lines><line number="${line}" hits="${count}" branch="false"/></lines></method>`;

function classElement(source: SourceCoverage, name: string): string {
  return [
    `<class name="${markup(posix.basename(name))}" filename="${markup(name)}" ${rates([source])} complexity="0">`,
    `<methods>${sortedFunctions(source).map(methodElement).join('')}</methods>`,
    `<lines>${sortedLines(source)
      .map(([number, line]) => lineElement(number, line))
      .join('\n')}</lines>`,
    '</class>',
  ].join('\n');
}

function packageElement(folder: string, sources: readonly SourceCoverage[], nameOf: (path: string) => string): string {
  return [
    `<package name="${markup(folder)}" ${rates(sources)} complexity="0"><classes>`,
    ...sources.map((source) => classElement(source, nameOf(source.path))),
    '</classes></package>',
  ].join('\n');
}

/** The document; `baseDir` is what file names are relative to, `atMs` the wall clock in milliseconds since 1970. */
export function renderCobertura(
  sources: readonly SourceCoverage[],
  nameOf: (path: string) => string,
  baseDir: string,
  atMs: number,
): string {
  const folders = Map.groupBy(sources, ({ path }) => posix.dirname(nameOf(path)));
  const { lines, branches } = sumTotals(sources.map(totalsOf));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">',
    `<coverage ${rates(sources)} lines-covered="${lines.hit}" lines-valid="${lines.found}" branches-covered="${branches.hit}"` +
      ` branches-valid="${branches.found}" complexity="0" version="ukmatrix" timestamp="${atMs}">`,
    `<sources><source>${markup(baseDir)}</source></sources>`,
    '<packages>',
    ...[...folders].map(([folder, members]) => packageElement(folder, members, nameOf)),
    '</packages>',
    '</coverage>',
    '',
  ].join('\n');
}
