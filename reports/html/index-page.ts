// SPDX-License-Identifier: BSD-3-Clause
/**
 * index.html of a run: one file without external requests that opens from disk. All that guests printed travels as JSON in
 * a script block that no text can end, and is put on the page as text nodes.
 */
import { readFileSync } from 'node:fs';
import { markup, scriptJson } from '../guest-text.ts';
import type { CellResult } from '../results.ts';
import type { RunRecord } from '../run-record.ts';
import type { RunSummary } from '../summary.ts';
import type { TranscriptExcerpts } from '../transcripts.ts';
import { pageData } from './page-data.ts';

const asset = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Nothing but what stands in the page may run or be shown. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

/** The page of a run. Reads the page's script and style from this folder. */
export function renderIndex(
  record: RunRecord,
  cells: readonly CellResult[],
  summary: RunSummary,
  transcripts: TranscriptExcerpts,
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>ukmatrix ${markup(summary.runId ?? '')}</title>
<style>
${asset('page.css')}</style>
</head>
<body>
<noscript>This page needs JavaScript; summary.json and junit.xml beside it hold the same facts.</noscript>
<main id="page"></main>
<script type="application/json" id="data">${scriptJson(pageData(record, cells, summary, transcripts))}</script>
<script>
${asset('page.js')}</script>
</body>
</html>
`;
}
