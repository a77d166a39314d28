// SPDX-License-Identifier: BSD-3-Clause
/** Elements from text nodes only: whatever a guest printed stays text. */

/** Controls that would reorder or hide the text around them, so that a guest could make the page say something else. */
const ODD =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF\uFFF9-\uFFFB]|\p{Surrogate}/gu;

/** @param {string} character */
const codePoint = (character) => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * Text with what cannot be seen made visible.
 * @param {string} text
 */
export const visibleText = (text) => text.replace(ODD, (character) => `\u27E8${codePoint(character)}\u27E9`);

/** @typedef {Node | string | null} Child */
/** @typedef {Record<string, string | number | boolean | null | ((event: any) => void)>} Properties */

/**
 * @param {Element} node
 * @param {Properties} properties
 * @param {readonly Child[]} children
 */
function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') node.addEventListener(name, value);
    else if (value !== false && value !== null) node.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) {
    if (child !== null) node.append(typeof child === 'string' ? visibleText(child) : child);
  }
}

/**
 * An element with attributes (functions are listeners) and children; strings become text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Properties} properties
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties, ...children) {
  const node = document.createElement(tag);
  fill(node, properties, children);
  return node;
}

/**
 * The same for SVG.
 * @param {string} tag
 * @param {Properties} properties
 * @param {...Child} children
 */
export function drawn(tag, properties, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  fill(node, properties, children);
  return node;
}

/** @param {string} text */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // Some browsers offer it to pages from servers only.
  }
}

/**
 * Copies `text`; where the browser does not let it, marks what can then be copied by hand.
 * @param {string} text
 * @param {Element} shown
 */
export function copyButton(text, shown) {
  const button = element('button', { type: 'button', class: 'copy', 'data-key': `copy ${text}` }, 'copy');
  button.addEventListener('click', async () => {
    const isCopied = await toClipboard(text);
    if (!isCopied) getSelection()?.selectAllChildren(shown);
    button.textContent = isCopied ? 'copied' : 'press Ctrl-C';
    setTimeout(() => (button.textContent = 'copy'), 2000);
  });
  return button;
}

/**
 * Any text as a part of an address; half a character, which no address can have, becomes U+FFFD.
 * @param {string} text
 */
export const inAddress = (text) => encodeURIComponent(text.toWellFormed());

/**
 * A path beside the page as a link's target; names may hold anything.
 * @param {string} path
 */
export const fileLink = (path) => path.split('/').map(inAddress).join('/');
