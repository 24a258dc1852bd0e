/** What a person does in the app while one of its processes is killed, and what holds once the app has said that it is done. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keysCollection } from '../../../electron/keys/registry/records.ts';
import { restoreDrill } from '../../../electron/vault/index.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import type { Contents } from '../../faults/support/contents.ts';
import { copyVaultFile } from '../../fixtures/vault/copies.ts';
import { asks, confirmed, type Answer } from './asking.ts';
import { beginScan } from './begun-scan.ts';
import { call } from './bridge.ts';
import { grantPath } from './dialogs.ts';
import type { FlowWorld } from './flow.ts';
import { opened, secretOf as heldSecretOf } from './judges-vault.ts';
import { countAt, elsewhere } from './unhappy.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

/** What never comes is a failure. A machine that stands still for minutes is none: a run of hours was lost to one. */
export const PATIENT = { timeout: 300_000, intervals: [10, 20, 50, 50, 100, 250] };

export interface KilledWorld {
  readonly flow: FlowWorld;
  /** What opens the vault. */
  password: string;
  /** A backup of the vault, and what opens it. */
  readonly backup: { readonly file: string; readonly password: string };
  /** Another one each time. */
  nextName(): string;
}

export interface Prepared {
  /** The app does it. Null: the window went before it was told. */
  readonly begin: () => Promise<Answer | null>;
  /** What an answer promised and is not so; null where everything is. */
  readonly missing: (contents: Contents) => Promise<string | null> | string | null;
  /** Refused by this code, it waits beside the vault, and is there once that can be written. */
  readonly waitsAt?: string;
  /** A file that is there only if it was done. */
  readonly makes?: string;
  /** A key that the step puts an end to: its secret may go. */
  readonly ends?: string;
  /** The vault may open with it afterwards, and does once that was answered. */
  readonly newPassword?: string;
  /** One key with this name works at the account afterwards, or none. `elsewhere`: its secret may be missing here. */
  readonly made?: { readonly name: string; readonly elsewhere?: true };
  /** What the account is asked to do. */
  readonly request?: {
    readonly method: string;
    readonly path: string;
    readonly isCarriedOut: () => Promise<boolean>;
  };
}

export interface KilledStep {
  readonly name: string;
  /** While no vault is open. */
  readonly locked?: true;
  /** The vault may be another one afterwards: what it holds is that of before or that of the backup. */
  readonly replaces?: true;
  readonly prepare: (world: KilledWorld) => Promise<Prepared>;
}

const REASON = { kind: 'policy', text: '' } as const;

const keyRecord = (contents: Contents, id: string): Record<string, unknown> =>
  JSON.parse(contents.records.get(`keys/${id}`) ?? '{}') as Record<string, unknown>;

const secretOf = (contents: Contents, name: string): string | null => {
  for (const [key, value] of contents.records) {
    const id = key.slice('keys/'.length);
    if (!key.startsWith('keys/') || !contents.secrets.has(id)) continue;
    const { apiName, revokedAt } = JSON.parse(value) as { apiName: string; revokedAt: string | null };
    if (apiName === name && revokedAt === null) return id;
  }
  return null;
};

const holdsNew = (name: string, old?: string) => (contents: Contents) => {
  const id = secretOf(contents, name);
  return id === null || id === old ? `The secret of the new ${name} is not in the vault.` : null;
};

export const KILLED_STEPS: readonly KilledStep[] = [
  {
    name: 'create',
    prepare: (world) => {
      const name = world.nextName();
      const { connectionId, roleId } = world.flow;
      const begin = asks(world, 'keys.create', {
        connectionId,
        name,
        roleId: roleId('Order integration'),
        expiresAt: null,
      });
      return Promise.resolve({
        begin,
        missing: holdsNew(name),
        made: { name },
        request: {
          method: 'POST',
          path: '/v1/auth/api-keys$',
          isCarriedOut: async () => (await countAt(world.flow, 'test', name)).all === 1,
        },
      });
    },
  },
  {
    name: 'rotate',
    prepare: async (world) => {
      const name = world.nextName();
      const keyId = await world.flow.createKey(name);
      const begin = asks(world, 'keys.rotate', {
        keyId,
        overlapSeconds: 0,
        reason: REASON,
        confirmation: null,
      });
      return {
        begin,
        missing: holdsNew(name, keyId),
        ends: keyId,
        made: { name },
        request: {
          method: 'POST',
          path: '/v1/auth/api-keys/.+/rotate',
          isCarriedOut: async () => (await countAt(world.flow, 'test', name)).all === 2,
        },
      };
    },
  },
  {
    name: 'revoke',
    prepare: async (world) => {
      const name = world.nextName();
      const keyId = await world.flow.createKey(name);
      const begin = asks(world, 'keys.revoke', { keyId, reason: REASON, confirmation: null });
      return {
        begin,
        ends: keyId,
        request: {
          method: 'DELETE',
          path: '/v1/auth/api-keys/.+',
          isCarriedOut: async () => (await countAt(world.flow, 'test', name)).alive === 0,
        },
        missing: (contents) =>
          typeof keyRecord(contents, keyId)['revokedAt'] === 'string'
            ? null
            : 'The key is not recorded as revoked.',
      };
    },
  },
  {
    name: 'edit',
    prepare: async (world) => {
      const keyId = await world.flow.createKey(world.nextName());
      return {
        begin: asks(world, 'keys.edit', { keyId, notes: 'edited by the step' }),
        missing: (contents) =>
          keyRecord(contents, keyId)['notes'] === 'edited by the step' ? null : 'The notes are the old ones.',
      };
    },
  },
  {
    name: 'import',
    prepare: async (world) => {
      const { flow } = world;
      const name = world.nextName();
      // Made elsewhere, so that the vault knows the key and not its secret.
      const made = await elsewhere(flow, 'test', 'POST', '/v1/auth/api-keys', {
        name,
        role_id: flow.roleId('Order integration'),
      });
      await call(flow.page, 'connections.sync', { connectionId: null });
      const file = path.join(mkdtempSync(path.join(flow.folder, 'import-')), 'keys.env');
      writeFileSync(file, `KEY=${String(made['api_key_secret'])}\n`);
      const grant = await grantPath(flow.running, flow.page, 'open-import', file);
      const { entries } = await call(flow.page, 'import.plan', { grant });
      if (entries[0]?.outcome !== 'store') throw new Error(`Nothing to store: ${JSON.stringify(entries)}`);
      return {
        begin: asks(world, 'import.apply', { confirmed: [] }),
        missing: holdsNew(name),
        made: { name, elsewhere: true },
      };
    },
  },
  {
    name: 'backup',
    prepare: async (world) => {
      const { flow, backup } = world;
      const file = path.join(mkdtempSync(path.join(flow.folder, 'backup-')), 'vault.augnobackup');
      const grant = await grantPath(flow.running, flow.page, 'save-backup', file);
      const begin = await confirmed(world, 'vault.backup', { grant }, backup.password);
      const { password } = backup;
      return {
        begin,
        makes: file,
        missing: async () => {
          const { problems, secrets } = await restoreDrill({
            file,
            backupPassword: SecretBytes.fromText(password),
            secret: { kind: 'password', password: SecretBytes.fromText(world.password) },
          });
          const [problem] = problems;
          if (problem !== undefined) return inEnglish(problem);
          return secrets === 0 ? 'The backup holds no secret.' : null;
        },
      };
    },
  },
  {
    name: 'restore',
    locked: true,
    replaces: true,
    prepare: async (world) => {
      const { flow, backup } = world;
      const grant = await grantPath(flow.running, flow.page, 'open-backup', backup.file);
      const begin = await confirmed(world, 'vault.restore', {
        grant,
        password: backup.password,
        replace: true,
      });
      return { begin, missing: () => null, newPassword: backup.password };
    },
  },
  {
    name: 'rotate-vault-key',
    prepare: async (world) => ({
      begin: await confirmed(world, 'vault.rotate-vault-key', { keepOldBackups: true }),
      missing: () => null,
    }),
  },
  {
    name: 'change-password',
    prepare: async (world) => {
      const newPassword = `another master password ${world.nextName()}`;
      const begin = await confirmed(world, 'vault.change-password', undefined, newPassword);
      return { begin, missing: () => null, newPassword };
    },
  },
  {
    name: 'scan',
    prepare: async (world) => {
      const { flow } = world;
      const name = world.nextName();
      const keyId = await flow.createKey(name);
      const secret = await heldSecretOf(flow.running.vaultFolder, world.password, keyId);
      const folder = mkdtempSync(path.join(flow.folder, 'scan-'));
      writeFileSync(path.join(folder, 'settings.env'), `KEY=${secret}\n`);
      const grant = await grantPath(flow.running, flow.page, 'scan-folder', folder);
      const { page } = flow;
      return {
        begin: () => beginScan(page, grant),
        waitsAt: 'vault-unwritable',
        missing: (contents) =>
          [...contents.records.values()].some((value) => value.includes(path.basename(folder)))
            ? null
            : 'The finding is not in the vault.',
      };
    },
  },
  {
    name: 'merge',
    prepare: async (world) => {
      const { flow } = world;
      const keyId = await flow.createKey(world.nextName());
      const folder = mkdtempSync(path.join(flow.folder, 'copy-'));
      const file = copyVaultFile(flow.running.vaultFolder, folder);
      const { vault: copy } = await opened(folder, [world.password]);
      copy.transaction((there) => {
        there.put(keysCollection, keyId, {
          ...there.get(keysCollection, keyId)!,
          notes: 'noted in the copy',
        });
      });
      copy.close();
      const grant = await grantPath(flow.running, flow.page, 'open-copy', file);
      return {
        begin: asks(world, 'merge.fold', { copy: { kind: 'file', grant } }),
        missing: (contents) =>
          keyRecord(contents, keyId)['notes'] === 'noted in the copy'
            ? null
            : 'What the copy noted is missing.',
      };
    },
  },
];
