/**
 * The renderer: one page, loaded over the app's own protocol under a strict content security policy. So: no inline
 * script or style, no data: assets, no eval, and relative addresses. The Node side is bundled by build/bundle/node.mjs.
 */
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { oneByteSources } from './build/bundle/one-byte.mjs';
import { listThirdParty } from './build/bundle/third-party.mjs';

/** Named in a style sheet, which no list of modules tells of. */
const FACES = ['@fontsource-variable/inter'];
const folder = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  root: folder('renderer'),
  base: './',
  publicDir: false,
  plugins: [react(), listThirdParty('third-party.json', FACES), oneByteSources()],
  build: {
    outDir: folder('dist/renderer'),
    emptyOutDir: true,
    // The oldest Chromium that runs it: Electron 33's.
    target: 'chrome130',
    // SECURITY: an asset inlined as a data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: true,
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: folder('renderer/index.html'),
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
