#!/usr/bin/env node
// SPDX-License-Identifier: BSD-3-Clause
/** `npx ukmatrix`: the command line of an installed package (compiled, any Node from 22 on) or of a checkout (from source). */
import { existsSync } from 'node:fs';
import { keepCompiledCode } from './compile-cache.mjs';
import { findModulesQuickly } from './quick-modules.mjs';

const compiled = new URL('../dist/runners/cli/main.js', import.meta.url);
const source = new URL('../runners/cli/main.ts', import.meta.url);
keepCompiledCode();
findModulesQuickly();
await import(existsSync(compiled) ? compiled.href : source.href);
