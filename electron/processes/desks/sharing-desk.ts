/** This vault's own pair of sharing keys, the admins it knows, and what goes to them and comes from them. */
import { isSameRedacted } from '../../../shared/key-format.ts';
import { secretIdOfEither } from '../../keys/lifecycle/spelling.ts';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { parseKey } from '../../../shared/key-format.ts';
import type { KnownAdmin, OpenedSecret, SharingIdentity } from '../../../shared/ipc/flow-channels.ts';
import type { KeyTie } from '../../../shared/ipc/people-channels.ts';
import { connectionsCollection, keysCollection } from '../../keys/registry/records.ts';
import type { AccountService } from '../../keys/types.ts';
import {
  decodePublicText,
  fingerprintOfPublicKey,
  generateKeyPair,
  openText,
  publicKeyOf,
  publicTextOf,
  readPublicText,
  recipientOf,
  sealText,
  type KeyPair,
  type SealedContent,
} from '../../sharing/index.ts';
import { defineCollection } from '../../vault/index.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault } from '../../vault/types.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

/** Under this id the vault keeps the private half. */
export const IDENTITY = 'sharing-identity';

export const adminsCollection = defineCollection(
  'known-admins',
  z.object({ name: z.string(), publicText: z.string(), compared: z.boolean(), addedAt: z.string() }),
);

/** Who was sent which key, so that it can be taken from them again. */
export const passedOnCollection = defineCollection(
  'passed-on',
  z.object({ keyId: z.string(), name: z.string(), at: z.string() }),
);

export class SharingDesk {
  readonly #vault: Vault;
  readonly #accounts: AccountService;
  readonly #now: () => Date;

  constructor(vault: Vault, accounts: AccountService, now: () => Date = () => new Date()) {
    this.#vault = vault;
    this.#accounts = accounts;
    this.#now = now;
  }

  async identity(): Promise<SharingIdentity> {
    return this.#withPair(({ publicKey }) => ({
      publicText: publicTextOf(publicKey),
      fingerprint: fingerprintOfPublicKey(publicKey),
    }));
  }

  admins(): readonly KnownAdmin[] {
    return this.#vault
      .list(adminsCollection)
      .map(({ id, value }) => ({
        id,
        name: value.name,
        publicText: value.publicText,
        fingerprint: fingerprintOfPublicKey(decodePublicText(value.publicText)),
        compared: value.compared,
      }))
      .sort((left, right) => left.name.localeCompare(right.name));
  }

  async addAdmin(input: { name: string; publicText: string; compared: boolean }): Promise<KnownAdmin> {
    const publicText = publicTextOf(readPublicText(input.publicText));
    if (publicText === (await this.identity()).publicText) {
      throw new AppError({
        code: 'conflict',
        message: say('process.this-is-the-public-key-of-this'),
        hint: say('process.paste-the-one-from-the-other-admins'),
        field: 'publicText',
      });
    }
    const known = this.admins().find((admin) => admin.publicText === publicText);
    const id = known?.id ?? randomUUID();
    this.#vault.transaction((transaction) => {
      transaction.put(adminsCollection, id, {
        name: input.name.trim(),
        publicText,
        compared: input.compared,
        addedAt: this.#now().toISOString(),
      });
      transaction.audit({
        action: 'admin-added',
        subjectId: id,
        subjectName: input.name.trim(),
        detail: input.compared
          ? say('process.fingerprint-compared')
          : say('process.fingerprint-not-compared'),
      });
    });
    return certain(this.admins().find((admin) => admin.id === id));
  }

  removeAdmin(id: string): void {
    this.#vault.transaction((transaction) => {
      const admin = transaction.get(adminsCollection, id);
      if (admin === undefined) return;
      transaction.delete(adminsCollection, id);
      transaction.audit({ action: 'admin-removed', subjectId: id, subjectName: admin.name });
    });
  }

  async seal(input: { keyId: string; adminId: string; note: string }): Promise<{ text: string }> {
    const admin = this.admins().find(({ id }) => id === input.adminId);
    const record = this.#vault.get(keysCollection, input.keyId);
    const connection =
      record === undefined ? undefined : this.#vault.get(connectionsCollection, record.connectionId);
    if (admin === undefined || record === undefined || connection === undefined) {
      throw new AppError({
        code: 'not-found',
        message: say('process.this-key-or-this-admin-is-not'),
        hint: say('process.nothing-was-sealed-look-at-the-list'),
      });
    }
    const recipient = recipientOf(admin.publicText);
    return this.#withPair((pair) =>
      this.#accounts.useSecret(input.keyId, 'inject', (secret) => {
        this.#vault.transaction((transaction) => {
          transaction.put(passedOnCollection, `${input.keyId}/${admin.id}`, {
            keyId: input.keyId,
            name: admin.name,
            at: this.#now().toISOString(),
          });
          transaction.audit({
            action: 'secret-sealed',
            subjectId: input.keyId,
            subjectName: record.alias ?? record.apiName,
            detail: say(admin.compared ? 'process.passed-on' : 'process.passed-on-not-compared', {
              name: admin.name,
              fingerprint: admin.fingerprint,
            }),
          });
        });
        const content: SealedContent = {
          brand: connection.brand,
          mode: record.mode,
          keyId: input.keyId,
          name: record.apiName,
          redacted: record.redacted,
          account: connection.accountName ?? connection.name,
          origin: connection.origin,
          sealedAt: this.#now().toISOString(),
          note: input.note,
          // SECURITY: a string because JSON is made of it; it dies with this process.
          secret: secret.revealText(),
        };
        return { text: sealText(content, pair, recipient) };
      }),
    );
  }

  /** To whom keys that are still here were sealed. */
  ties(): readonly KeyTie[] {
    return this.#vault
      .list(passedOnCollection)
      .filter(({ value }) => this.#vault.get(keysCollection, value.keyId) !== undefined)
      .map(({ value }): KeyTie => ({ ...value, handle: null, kind: 'passed-on' }));
  }

  /** Stores the secret with its key where the registry has it; else only says what it is. */
  async open(text: string): Promise<OpenedSecret> {
    const { content, sender } = await this.#withPair((pair) => openText(text, pair));
    const parsed = parseKey(content.secret);
    if (
      !parsed.ok ||
      !isSameRedacted(parsed.key.redacted, content.redacted) ||
      parsed.key.mode !== content.mode
    ) {
      throw new AppError({
        code: 'invalid-input',
        message: say('process.what-was-sealed-is-not-the-key'),
        hint: say('process.ask-the-sender-to-seal-it-again'),
        field: 'text',
      });
    }
    const known = this.#vault.get(keysCollection, content.keyId);
    const matches =
      known !== undefined && isSameRedacted(known.redacted, content.redacted) && known.mode === content.mode;
    // SECURITY: a sealed text is from somebody else; what is held here is never replaced by it.
    const isHeld = matches && this.#vault.hasSecret(content.keyId);
    const senderText = publicTextOf(sender);
    const admin = this.admins().find(({ publicText }) => publicText === senderText);
    let isSame = matches;
    if (matches) {
      const secret = SecretBytes.fromText(content.secret);
      try {
        // Whose fingerprint was compared is known; everybody else's word is a proposal.
        if (isHeld) {
          isSame = secretIdOfEither(this.#vault, secret) === content.keyId;
        } else {
          this.#accounts.addSecret(content.keyId, secret, admin?.compared === true ? 'person' : 'file');
        }
      } finally {
        secret.wipe();
      }
    }
    return {
      name: content.name,
      redacted: content.redacted,
      mode: content.mode,
      account: content.account,
      sealedAt: content.sealedAt,
      note: content.note,
      sender: {
        name: admin?.name ?? null,
        fingerprint: fingerprintOfPublicKey(sender),
        compared: admin?.compared ?? false,
      },
      keyId: isSame ? content.keyId : null,
    };
  }

  async #withPair<Result>(use: (pair: KeyPair) => Result | Promise<Result>): Promise<Result> {
    if (!this.#vault.hasSecret(IDENTITY)) this.#makePair();
    return this.#vault.withSecret(IDENTITY, (secret) => {
      const privateKey = secret.bytes();
      return use({ privateKey, publicKey: publicKeyOf(privateKey) });
    });
  }

  #makePair(): void {
    const { privateKey } = generateKeyPair();
    const secret = SecretBytes.adopt(privateKey);
    try {
      this.#vault.transaction((transaction) => {
        // Another process may have been quicker.
        if (!transaction.hasSecret(IDENTITY)) transaction.putSecret(IDENTITY, secret);
      });
    } finally {
      secret.wipe();
    }
  }
}
