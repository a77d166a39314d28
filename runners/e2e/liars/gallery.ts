// SPDX-License-Identifier: BSD-3-Clause
/** All liars that need no kernel but their own few instructions. */
import { CONSOLE } from './gallery/console.ts';
import { ENDINGS } from './gallery/endings.ts';
import { HANGS } from './gallery/hangs.ts';
import { SHARES } from './gallery/shares.ts';
import { STRUCTURE } from './gallery/structure.ts';
import { WITNESSES } from './gallery/witnesses.ts';
import type { Liar } from './liar.ts';

export const GALLERY: readonly Liar[] = [...ENDINGS, ...HANGS, ...CONSOLE, ...STRUCTURE, ...WITNESSES, ...SHARES];
