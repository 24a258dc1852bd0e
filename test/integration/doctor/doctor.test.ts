/** What `doctor` says with each part there and with each part missing: real buses, folders and libraries where they can be. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type { MessageBus } from 'dbus-native';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checksOf,
  examine,
  type CheckId,
  type CheckResult,
  type DoctorSources,
} from '../../../electron/doctor/index.ts';
import { say } from '../../../shared/messages/say.ts';
import { inEnglish } from '../../../shared/messages/words.ts';
import { ownName, startBus, type OwnBus } from '../../e2e/support/bus.ts';
import { runCommand } from '../providers/augno/support/command.ts';

const KNOWN = '1837a025a78f6bdf1d022f7796c3daed5ebe36a56c3ce08e409ad4213bd72335';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-doctor-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function ask(id: CheckId, changes: Partial<DoctorSources> = {}): Promise<CheckResult> {
  const sources: DoctorSources = {
    platform: 'linux',
    environment: { PATH: process.env['PATH'] },
    vaultFolder: folder,
    sqliteVersion: () => '3.50.0',
    argon2: () => Promise.resolve(KNOWN),
    ...changes,
  };
  const [result] = await examine(new Map([...checksOf(sources)].filter(([name]) => name === id)));
  return result!;
}

describe('what the program stands on', () => {
  it('the command says that this machine opens vaults, in a table and as JSON', async () => {
    const said = await runCommand(folder, ['doctor'], []);
    expect(said).toMatchObject({ code: 0, error: null });
    expect(said.out).toMatch(/key derivation\s+works\s+Argon2id gives what it must/);
    const { checks } = (await runCommand(folder, ['--json', 'doctor'], [])).json<{ checks: CheckResult[] }>();
    expect(checks.filter(({ essential }) => essential).map(({ id, state }) => [id, state])).toEqual([
      ['runtime', 'works'],
      ['database', 'works'],
      ['derivation', 'works'],
    ]);
    expect(new Set(checks.map(({ id }) => id)).size).toBe(12);
  });

  it('a library that does not load, and one that computes something else', async () => {
    const broken = (): never => {
      throw new Error('/srv/somebody/secret-place.node: wrong ELF class');
    };
    const database = await ask('database', { sqliteVersion: broken });
    expect(database).toMatchObject({ state: 'missing', essential: true });
    expect(await ask('derivation', { argon2: () => Promise.resolve('00') })).toMatchObject({
      state: 'missing',
    });
    const derivation = await ask('derivation', { argon2: () => Promise.reject(new Error('no')) });
    expect(derivation).toMatchObject({ state: 'missing', essential: true });
    expect(JSON.stringify([database, derivation])).not.toContain('somebody');
  });

  it.skipIf(process.platform === 'win32')(
    'a vault’s folder that is not there yet, and one that others may read',
    async () => {
      expect(await ask('folder')).toMatchObject({ state: 'works' });
      expect(await ask('folder', { vaultFolder: path.join(folder, 'a', 'b') })).toMatchObject({
        state: 'works',
      });
      const open = path.join(folder, 'open');
      mkdirSync(open);
      chmodSync(open, 0o755);
      expect(await ask('folder', { vaultFolder: open })).toMatchObject({ state: 'limited' });
    },
  );

  it('a vault’s folder on a server, and one that a service copies', async () => {
    const words = async (changes: Partial<DoctorSources>): Promise<string> => {
      const { state, found } = await ask('folder', changes);
      return `${state}: ${inEnglish(found)}`;
    };
    const share = { platform: 'win32', vaultFolder: '\\\\server\\share\\vault' } as const;
    expect(await words(share)).toContain('limited: The folder of the vault lies on a SMB file system');
    expect(await words({ ...share, vaultFolder: '\\\\?\\C:\\vault' })).toContain('works');
    const environment = { APPDATA: 'C:\\Users\\Ada\\AppData\\Roaming' };
    const roaming = {
      platform: 'win32',
      environment,
      vaultFolder: `${environment.APPDATA}\\Augno Vault\\vault`,
    } as const;
    expect(await words(roaming)).toContain(
      'limited: The folder of the vault lies in the part of your profile that roams',
    );
    expect(
      await words({ ...roaming, vaultFolder: roaming.vaultFolder.replace('Roaming', 'Local') }),
    ).toContain('works');
    const nextOf = async (vaultFolder: string): Promise<string> =>
      inEnglish((await ask('folder', { ...roaming, vaultFolder })).next!);
    expect(await nextOf(roaming.vaultFolder)).toContain('augno-vault move-vault');
    // Another name is found nowhere by itself.
    expect(await nextOf(`${environment.APPDATA}\\Keys`)).toContain('with --vault');
    expect(await words({ ...roaming, vaultFolder: `${environment.APPDATA}\\..vault` })).toContain('limited');
    const copied = path.join(homedir(), 'Dropbox', 'vault');
    expect(await words({ vaultFolder: copied })).toContain(
      'limited: The folder of the vault is copied to servers by',
    );
  });

  it('no Git on the PATH', async () => {
    expect(await ask('git')).toMatchObject({ state: 'works' });
    expect(await ask('git', { environment: { PATH: folder } })).toMatchObject({ state: 'missing' });
  });

  it('the loopback address', async () => {
    expect(await ask('loopback')).toMatchObject({ state: 'works' });
  });
});

describe.skipIf(process.platform !== 'linux')('the desktop', () => {
  let bus: OwnBus;
  const owners: MessageBus[] = [];
  beforeEach(async () => {
    bus = await startBus(folder);
  });
  afterEach(async () => {
    for (const owner of owners.splice(0)) await owner.close().catch(() => undefined);
    await bus.stop();
  });
  const here = (): Partial<DoctorSources> => ({
    environment: { DBUS_SESSION_BUS_ADDRESS: bus.address, DBUS_SYSTEM_BUS_ADDRESS: bus.address },
  });

  it.each([
    ['keyring', 'org.freedesktop.secrets'],
    ['keyring', 'org.kde.kwalletd6'],
    ['notifications', 'org.freedesktop.Notifications'],
    ['tray', 'org.kde.StatusNotifierWatcher'],
    ['lock-signals', 'org.freedesktop.login1'],
  ] as const)('%s: missing without %s, works with it', async (id, name) => {
    expect(await ask(id, here())).toMatchObject({ state: 'missing' });
    owners.push(await ownName(bus.address, name));
    expect(await ask(id, here())).toMatchObject({ state: 'works', next: null });
  });

  it('a screen saver alone tells of the lock, not of sleep', async () => {
    owners.push(await ownName(bus.address, 'org.gnome.ScreenSaver'));
    expect(await ask('lock-signals', here())).toMatchObject({ state: 'limited' });
  });

  it('no bus, a bus that is no bus, and no display are said', async () => {
    const none = { environment: { DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${folder}/none` } };
    const odd = { environment: { DBUS_SESSION_BUS_ADDRESS: 'disabled:' } };
    for (const sources of [none, odd])
      for (const id of ['keyring', 'notifications', 'tray', 'clipboard'] as const)
        expect(await ask(id, sources), id).toMatchObject({ state: 'missing' });
    expect(await ask('lock-signals', none)).toMatchObject({ state: 'missing' });
    expect(await ask('clipboard', { environment: { WAYLAND_DISPLAY: 'wayland-0' } })).toMatchObject({
      state: 'limited',
    });
  });

  it('on other systems only the app can tell', async () => {
    for (const platform of ['win32', 'darwin'] as const)
      for (const id of ['keyring', 'notifications', 'tray', 'lock-signals', 'clipboard'] as const)
        expect(await ask(id, { ...here(), platform }), id).toMatchObject({ state: 'unknown' });
  });
});

it('a check that hangs or throws is a finding, and keeps no other from its answer', async () => {
  const results = await examine(
    new Map<CheckId, () => CheckResult | Promise<CheckResult>>([
      ['git', () => new Promise(() => undefined)],
      [
        'tray',
        () => {
          throw Object.assign(new Error('with /a/path'), { code: 'EACCES' });
        },
      ],
      [
        'loopback',
        () => ({
          id: 'loopback',
          state: 'works',
          found: say('doctor.no-display'),
          next: null,
          essential: false,
        }),
      ],
    ]),
    20,
  );
  expect(results.map(({ id, state }) => [id, state])).toEqual([
    ['git', 'unknown'],
    ['tray', 'unknown'],
    ['loopback', 'works'],
  ]);
  expect(inEnglish(results[1]!.found)).toBe('It could not be asked (EACCES).');
});
