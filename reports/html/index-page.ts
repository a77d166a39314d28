// SPDX-License-Identifier: BSD-3-Clause
/**
 * index.html of a run: opens from disk, asks no network for anything. All that guests printed travels as JSON in a script block that no
 * text can end, and is put on the page as text nodes; the policy (https://www.w3.org/TR/CSP3/) lets no other script or style in, and
 * with trusted types no text can become markup at all.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { markup, scriptJson } from '../guest-text.ts';
import type { PageData } from './page-data.ts';

/** In an order in which each needs only those before it when it is loaded. */
export const SCRIPTS: readonly string[] = [
  'dom',
  'words',
  'where',
  'run-store',
  'text-search',
  'row-filter',
  'broken-groups',
  'ansi',
  'parts',
  'charts',
  'grid',
  'changes',
  'transcript',
  'overview',
  'case-list',
  'case-view',
  'trends',
  'coverage',
  'keys',
  'live',
  'main',
];

const asset = (name: string): string => readFileSync(new URL(`page/${name}`, import.meta.url), 'utf8');

/** A module as a function that returns what it exports: each keeps its other names to itself. */
function enclosed(name: string): string {
  const text = asset(`${name}.js`);
  const exported = [...text.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(([, word]) => word);
  const body = text.replaceAll(/^import [^;]*;\n/gm, '').replaceAll(/^export /gm, '');
  const names = exported.join(', ');
  return `${names === '' ? '' : `const { ${names} } = `}(() => {\n${body}return { ${names} };\n})();\n`;
}

/** Modules as one script: a page from disk can load no module from another file. No two may export the same name. */
export const pageScript = (): string => `(() => {\n'use strict';\n${SCRIPTS.map(enclosed).join('')}})();\n`;

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** `file:` stands for the parts beside a page from disk, `'self'` for those from a server. */
const policyOf = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src ${digest(script)} 'self' file:`,
    `style-src ${digest(style)}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types ukmatrix',
  ].join('; ');

/** The page with its data. Reads the page's scripts and style from this folder. */
export function indexPage(data: PageData): string {
  const [script, style] = [pageScript(), asset('page.css')];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${policyOf(script, style)}">
<title>ukmatrix ${markup(data.run.runId ?? '')}</title>
<style>${style}</style>
</head>
<body>
<noscript>This page needs JavaScript; summary.json and junit.xml beside it hold the same facts.</noscript>
<script type="application/json" id="data">${scriptJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}
