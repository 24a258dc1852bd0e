/** A rotated key and a file that holds the old one, with a real vault and the sandbox. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { AccountService } from '../../../../../electron/keys/types.ts';
import { PlaceKeeper } from '../../../../../electron/keys/places/place-keeper.ts';
import type { ManagedVault } from '../../../../../electron/vault/index.ts';
import { AppError } from '../../../../../shared/errors.ts';
import type { World } from '../../../providers/augno/support/world.ts';

const POLICY = { kind: 'policy', text: '' } as const;

export interface Rotated {
  readonly vault: ManagedVault;
  readonly service: AccountService;
  readonly places: PlaceKeeper;
  /** Holds the old key. */
  readonly file: string;
  /** Of the file. */
  readonly folder: string;
  /** The file's text with the old key, and with the new one. */
  readonly before: string;
  readonly after: string;
  readonly oldSecret: string;
  readonly newSecret: string;
  readonly oldKeyId: string;
  readonly newKeyId: string;
}

/** A key that was rotated at once: its old secret is destroyed, and only its fingerprint is left. */
export async function rotatedIn(world: World): Promise<Rotated> {
  const { vault, service } = await world.open();
  const connection = await service.connect({
    url: world.sandbox.url,
    name: 'Test',
    adminKey: world.adminKey(),
  });
  const roles = await service.listRoles(connection.id);
  const roleId = roles.find((role) => role.name === 'Order integration')!.id;
  const created = await service.createKey({
    connectionId: connection.id,
    name: 'ERP',
    roleId,
    expiresAt: null,
  });
  const reveal = (keyId: string): Promise<string> =>
    service.useSecret(keyId, 'reveal', (held) => held.revealText());
  const oldSecret = await reveal(created.keyId);
  const folder = path.join(world.folder, 'app');
  mkdirSync(folder);
  const file = path.join(folder, '.env');
  const before = `# ERP\r\nAUGNO_API_KEY=${oldSecret}\r\nPASSWORD=hunter2\r\n`;
  writeFileSync(file, before, { mode: 0o640 });
  service.editKey({ keyId: created.keyId, places: [file, 'GitHub secret of acme/erp'] });
  const next = await service.rotateKey({
    keyId: created.keyId,
    overlapSeconds: 0,
    reason: POLICY,
    confirmation: null,
  });
  expect(vault.hasSecret(created.keyId)).toBe(false);
  const newSecret = await reveal(next.keyId);
  const places = new PlaceKeeper(vault, world.clock.now);
  return {
    vault,
    service,
    places,
    file,
    folder,
    before,
    after: before.replace(oldSecret, newSecret),
    oldSecret,
    newSecret,
    oldKeyId: created.keyId,
    newKeyId: next.keyId,
  };
}

export const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : String(thrown);
  }
  return 'nothing thrown';
};
