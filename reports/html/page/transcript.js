// SPDX-License-Identifier: BSD-3-Clause
/** What a boot printed while a case ran, in its colours, with the lines that tell of the failure marked. */
import { colouredLines } from './ansi.js';
import { element, fileLink, visibleText } from './dom.js';
import { detailsOfRow, transcriptBytes } from './parts.js';
import { plural, size } from './words.js';

/** @typedef {import('./run-store.js').RunStore} RunStore */
/** @typedef {import('../case-details.ts').CaseDetails} CaseDetails */
/** @typedef {import('../boots-of-page.ts').BootOfPage} BootOfPage */
/** Bytes of the transcript: of the case, and those that are shown. @typedef {{ start: number, end: number }} Span */

/** Bytes that are shown at first, and added at a time. */
const STEP = 128 * 1024;
/** Bytes that are searched for the failing line. */
const MOST_SEARCHED = 4 * 1024 * 1024;
const LINES_PER_BLOCK = 200;
/** Consoles cut long texts and fill the place with dots. */
const TEXT_TO_FIND = 36;
const AROUND = 3;

/** @param {string} text */
const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Tests for lines that tell of a failure, the surest first. @param {CaseDetails | null} details @returns {((line: string) => boolean)[]} */
function failureTests(details) {
  if (details === null) return [];
  const places = details.failures.flatMap(({ file, line }) => {
    if (file === null || line === null) return [];
    const pattern = new RegExp(`${quoted(file.split('/').at(-1) ?? file)}[^\\w\\n]{1,12}${line}\\b`);
    return [(/** @type {string} */ text) => pattern.test(text)];
  });
  const texts = [...details.failures.map(({ text }) => text), details.cause ?? '']
    .map((text) => text.slice(0, TEXT_TO_FIND))
    .filter((text) => text.length > 5);
  const words = (/** @type {string} */ line) => texts.some((text) => line.includes(text));
  const signs = (/** @type {string} */ line) => /\bCRIT:|^\s*(?:@\w+ )?\s*not ok\b/.test(line);
  return [(line) => words(line) || places.some((isPlace) => isPlace(line)), signs];
}

/** Indices of lines that tell of the failure. @param {readonly string[]} lines @param {CaseDetails | null} details */
function failingIndices(lines, details) {
  for (const isFailing of failureTests(details)) {
    const found = lines.flatMap((line, index) => (isFailing(line) ? [index] : []));
    if (found.length > 0) return found;
  }
  return [];
}

/** @param {import('./ansi.js').Piece[]} pieces @param {string} kind */
function lineElement(pieces, kind) {
  const node = element('div', { class: `line ${kind}` });
  for (const { text, style } of pieces) {
    node.append(style === '' ? visibleText(text) : element('span', { class: style }, text));
  }
  if (pieces.length === 0) node.append('\n');
  return node;
}

/** @param {RunStore} store @param {number} row @returns {{ boot: BootOfPage, slice: Span, hasRun: boolean } | null} */
function sliceOf(store, row) {
  const boot = store.data.boots[store.boot[row] ?? -1];
  if (boot === undefined) return null;
  const length = store.length[row] ?? -1;
  const hasRun = length >= 0;
  // Of a case that never ran, the end of the boot says why.
  const slice = hasRun
    ? { start: store.start[row] ?? 0, end: (store.start[row] ?? 0) + length }
    : { start: Math.max(0, boot.bytes - STEP / 8), end: boot.bytes };
  return { boot, slice: { start: Math.min(slice.start, boot.bytes), end: Math.min(slice.end, boot.bytes) }, hasRun };
}

/** @param {BootOfPage} boot @param {Span} span */
const textOf = async (boot, { start, end }) => new TextDecoder().decode(await transcriptBytes(boot, start, end));

/** @param {string} text */
const plainLines = (text) => colouredLines(text).map((pieces) => pieces.map((piece) => piece.text).join(''));

/** The last bytes of a slice, or more of them if only those have the failing line. @param {BootOfPage} boot @param {Span} slice @param {CaseDetails | null} details */
async function firstSpan(boot, slice, details) {
  const span = { start: Math.max(slice.start, slice.end - STEP), end: slice.end };
  while (span.start > slice.start && span.end - span.start < MOST_SEARCHED) {
    if (failingIndices(plainLines(await textOf(boot, span)), details).length > 0) break;
    span.start = Math.max(slice.start, span.start - 4 * STEP);
  }
  return span;
}

/**
 * A few lines around the one that tells of the failure; null where there is none to be had.
 * @param {RunStore} store
 * @param {number} row
 */
export async function failingLines(store, row) {
  const found = sliceOf(store, row);
  if (found === null || !found.hasRun) return null;
  try {
    const details = await detailsOfRow(store, row);
    const span = await firstSpan(found.boot, found.slice, details);
    const lines = colouredLines(await textOf(found.boot, span));
    const failing = failingIndices(
      lines.map((pieces) => pieces.map(({ text }) => text).join('')),
      details,
    );
    const [at] = failing;
    if (at === undefined) return null;
    const from = Math.max(0, at - AROUND);
    const shown = lines.slice(from, at + AROUND + 2);
    const nodes = shown.map((pieces, index) => lineElement(pieces, failing.includes(from + index) ? 'failing' : ''));
    return element('div', { class: 'console short', 'aria-label': 'console around the failure' }, ...nodes);
  } catch {
    return null; // Its transcript is not beside the page; the case's own view says so.
  }
}

/** The transcript of a case as it is shown, and what moves in it. */
class Viewer {
  /** @type {HTMLElement[]} */
  #failing = [];
  #current = -1;

  /** @param {BootOfPage} boot @param {Span} slice @param {CaseDetails | null} details */
  constructor(boot, slice, details) {
    this.boot = boot;
    this.slice = slice;
    this.details = details;
    this.span = { ...slice };
    this.console = element('div', { class: 'console', tabindex: 0, role: 'region', 'aria-label': 'console' });
    this.told = element('span', { class: 'soft', role: 'status' });
    this.earlier = this.#button('earlier output', () => this.#widen(-1));
    this.later = this.#button('later output', () => this.#widen(1));
    this.next = this.#button('next failing line', () => this.show(1));
    this.previous = this.#button('previous', () => this.show(-1));
  }

  /** @param {string} label @param {() => void} act */
  #button(label, act) {
    return element('button', { type: 'button', click: act }, label);
  }

  async begin() {
    this.span = await firstSpan(this.boot, this.slice, this.details);
    await this.#draw();
    this.jump(1);
  }

  async #draw() {
    const lines = colouredLines(await textOf(this.boot, this.span));
    const failing = new Set(
      failingIndices(
        lines.map((pieces) => pieces.map(({ text }) => text).join('')),
        this.details,
      ),
    );
    /** @type {HTMLElement[]} */
    const blocks = [];
    this.#failing = [];
    for (const [index, pieces] of lines.entries()) {
      const node = lineElement(pieces, failing.has(index) ? 'failing' : '');
      if (failing.has(index)) this.#failing.push(node);
      if (index % LINES_PER_BLOCK === 0) blocks.push(element('div', { class: 'block' }));
      blocks.at(-1)?.append(node);
    }
    this.console.replaceChildren(...blocks);
    this.earlier.disabled = this.span.start === 0;
    this.later.disabled = this.span.end >= this.boot.bytes;
    this.next.disabled = this.previous.disabled = this.#failing.length === 0;
    const { start, end } = this.span;
    this.told.textContent = `${size(end - start)} of ${size(this.boot.bytes)}, ${plural(this.#failing.length, 'failing line')}`;
  }

  /** @param {-1 | 1} direction */
  async #widen(direction) {
    const fromEnd = this.console.scrollHeight - this.console.scrollTop;
    if (direction < 0) this.span.start = Math.max(0, this.span.start - STEP);
    else this.span.end = Math.min(this.boot.bytes, this.span.end + STEP);
    await this.#draw();
    if (direction < 0) this.console.scrollTop = this.console.scrollHeight - fromEnd;
  }

  /** Brings the next line that tells of the failure into view. @param {-1 | 1} direction */
  jump(direction) {
    const count = this.#failing.length;
    if (count === 0) {
      this.console.scrollTop = this.console.scrollHeight;
      return;
    }
    this.#current = (this.#current + direction + count) % count;
    for (const [index, node] of this.#failing.entries()) node.classList.toggle('current', index === this.#current);
    const node = this.#failing[this.#current];
    const bring = () => {
      const offset = (node ?? this.console).getBoundingClientRect().top - this.console.getBoundingClientRect().top;
      this.console.scrollTop += offset - this.console.clientHeight / 3;
    };
    bring();
    // Lines that were not drawn yet were taken for as high as others.
    requestAnimationFrame(bring);
  }

  /** As somebody asks for it: the console too. @param {-1 | 1} direction */
  show(direction) {
    this.jump(direction);
    this.console.scrollIntoView({ block: 'nearest' });
  }

  /** Hands the bytes that are shown to the browser as a file. */
  async save() {
    const bytes = await transcriptBytes(this.boot, this.span.start, this.span.end);
    const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
    const link = element('a', { href: url, download: `${this.boot.cell}-${this.boot.boot}-${this.span.start}.log` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}

/**
 * @param {RunStore} store
 * @param {number} row
 * @param {CaseDetails | null} details
 */
export function transcriptSection(store, row, details) {
  const found = sliceOf(store, row);
  const heading = element('h3', {}, 'Console');
  if (found === null) {
    return {
      node: element('section', {}, heading, element('p', { class: 'soft' }, 'no boot, no console')),
      jump: () => {},
    };
  }
  const { boot, slice, hasRun } = found;
  const viewer = new Viewer(boot, slice, details);
  const file = element(
    'a',
    { href: fileLink(boot.transcript), download: `${boot.cell}-${boot.boot}.log` },
    `raw, whole boot (${size(boot.bytes)})`,
  );
  const bar = element(
    'p',
    { class: 'bar' },
    viewer.next,
    viewer.previous,
    viewer.earlier,
    viewer.later,
    element('button', { type: 'button', click: () => void viewer.save() }, 'save these lines'),
    file,
    viewer.told,
  );
  const note = hasRun ? null : element('p', { class: 'soft' }, 'it never ran; this is how the boot ended');
  const node = element('section', { 'aria-label': 'Console' }, heading, note, bar, viewer.console);
  viewer.begin().catch((/** @type {unknown} */ error) => {
    viewer.console.replaceChildren(
      element('p', { class: 'soft' }, String(error instanceof Error ? error.message : error)),
    );
  });
  return { node, jump: (/** @type {-1 | 1} */ direction) => viewer.show(direction) };
}
