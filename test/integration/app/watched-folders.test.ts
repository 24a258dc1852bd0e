/** A watched folder that nobody confirmed on this computer is read by nothing: not when it is due, not at the press of a button. */
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSourceStore } from '../../../electron/keys/findings/sources.ts';
import { ChosenPlaces } from '../../../electron/keys/places/chosen-places.ts';
import { sourcesHandlers } from '../../../electron/processes/handlers/sources.ts';
import type { OpenParts } from '../../../electron/processes/handlers/open-parts.ts';
import type { IpcServices } from '../../../electron/app/handlers/services.ts';
import { GrantBook, newGrantNumber } from '../../../electron/wire/grants.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/times.ts';
import { World } from '../providers/augno/support/world.ts';

/** What a process was started to read. */
const read: string[] = [];
vi.mock('electron', () => ({
  utilityProcess: {},
  MessageChannelMain: class {
    readonly port1 = null;
    readonly port2 = null;
  },
}));
vi.mock('../../../electron/app/utility-process.ts', () => ({
  startUtilityProcess: () => ({
    exited: Promise.resolve(0),
    kill: () => undefined,
    hand: () => undefined,
    call: (_name: string, { paths }: { readonly paths: readonly string[] }) => {
      read.push(...paths);
      return Promise.resolve({
        report: { skipped: [], complete: true },
        findings: 0,
        newFindings: 0,
        place: 'vault',
      });
    },
  }),
}));
const { createScanService } = await import('../../../electron/app/scan-service.ts');
const { scanHandlers } = await import('../../../electron/app/handlers/scan-handlers.ts');

let world: World;
let folder: string;
let elsewhere: string;
const ask = vi.fn((_folders: readonly string[]) => Promise.resolve(false));

beforeEach(async () => {
  world = await World.start();
  [folder, elsewhere] = ['project', 'private'].map((name) => path.join(world.folder, name)) as [
    string,
    string,
  ];
  mkdirSync(folder);
  mkdirSync(elsewhere);
  read.length = 0;
  ask.mockReset().mockResolvedValue(false);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: world.clock.now() });
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

/** The app's own parts around a vault, but for the process that reads. */
async function start() {
  const { vault } = await world.open();
  const chosen = new ChosenPlaces(vault, () => new Date());
  const sources = createSourceStore({ vault, actor: 'app', now: () => new Date() });
  const grants = new GrantBook();
  const inVault = sourcesHandlers(() => ({ vault, chosen, sources, grants }) as unknown as OpenParts);
  const call = vi.fn((name: string, input: never): Promise<unknown> => {
    switch (name) {
      case 'sources.list':
        return Promise.resolve(inVault['sources.list'](undefined));
      case 'process.confirm-folders':
        for (const one of (input as { folders: readonly string[] }).folders) chosen.addFolder(one);
        return Promise.resolve(undefined);
      case 'process.record-source': {
        const { sourceId, result } = input as { sourceId: string; result: never };
        sources.recordResult(sourceId, result);
        return Promise.resolve(undefined);
      }
      default:
        return Promise.resolve({});
    }
  });
  const scans = createScanService({
    vault: { call, attachScan: () => undefined } as never,
    stateFolder: world.folder,
    emit: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  });
  const handlers = scanHandlers({
    scans,
    vault: { call },
    grants: { askAboutFolders: ask, askAboutUsualPlaces: () => ask([]) },
  } as unknown as IpcServices);
  const grant = newGrantNumber();
  grants.put({ grant, purpose: 'watch-folder', content: folder });
  return {
    scans,
    /** As a person adds it. */
    add: () => inVault['sources.add']({ grant, what: 'folder', history: false, schedule: 'change' }),
    /** As a file of others, an earlier version, or another computer left it. */
    store: () => sources.add({ path: folder, history: false, schedule: 'change' }).id,
    press: (sourceId: string) => Promise.resolve(handlers['sources.scan']({ sourceId })),
    confirmed: async () => (await Promise.resolve(inVault['sources.list'](undefined))).sources[0]?.confirmed,
    due: (milliseconds = 2 * HOUR_MS) => vi.advanceTimersByTimeAsync(milliseconds),
  };
}

const REFUSED = expect.objectContaining({ code: 'cancelled', hint: 'Nothing was scanned.' }) as Error;

it('one that was chosen in main’s dialog is read when it is due, and at the button', async () => {
  const { scans, add, due, press } = await start();
  const { id } = await add();
  scans.look();
  await due(MINUTE_MS);
  expect(read).toEqual([folder]);
  read.length = 0;
  await press(id);
  await vi.waitFor(() => expect(read).toEqual([folder]));
  expect(ask).not.toHaveBeenCalled();
  await scans.stop();
});

it('one that was stored only is read by neither, nor by “all of them”, until a person says yes', async () => {
  const { scans, store, due, press, confirmed } = await start();
  const id = store();
  scans.look();
  await due();
  await scans.scanAll();
  await due();
  await expect(press(id)).rejects.toEqual(REFUSED);
  expect(ask).toHaveBeenCalledExactlyOnceWith([folder]);
  expect(read).toEqual([]);
  expect(await confirmed()).toBe(false);
  ask.mockResolvedValue(true);
  await press(id);
  await vi.waitFor(() => expect(read).toEqual([folder]));
  expect(await confirmed()).toBe(true);
  await scans.stop();
});

it.skipIf(process.platform === 'win32')('one in whose place a link lies since is not', async () => {
  const { scans, add, due, press, confirmed } = await start();
  const { id } = await add();
  renameSync(folder, `${folder} moved`);
  symlinkSync(elsewhere, folder);
  scans.look();
  await due();
  await scans.scanAll();
  await due();
  await expect(press(id)).rejects.toEqual(REFUSED);
  expect(ask).toHaveBeenCalledExactlyOnceWith([folder]);
  expect(read).toEqual([]);
  expect(await confirmed()).toBe(false);
  await scans.stop();
});

it('one that is gone is said to be gone, and the folder that it was moved to is not followed', async () => {
  const { scans, add, due } = await start();
  await add();
  renameSync(folder, path.join(elsewhere, 'moved'));
  scans.look();
  await due();
  expect(read).toEqual([]);
  await scans.stop();
  rmSync(path.join(elsewhere, 'moved'), { recursive: true });
});
