/** The development server of the page: hot reload, source maps, and the workbench of renderer/ui. */
import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer as createSocket } from 'node:net';
import path from 'node:path';
import { projectFolder, stateFolder } from '../lib/project.mjs';

/** @returns {Promise<number>} nobody listens there now */
function freePort() {
  return new Promise((resolve, reject) => {
    const socket = createSocket();
    socket.once('error', reject);
    socket.listen(0, '127.0.0.1', () => {
      const address = socket.address();
      socket.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * @param {{ readonly logLevel?: import('vite').LogLevel }} [options]
 * @returns {Promise<{ readonly vite: import('vite').ViteDevServer, readonly address: string, readonly environment: (page?: string) => Record<string, string> }>}
 *   environment: what build/dev/hook.cjs is told; page: the one that the app shows
 */
export async function startPageServer({ logLevel = 'info' } = {}) {
  const { createServer } = await import('vite');
  const port = await freePort();
  const nonce = randomBytes(16).toString('hex');
  const vite = await createServer({
    configFile: path.join(projectFolder, 'vite.config.ts'),
    cacheDir: path.join(stateFolder, 'vite'),
    logLevel,
    clearScreen: false,
    html: { cspNonce: nonce },
    server: {
      host: '127.0.0.1',
      port,
      strictPort: true,
      // A checkout may share its packages with another one.
      fs: { allow: [projectFolder, realpathSync(path.join(projectFolder, 'node_modules'))] },
      // The page's own address is the app's; its line for changes leads here.
      hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: port },
    },
  });
  await vite.listen();
  return {
    vite,
    address: `http://127.0.0.1:${port}`,
    environment: (page = '/index.html') => ({
      AUGNO_VAULT_DEV_SERVER: JSON.stringify({ port, nonce, page }),
    }),
  };
}
