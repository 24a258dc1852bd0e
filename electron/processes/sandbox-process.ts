/** Utility process of the app: serves the embedded sandbox on loopback, with its state beside the vault. */
import { startSandbox, type Sandbox } from '../sandbox/index.ts';
import { endOnFault } from '../platform/end-on-fault.ts';
import { parentLink } from '../wire/parent-link.ts';
import type { NoMethods, SandboxProcessMethods } from '../wire/protocol.ts';
import { createRpcPeer } from '../wire/rpc.ts';

endOnFault();

let running: Sandbox | null = null;

createRpcPeer<SandboxProcessMethods, NoMethods>(parentLink(), {
  start: async ({ folder }) => {
    running ??= await startSandbox({ port: 0, dataFolder: folder, seed: 'demo' });
    return { url: running.url, accounts: running.accounts };
  },
  stop: async () => {
    await running?.close();
    running = null;
    // Leaves time for the answer to be sent.
    setImmediate(() => process.exit(0));
    return undefined;
  },
});
