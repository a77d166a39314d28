// SPDX-License-Identifier: BSD-3-Clause
/**
 * What the page loads after its first view: headlines that are not in it, details, transcripts. From disk these are scripts beside the page, which hand their
 * data to `ukmatrixPart`; from a server the transcripts themselves.
 */

import { fileLink } from './dom.js';

/** @typedef {import('./run-store.js').RunStore} RunStore */
/** @typedef {import('../case-details.ts').CaseDetails} CaseDetails */

const TRANSCRIPT_PART = 256 * 1024;
/** Parts of transcripts that are kept: 16 MiB. */
const MOST_PARTS = 64;
const isFromDisk = location.protocol === 'file:';

/** @typedef {{ createScriptURL(path: string): string }} ScriptPolicy */

/** Where the browser has trusted types, no other address than these can become a script's. @type {ScriptPolicy} */
const policy = /** @type {any} */ (window).trustedTypes?.createPolicy('ukmatrix', { createScriptURL: partPath }) ?? {
  createScriptURL: partPath,
};

/** @param {string} path */
function partPath(path) {
  if (!/^page\/[a-z]+-\d+\.js$/.test(path)) throw new TypeError(`${path} is no part of this page`);
  return path;
}

/** @type {Map<string, (value: any) => void>} */
const awaited = new Map();
/** @param {string} name @param {unknown} value */
/** @type {any} */ (window).ukmatrixPart = (/** @type {string} */ name, /** @type {unknown} */ value) =>
  awaited.get(name)?.(value);

/** @param {string} name @returns {Promise<any>} */
function runPart(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const done = () => {
      awaited.delete(name);
      script.remove();
    };
    awaited.set(name, resolve);
    script.addEventListener('load', done);
    script.addEventListener('error', () => {
      done();
      reject(new Error(`page/${name}.js is not beside this page`));
    });
    script.src = /** @type {string} */ (policy.createScriptURL(`page/${name}.js`));
    document.head.append(script);
  });
}

/** @type {Map<string, Promise<any>>} */
const parts = new Map();

/** @param {string} name */
function part(name) {
  const known = parts.get(name);
  if (known !== undefined) return known;
  const loading = runPart(name);
  parts.set(name, loading);
  const oldest = [...parts.keys()].filter((key) => key.startsWith('transcripts-'))[0];
  if (parts.size > MOST_PARTS && oldest !== undefined) parts.delete(oldest);
  return loading;
}

/** Forgets what was loaded of a run that has changed since. */
export function forgetParts() {
  parts.clear();
}

/**
 * Details of a case; null for one that has none.
 * @param {RunStore} store
 * @param {number} row
 * @returns {Promise<CaseDetails | null>}
 */
export async function detailsOfRow(store, row) {
  const { details, detailsPerPart } = store.data;
  const index = store.detail[row] ?? -1;
  if (index < 0) return null;
  const number = Math.floor(index / detailsPerPart);
  const all = number === 0 ? details : await part(`details-${number}`);
  return all[index % detailsPerPart] ?? null;
}

/** @type {WeakMap<RunStore, Promise<void>>} */
const comingHeadlines = new WeakMap();

/** @param {RunStore} store */
async function loadHeadlines(store) {
  const { headlineCount, headlinesPerPart } = store.data;
  const count = Math.ceil(headlineCount / headlinesPerPart);
  const further = Array.from({ length: Math.max(0, count - 1) }, (_, index) => part(`headlines-${index + 1}`));
  for (const coming of further) for (const headline of await coming) store.headlines.push(headline);
}

/**
 * Resolves when the store has all headlines; rejects, in words, where they cannot be had.
 * @param {RunStore} store
 */
export function allHeadlines(store) {
  const coming = comingHeadlines.get(store) ?? loadHeadlines(store);
  comingHeadlines.set(store, coming);
  return coming;
}

/** Whether some have not come yet. @param {RunStore} store */
export const lacksHeadlines = (store) => store.headlines.length < store.data.headlineCount;

/** @param {import('../boots-of-page.ts').BootOfPage} boot @param {number} start @param {number} end */
async function bytesFromScripts({ at, transcript }, start, end) {
  if (at < 0) throw new Error(`${transcript} is not kept in this page: open the file`);
  const bytes = new Uint8Array(Math.max(0, end - start));
  for (let number = Math.floor((at + start) / TRANSCRIPT_PART); number * TRANSCRIPT_PART < at + end; number++) {
    /** @type {string} */
    const text = await part(`transcripts-${number}`);
    const from = number * TRANSCRIPT_PART;
    const [first, last] = [Math.max(at + start, from), Math.min(at + end, from + text.length)];
    for (let place = first; place < last; place++) bytes[place - at - start] = text.charCodeAt(place - from);
  }
  return bytes;
}

/** @param {import('../boots-of-page.ts').BootOfPage} boot @param {number} start @param {number} end */
async function bytesFromServer({ transcript }, start, end) {
  if (end <= start) return new Uint8Array(0);
  const answer = await fetch(fileLink(transcript), { headers: { range: `bytes=${start}-${end - 1}` } });
  if (!answer.ok) throw new Error(`${transcript}: the server says ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return answer.status === 206 ? bytes : bytes.slice(start, end);
}

/**
 * Bytes [start, end) of a boot's transcript. Rejects, in words, where they cannot be had.
 * @param {import('../boots-of-page.ts').BootOfPage} boot
 * @param {number} start
 * @param {number} end
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export const transcriptBytes = (boot, start, end) =>
  isFromDisk ? bytesFromScripts(boot, start, end) : bytesFromServer(boot, start, end);
