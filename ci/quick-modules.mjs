// SPDX-License-Identifier: BSD-3-Clause
/**
 * Finds modules in less time. zod brings its messages in fifty languages, a module each, of which English is used. Our own modules name
 * each other by file, so nothing needs to be looked for. Plain JavaScript, imported before anything that is worth it.
 */
import * as nodeModule from 'node:module';

export function findModulesQuickly() {
  // Node 20 has none.
  nodeModule.registerHooks?.({
    resolve(specifier, context, next) {
      const { parentURL = '' } = context;
      if (specifier.endsWith('/locales/index.js') && parentURL.includes('/zod/'))
        return next('../locales/en.js', context);
      const isOurs = specifier.startsWith('.') && specifier.endsWith('.ts') && !parentURL.includes('/node_modules/');
      if (!isOurs) return next(specifier, context);
      return { url: new URL(specifier, parentURL).href, format: 'module-typescript', shortCircuit: true };
    },
  });
}
