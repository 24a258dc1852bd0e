/** An app with a vault that is connected to a sandbox server: where the flows begin. */
import path from 'node:path';
import type { Page } from 'playwright';
import { launchApp, makeTemporaryFolder, type Derivation, type RunningApp } from './app.ts';
import { call } from './bridge.ts';
import { connectAccount } from './dialogs.ts';
import { MASTER_PASSWORD } from './main-job.ts';
import { startSandboxServer, type SandboxServer } from './sandbox-server.ts';
import { launchWithVault } from './vault.ts';

export interface FlowWorld {
  readonly server: SandboxServer;
  readonly folder: string;
  running: RunningApp;
  page: Page;
  readonly connectionId: string;
  readonly roleId: (name: string) => string;
  createKey(name: string, role?: string): Promise<string>;
  /** Connects the demo's other account too. @returns its id */
  connect(mode: 'test' | 'prod'): Promise<string>;
  /** Locks, and unlocks in the new window. */
  relock(): Promise<void>;
  /** Ends the app at once, as a crash does, and starts it anew. */
  crash(): Promise<void>;
  /** Starts and unlocks anew once what `end` does has ended the app. */
  restart(end: () => void | Promise<void>, between?: (vaultFolder: string) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** @param derivation  'floor' where something besides this app opens the vault, or where the test is about passwords */
export async function startFlowWorld(
  mode: 'test' | 'prod' = 'test',
  derivation: Derivation = 'cheap',
): Promise<FlowWorld> {
  const temporary = makeTemporaryFolder();
  const server = await startSandboxServer();
  const vaultFolder = path.join(temporary.path, 'vault');
  const { running, page } = await launchWithVault({
    vaultFolder,
    name: 'Acme keys',
    password: MASTER_PASSWORD,
    derivation,
  });
  const account = server.account(mode);
  const connection = await connectAccount(
    running,
    page,
    { url: server.url, name: account.name, adminKey: account.adminKey },
    MASTER_PASSWORD,
  );
  const { roles } = await call(page, 'roles.list', { connectionId: connection.id });
  const roleId = (name: string): string => {
    const role = roles.find((item) => item.name === name);
    if (role === undefined) throw new Error(`There is no role ${name}.`);
    return role.id;
  };
  const world: FlowWorld = {
    server,
    folder: temporary.path,
    running,
    page,
    connectionId: connection.id,
    roleId,
    createKey: async (name, role = 'Order integration') =>
      (
        await call(world.page, 'keys.create', {
          connectionId: connection.id,
          name,
          roleId: roleId(role),
          expiresAt: null,
        })
      ).keyId,
    connect: async (other) => {
      const { name, adminKey } = server.account(other);
      return (
        await connectAccount(world.running, world.page, { url: server.url, name, adminKey }, MASTER_PASSWORD)
      ).id;
    },
    async relock() {
      await lock(world);
      await unlock(world);
    },
    async crash() {
      await world.restart(() => {
        world.running.app.process().kill('SIGKILL');
      });
    },
    async restart(end, between) {
      const process = world.running.app.process();
      const gone = new Promise((resolve) => process.once('exit', resolve));
      await end();
      await gone;
      await between?.(vaultFolder);
      world.running = await launchApp({ vaultFolder, derivation });
      await unlock(world);
    },
    async close() {
      await world.running.close();
      await server.stop();
      temporary.remove();
    },
  };
  return world;
}

export async function lock(world: FlowWorld): Promise<void> {
  const closed = world.page.waitForEvent('close');
  // The page goes away before it hears the answer.
  await world.page
    .evaluate(() => {
      void (
        globalThis as unknown as { vault: { call(name: string, input: unknown): Promise<unknown> } }
      ).vault.call('vault.lock', undefined);
    })
    .catch(() => undefined);
  await closed;
  world.page = await world.running.page();
}

export async function unlock(world: FlowWorld): Promise<void> {
  world.page = await world.running.page();
  await call(world.page, 'vault.unlock', { password: MASTER_PASSWORD });
  await world.page.getByRole('navigation', { name: 'Main' }).waitFor();
}

/** Opens the detail of a key, as a link does. */
export async function openKey(world: Pick<FlowWorld, 'page' | 'running'>, keyId: string): Promise<void> {
  // The shell listens once it is there; what main itself sends waits for that (`app.take-target`).
  await world.page.getByRole('navigation', { name: 'Main' }).waitFor();
  await world.running.app.evaluate(({ BrowserWindow }, id) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('augno-vault:event', 'app.navigate', {
      to: 'keys',
      keyId: id,
    });
  }, keyId);
  await world.page.getByRole('complementary').waitFor();
}
