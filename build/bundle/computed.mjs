/**
 * Modules named `*.computed.ts` hold constants that take time to work out: they are run once, here, and the bundle holds what
 * they export, which has to be strings. In tests they run as they are.
 */
import path from 'node:path';
import { projectFolder } from '../lib/project.mjs';

/** @returns {import('vite').Plugin} */
export function computedModules() {
  return {
    name: 'computed-modules',
    async load(id) {
      if (!id.endsWith('.computed.ts')) return null;
      const { runnerImport } = await import('vite');
      const { module } = await runnerImport(id, { configFile: false, root: projectFolder, logLevel: 'warn' });
      const lines = Object.entries(module).map(([name, value]) => {
        if (typeof value !== 'string')
          throw new Error(`${path.basename(id)} exports ${name}, which is no string.`);
        return `export const ${name} = ${JSON.stringify(value)};`;
      });
      return { code: lines.join('\n'), map: null };
    },
  };
}
