/** The pages of main's own windows: a folder and a bundle each, which shares no file with the app's page or the other's. */
import path from 'node:path';
import { projectFolder } from '../lib/project.mjs';
import { oneByteSources } from './one-byte.mjs';

export const OWN_WINDOWS = ['password', 'quick'];

/** @param {string} distFolder */
export async function buildOwnWindows(distFolder) {
  for (const name of OWN_WINDOWS) await buildOne(name, path.join(distFolder, name));
}

/** @param {string} name @param {string} outputFolder */
async function buildOne(name, outputFolder) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: path.join(projectFolder, 'renderer', name),
    base: './',
    publicDir: false,
    plugins: [oneByteSources()],
    logLevel: 'warn',
    build: {
      outDir: outputFolder,
      emptyOutDir: true,
      target: 'chrome130',
      // SECURITY: as for the page: an asset inlined as a data: address would need a hole in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        output: {
          entryFileNames: 'assets/[name]-[hash].js',
          chunkFileNames: 'assets/[name]-[hash].js',
          assetFileNames: 'assets/[name]-[hash][extname]',
        },
      },
    },
  });
}
