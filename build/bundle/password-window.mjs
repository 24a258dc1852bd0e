/** The page of main's own password window: a folder and a bundle of its own, which shares no file with the app's page. */
import path from 'node:path';
import { projectFolder } from '../lib/project.mjs';

/** @param {string} outputFolder */
export async function buildPasswordWindow(outputFolder) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: path.join(projectFolder, 'renderer', 'password'),
    base: './',
    publicDir: false,
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
