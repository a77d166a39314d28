// SPDX-License-Identifier: BSD-3-Clause
/** Coverage pages that open from disk: an index of folders and files, and a page for each source with counts and cells. */
import { readFile, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { crc32 } from 'node:zlib';
import { markup } from '../guest-text.ts';
import { percent, type Ratio } from '../ratio.ts';
import {
  branchesOf,
  sortedFunctions,
  sortedLines,
  sumTotals,
  totalsOf,
  type LineCoverage,
  type SourceCoverage,
} from './sources.ts';

const STYLE = `:root{color-scheme:light dark;--ink:#1c2330;--soft:#5b6577;--page:#fff;--band:#f3f5f8;--line:#dde2ea;--hit:#dff3e3;--miss:#fbdfdd;--part:#fdf0cd;--link:#1d5fbf}
@media(prefers-color-scheme:dark){:root{--ink:#dfe4ee;--soft:#98a2b5;--page:#14181f;--band:#1c222c;--line:#2d3542;--hit:#173826;--miss:#4a1f21;--part:#46390f;--link:#82b4ff}}
body{margin:0;padding:1rem;font:15px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--page)}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
h1{font-size:1.15rem;margin:.2rem 0 .8rem;overflow-wrap:anywhere}
table{border-collapse:collapse}td,th{padding:.15rem .6rem;text-align:right;white-space:nowrap}td:first-child,th:first-child{text-align:left}
.files{width:100%;max-width:64rem}.files tr{border-bottom:1px solid var(--line)}.files td:first-child{white-space:normal;overflow-wrap:anywhere}.files th{color:var(--soft);font-weight:500}
.folder td{background:var(--band);font-weight:600}.soft{color:var(--soft)}
meter{width:5rem;vertical-align:middle}
.scroll{overflow-x:auto}.source{font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;width:100%}
.source td{padding:0 .6rem;vertical-align:top}.source td:last-child{text-align:left;white-space:pre;width:100%;tab-size:8}
.source .n{color:var(--soft);user-select:none}.source .h td:last-child{background:var(--hit)}.source .m td:last-child{background:var(--miss)}.source .p td:last-child{background:var(--part)}
.source tr:target td{outline:2px solid var(--link)}
@media(max-width:40rem){body{padding:.5rem}meter{display:none}.wide{display:none}}`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
  `<title>${markup(title)}</title><link rel="stylesheet" href="style.css"></head><body>${body}</body></html>\n`;

const LONGEST_NAME = 200;

/** File name of a source's page; another one for each path, and never too long for a file system. */
export function pageName(path: string): string {
  const name = path
    .replace(/[^A-Za-z0-9./-]/g, (character) => `_${character.charCodeAt(0).toString(16)}_`)
    .replaceAll('/', '__');
  return name.length <= LONGEST_NAME ? `${name}.html` : `${name.slice(-LONGEST_NAME)}.${crc32(path).toString(16)}.html`;
}

const ratioCells = (ratio: Ratio): string =>
  `<td>${percent(ratio)}</td><td class="soft wide">${ratio.hit}/${ratio.found}</td>`;

function indexRow(label: string, sources: readonly SourceCoverage[], isFolder: boolean): string {
  const totals = sumTotals(sources.map(totalsOf));
  const share = totals.lines.found === 0 ? 0 : totals.lines.hit / totals.lines.found;
  return (
    `<tr${isFolder ? ' class="folder"' : ''}><td>${label}</td><td><meter value="${share.toFixed(3)}"></meter></td>` +
    `${ratioCells(totals.lines)}${ratioCells(totals.functions)}${ratioCells(totals.branches)}</tr>`
  );
}

function indexPage(sources: readonly SourceCoverage[], cells: readonly string[], nameOf: (path: string) => string): string {
  const folders = [...Map.groupBy(sources, ({ path }) => posix.dirname(nameOf(path)))].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const rows = folders.flatMap(([folder, members]) => [
    indexRow(markup(folder), members, true),
    ...members.map((source) => {
      const name = nameOf(source.path);
      const link = `<a href="${markup(pageName(name))}">${markup(posix.basename(name))}</a>`;
      return indexRow(link, [source], false);
    }),
  ]);
  const heading = ['lines', 'functions', 'branches'].map((what) => `<th>${what}</th><th class="wide"></th>`).join('');
  return page(
    'Coverage',
    `<h1>Coverage over ${cells.length} cells</h1><p><a href="../../index.html">Back to the run</a></p>` +
      `<table class="files"><tr><th></th><th></th>${heading}</tr>${indexRow('all', sources, true)}${rows.join('')}</table>`,
  );
}

/** Class of a line's row: hit, partly (a branch never taken), missed, or no code. */
function rowClass(line: LineCoverage | undefined): string {
  if (line === undefined) {
    return '';
  }
  if (line.count === 0) {
    return ' class="m"';
  }
  return branchesOf(line).flat().includes(0) ? ' class="p"' : ' class="h"';
}

/** Cells that ran a line, if some but not all of those that could. */
function onlySome(source: SourceCoverage, number: number): readonly string[] {
  const hit = [...source.presentIn].filter((cell) => source.hitBy.get(cell)?.has(number) === true);
  return hit.length === source.presentIn.size ? [] : hit;
}

function sourceRow(source: SourceCoverage, number: number, text: string): string {
  const line = source.lines.get(number);
  const branches = line === undefined ? [] : branchesOf(line).flat();
  const taken = branches.filter((count) => count > 0).length;
  const hit = line === undefined ? [] : onlySome(source, number);
  const where = hit.length === 0 ? '' : `${hit.length}/${source.presentIn.size}`;
  const only = hit.length === 0 ? '' : ` title="ran in ${markup(hit.join(', '))}"`;
  return (
    `<tr id="L${number}"${rowClass(line)}><td class="n">${number}</td><td>${line?.count ?? ''}</td>` +
    `<td class="soft"${only}>${where}</td><td class="soft">${branches.length === 0 ? '' : `${taken}/${branches.length}`}</td>` +
    `<td>${markup(text)}</td></tr>`
  );
}

function sourcePage(source: SourceCoverage, name: string, text: string | null): string {
  const totals = totalsOf(source);
  const known = text?.split('\n') ?? [];
  const lastCounted = sortedLines(source).at(-1)?.[0] ?? 0;
  const lastLine = Math.max(known.at(-1) === '' ? known.length - 1 : known.length, lastCounted);
  const rows = Array.from({ length: lastLine }, (_, index) => sourceRow(source, index + 1, known[index] ?? ''));
  const unused = sortedFunctions(source).filter(({ count }) => count === 0);
  const gone = text === null ? '<p>The source is not there any more; counts only.</p>' : '';
  const never =
    unused.length === 0
      ? ''
      : `<p>never called: ${unused.map(({ name: called, line }) => `<a href="#L${line}">${markup(called)}</a>`).join(', ')}</p>`;
  return page(
    name,
    `<p><a href="index.html">All files</a></p><h1>${markup(name)}</h1>` +
      `<p class="soft">lines ${percent(totals.lines)}, functions ${percent(totals.functions)}, branches ${percent(totals.branches)}</p>${gone}${never}` +
      `<div class="scroll"><table class="source"><tr class="soft"><th>line</th><th>count</th><th>cells</th><th>branches</th><th></th></tr>${rows.join('')}</table></div>`,
  );
}

async function sourceText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null; // generated and removed, or moved since the build: the page says so
  }
}

/** Writes the pages into `folder`, which exists. */
export async function writeHtml(
  folder: string,
  sources: readonly SourceCoverage[],
  cells: readonly string[],
  nameOf: (path: string) => string,
): Promise<void> {
  await Promise.all([
    writeFile(join(folder, 'style.css'), STYLE),
    writeFile(join(folder, 'index.html'), indexPage(sources, cells, nameOf)),
    ...sources.map(async (source) => {
      const name = nameOf(source.path);
      const html = sourcePage(source, name, await sourceText(source.path));
      await writeFile(join(folder, pageName(name)), html);
    }),
  ]);
}
