// SPDX-License-Identifier: BSD-3-Clause
/** Protocols have names, or are files: known without what it takes to read one. */

/** By the way that it is written. */
export const isProtocolFile = (protocol: string): boolean => /[./]/.test(protocol);
