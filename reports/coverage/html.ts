// SPDX-License-Identifier: BSD-3-Clause
/** Coverage pages that open from disk: an index of folders and files, and a page for each source. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Cell } from '../../model/cell.ts';
import { markup } from '../guest-text.ts';
import { percent, type Ratio } from '../ratio.ts';
import { counted } from '../terminal/style.ts';
import { CellSets, type CellIndices, type SourceFacts } from './facts.ts';
import { FILTER, framed, pageName, type FilterData, type Group } from './html-frame.ts';
import { sourcePage } from './html-source.ts';
import { sumTotals, totalsOf } from './sources.ts';

const ratioCells = (ratio: Ratio): string =>
  `<td>${percent(ratio)}</td><td class="soft wide">${ratio.hit}/${ratio.found}</td>`;

function indexRow(id: number, label: string, facts: readonly SourceFacts[], isFolder: boolean): string {
  const totals = sumTotals(facts.map(({ source }) => totalsOf(source)));
  const share = totals.lines.found === 0 ? 0 : totals.lines.hit / totals.lines.found;
  return (
    `<tr data-row="${id}"${isFolder ? ' class="folder"' : ''}><td>${label}</td><td><meter value="${share.toFixed(3)}"></meter></td>` +
    `${ratioCells(totals.lines)}${ratioCells(totals.functions)}${ratioCells(totals.branches)}</tr>`
  );
}

/** More than there are lines; two such numbers make one that is still exact. */
const MOST_SETS = 2 ** 26;

/** How many are alike in the cells that have their code and the cells that ran it. */
function groups(members: readonly { readonly code: CellIndices; readonly ran: CellIndices }[], sets: CellSets): Group[] {
  const counts = new Map<number, number>();
  for (const { code, ran } of members) {
    const key = sets.numberOf(code) * MOST_SETS + sets.numberOf(ran);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => [Math.floor(key / MOST_SETS), key % MOST_SETS, count]);
}

class Index {
  readonly #sets = new CellSets();
  readonly #data: Record<string, { lines: Group[]; functions: Group[] }> = {};
  readonly #rows: string[] = [];

  add(label: string, facts: readonly SourceFacts[], isFolder: boolean): void {
    const id = this.#rows.length;
    this.#rows.push(indexRow(id, label, facts, isFolder));
    this.#data[id] = {
      lines: groups(
        facts.flatMap(({ lines }) => lines),
        this.#sets,
      ),
      functions: groups(
        facts.flatMap(({ functions, cells }) => functions.map(({ ran }) => ({ code: cells, ran }))),
        this.#sets,
      ),
    };
  }

  get markup(): string {
    return this.#rows.join('');
  }

  get data(): FilterData {
    return { sets: this.#sets.sets, rows: this.#data };
  }
}

function indexPage(facts: readonly SourceFacts[], cells: readonly Cell[]): string {
  const folders = [...Map.groupBy(facts, ({ name }) => posix.dirname(name))].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const index = new Index();
  index.add('all', facts, true);
  for (const [folder, members] of folders) {
    index.add(markup(folder), members, true);
    for (const one of members) {
      index.add(`<a href="${markup(pageName(one.name))}">${markup(posix.basename(one.name))}</a>`, [one], false);
    }
  }
  const heading = ['lines', 'functions', 'branches'].map((what) => `<th>${what}</th><th class="wide"></th>`).join('');
  const body =
    `<h1>Coverage over ${counted(cells.length, 'cell')}</h1><p><a href="../../index.html">Back to the run</a></p>${FILTER}` +
    `<table class="files"><tr><th></th><th></th>${heading}</tr>${index.markup}</table>`;
  return framed('Coverage', body, cells, index.data);
}

/** Writes the pages into `folder`, which exists. One by one: a promise for each of so many small files costs more than the file. */
export function writeHtml(folder: string, facts: readonly SourceFacts[], cells: readonly Cell[]): void {
  for (const name of ['page.css', 'page.js']) copyFileSync(new URL(`page/${name}`, import.meta.url), join(folder, name));
  writeFileSync(join(folder, 'index.html'), indexPage(facts, cells));
  for (const one of facts) writeFileSync(join(folder, pageName(one.name)), sourcePage(one, cells));
}
