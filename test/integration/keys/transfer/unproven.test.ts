/**
 * A secret that a file brought for a listed key: what its line would become before it is stored, and what it is not used for
 * before the API accepted it or a person confirmed that line.
 */
import '../../../fixtures/vault/cheap-derivation.ts';
import path from 'node:path';
import { existsSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importExport } from '../../../../electron/keys/transfer/import-export.ts';
import { planKeyImport, type ImportEntry } from '../../../../electron/keys/transfer/import-file.ts';
import { MOST_KEYS } from '../../../../electron/keys/transfer/import-file.ts';
import { keysCollection } from '../../../../electron/keys/registry/records.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { copyHandlers } from '../../../../electron/processes/handlers/copying.ts';
import type { OpenParts } from '../../../../electron/processes/handlers/open-parts.ts';
import { PlaceKeeper } from '../../../../electron/keys/places/place-keeper.ts';
import { SharingDesk } from '../../../../electron/processes/desks/sharing-desk.ts';
import { importParts } from '../../../../electron/providers/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../../electron/vault/crypto/kdf.ts';
import { createVault, type ManagedVault } from '../../../../electron/vault/index.ts';
import { generateKey, redactKey } from '../../../../shared/key-format.ts';
import { CHEAP_KDF, password, World } from '../../providers/augno/support/world.ts';
import { runCommand, type CommandResult } from '../../providers/augno/support/command.ts';
import { forgeExport, forgedPassword, secretLine } from './support/forged-export.ts';

let world: World;
let vault: ManagedVault;
let service: AccountService;
let roleId: string;
beforeEach(async () => {
  world = await World.start();
  // As cheap as the command accepts.
  ({ vault } = await createVault({
    folder: commandVault(),
    name: 'Command',
    password: password(),
    withRecoveryKey: false,
    kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
  }));
  service = world.serviceOn(vault);
  const { id } = await service.connect({
    url: world.sandbox.url,
    name: 'Mine',
    adminKey: world.adminKey('prod'),
  });
  roleId = (await service.listRoles(id)).find(({ name }) => name === 'Admin')!.id;
});
afterEach(async () => {
  await service.close();
  vault.close();
  await world.close();
});

const commandVault = (): string => path.join(world.folder, 'command-vault');
const run = (commandLine: string): Promise<CommandResult> =>
  runCommand(commandVault(), commandLine.split(' '), [password().revealText()]);

/** A key that the account lists and whose secret is not here. */
async function listed(name: string): Promise<{ readonly keyId: string; readonly secret: string }> {
  const made = await world.elsewhere('POST', '/v1/auth/api-keys', { name, role_id: roleId }, 'prod');
  await service.sync(null);
  const keyId = service.listKeys().find((key) => key.name === name)!.id;
  return { keyId, secret: made.body['api_key_secret'] as string };
}

/** Two keys that look the same wherever keys are shown. */
function lookalikes(): readonly [string, string] {
  const seen = new Map<string, string>();
  for (;;) {
    const made = generateKey('prod');
    const other = seen.get(redactKey(made));
    if (other !== undefined) return [other, made];
    seen.set(redactKey(made), made);
  }
}

/** The account lists this key as if it were `secret`. */
function listedAs(keyId: string, secret: string): void {
  vault.transaction((transaction) => {
    const stored = transaction.get(keysCollection, keyId)!;
    transaction.put(keysCollection, keyId, { ...stored, redacted: redactKey(secret) });
  });
}

const stateOf = (keyId: string): { held: boolean; unproven: boolean } => {
  const key = service.listKeys().find(({ id }) => id === keyId)!;
  return { held: key.secretHeld, unproven: key.unproven === true };
};

const inFolder = (name: string): string => path.join(world.folder, name);

async function planned<Result>(
  content: string,
  use: (plan: Awaited<ReturnType<typeof planKeyImport>>) => Result,
): Promise<Result> {
  const file = inFolder('.env');
  writeFileSync(file, content);
  const plan = await planKeyImport(file, vault, service);
  try {
    return use(plan);
  } finally {
    plan.wipe();
  }
}
const entriesOf = (content: string): Promise<readonly ImportEntry[]> =>
  planned(content, ({ entries }) => entries);

describe('what a line would become is said before anything is stored', () => {
  it('unproven, held, another one held, the secret of another key, or several for one key', async () => {
    const [mine, theirs] = lookalikes();
    const fresh = await listed('Fresh');
    const contested = await listed('Contested');
    listedAs(contested.keyId, mine);
    const outcomes = async (content: string): Promise<readonly string[]> =>
      (await entriesOf(content)).map(({ outcome }) => outcome);
    const lines = [
      `A=${fresh.secret}`,
      `B=${mine}`,
      `C=${theirs}`,
      `D=${generateKey('prod')}`,
      `E=${fresh.secret}`,
    ];
    expect(await outcomes(lines.join('\n'))).toEqual([
      'store',
      'several',
      'several',
      'not-listed',
      'repeated',
    ]);

    await planned(`B=${mine}`, (plan) => plan.apply());
    expect(await outcomes(lines.slice(0, 3).join('\n'))).toEqual(['store', 'held', 'other-key']);

    // What is held and was never seen by this vault's own eyes: its public part is not known.
    vault.transaction((transaction) => {
      const stored = transaction.get(keysCollection, contested.keyId)!;
      transaction.put(keysCollection, contested.keyId, { ...stored, publicId: null });
    });
    expect(await outcomes(`C=${theirs}`)).toEqual(['another-held']);
    expect(await planned(`C=${theirs}`, (plan) => plan.apply())).toEqual([]);
    await service.useSecret(contested.keyId, 'reveal', (held) => {
      expect(held.revealText()).toBe(mine);
    });
  });

  it('used on a person’s word for that line, and for no other', async () => {
    const [first, second] = [await listed('First'), await listed('Second')];
    const stored = await planned(`A=${first.secret}\nB=${second.secret}\n`, (plan) =>
      plan.apply(new Set([1, 7])),
    );
    expect(stored).toEqual([first.keyId, second.keyId]);
    expect(stateOf(first.keyId)).toEqual({ held: true, unproven: true });
    expect(stateOf(second.keyId)).toEqual({ held: true, unproven: false });
    await expect(service.useSecret(first.keyId, 'inject', () => null)).rejects.toMatchObject({
      code: 'conflict',
    });
    await service.useSecret(second.keyId, 'inject', () => null);
    const log = vault.auditLog({ limit: 20 }).filter(({ subjectId }) => subjectId === second.keyId);
    expect(log.map(({ detail }) => detail)).toContain('A person confirmed the secret from the file.');
  });

  it('proven where this vault held that very secret before', async () => {
    const { keyId, secret } = await listed('Again');
    const both = `A=${secret}\n`;
    await planned(both, (plan) => plan.apply(new Set([0])));
    vault.transaction((transaction) => {
      transaction.destroySecret(keyId);
    });
    expect(await entriesOf(both)).toMatchObject([{ outcome: 'store', proven: true }]);
    await planned(both, (plan) => plan.apply());
    expect(stateOf(keyId)).toEqual({ held: true, unproven: false });
  });
});

describe('an unproven secret', () => {
  it('goes into no program, template, file, sealed text or clipboard until a person confirms it', async () => {
    const { keyId, secret } = await listed('From a file');
    await planned(`A=${secret}\n`, (plan) => plan.apply());
    const refused = {
      code: 'conflict',
      message: expect.stringContaining('nothing has proved it yet') as string,
    };
    const written = inFolder('written');

    const program = `node -e require("fs").writeFileSync(${JSON.stringify(written)},"x")`;
    const runs = async (source: string): Promise<void> => {
      const { code, err } = await run(`run ${source} -- ${program}`);
      expect({ code, err }).toMatchObject({ code: 125, err: refused.message });
    };
    await runs(`--env SECRET=${keyId}`);
    const template = inFolder('template');
    writeFileSync(template, `SECRET=augno://${keyId}\n`);
    expect((await run(`inject -i ${template} -o ${written}`)).error).toMatchObject(refused);
    await runs(`--env-from ${template}`);
    expect(existsSync(written)).toBe(false);

    const desk = new SharingDesk(vault, service, world.clock.now);
    const there = await World.start();
    try {
      const { vault: theirs, service: their } = await there.open();
      const { publicText } = await new SharingDesk(theirs, their, there.clock.now).identity();
      const { id: adminId } = await desk.addAdmin({ name: 'Ben', publicText, compared: true });
      await expect(desk.seal({ keyId, adminId, note: '' })).rejects.toMatchObject(refused);
    } finally {
      await there.close();
    }

    const places = new PlaceKeeper(vault, world.clock.now);
    const place = inFolder('app.env');
    writeFileSync(place, 'AUGNO_API_KEY=\n');
    await expect(places.previewVariable(keyId, place, 'AUGNO_API_KEY')).rejects.toMatchObject(refused);

    const copying = copyHandlers(
      () => ({ accounts: service }) as OpenParts,
      async (_taking, take) => await take(),
      () => undefined,
    );
    const copy = async (): Promise<unknown> =>
      await copying.handlers['process.secret-for-clipboard']({ keyId });
    await expect(copy()).rejects.toMatchObject(refused);

    const confirmed = await run(`keys confirm ${keyId}`);
    expect(confirmed).toMatchObject({ code: 0, error: null });
    expect(confirmed.out).toContain('Confirmed: the secret of From a file');
    expect(confirmed.out).not.toContain(secret);
    // Another process wrote it.
    await expect.poll(() => stateOf(keyId)).toEqual({ held: true, unproven: false });
    expect(await copy()).toMatchObject({ redacted: redactKey(secret) });
    await places.previewVariable(keyId, place, 'AUGNO_API_KEY');
    expect((await run(`inject -i ${template} -o ${written}`)).code).toBe(0);
  });
});

describe('an import is bounded', () => {
  it('in keys of a file', async () => {
    const line = `A=${generateKey('prod')}\n`;
    await expect(entriesOf(line.repeat(MOST_KEYS + 1))).rejects.toMatchObject({
      code: 'invalid-input',
      message: `In .env stand more than ${String(MOST_KEYS)} keys.`,
    });
    expect(await entriesOf(line.repeat(MOST_KEYS))).toHaveLength(MOST_KEYS);
  });

  it('in entries of an export', async () => {
    const file = await forgeExport(inFolder('large.augnoexport'), [
      secretLine('one', 'x'),
      '\n'.repeat(500_000),
    ]);
    const options = {
      file,
      password: forgedPassword(),
      kdf: CHEAP_KDF,
      dryRun: true,
      parts: importParts,
    };
    await expect(importExport(vault, options)).rejects.toMatchObject({
      message: 'That export has more than 500000 entries.',
    });
  });
});
