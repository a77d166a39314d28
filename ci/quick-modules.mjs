// SPDX-License-Identifier: BSD-3-Clause
/**
 * Finds modules in less time. zod brings its messages in fifty languages, a module each, of which English is used. Our own modules, and
 * those of zod, name each other by file, so nothing needs to be looked for. Plain JavaScript, imported before anything that is worth it.
 */
import * as nodeModule from 'node:module';

const IN_ZOD = '/node_modules/zod/';

export function findModulesQuickly() {
  // Node 20 has none.
  nodeModule.registerHooks?.({
    resolve(specifier, context, next) {
      const { parentURL = '' } = context;
      if (!specifier.startsWith('.')) return next(specifier, context);
      if (specifier.endsWith('.js') && parentURL.includes(IN_ZOD)) {
        const file = specifier.endsWith('/locales/index.js') ? '../locales/en.js' : specifier;
        return { url: new URL(file, parentURL).href, format: 'module', shortCircuit: true };
      }
      const isOurs = specifier.endsWith('.ts') && !parentURL.includes('/node_modules/');
      if (!isOurs) return next(specifier, context);
      return { url: new URL(specifier, parentURL).href, format: 'module-typescript', shortCircuit: true };
    },
  });
}
