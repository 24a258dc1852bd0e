/** The channels of the IPC contract that the open vault answers, as plain functions over the account service. */
import { AppError } from '../../shared/errors.ts';
import type { AccountService } from '../augno/types.ts';
import type { FindingsStore } from '../augno/findings/index.ts';
import { SecretBytes } from '../vault/secret-bytes.ts';
import type { ManagedVault } from '../vault/managed-vault.ts';
import type { VaultChannel, VaultProcessMethods } from './protocol.ts';
import type { MethodHandlers } from './rpc.ts';

export interface OpenParts {
  readonly vault: ManagedVault;
  readonly accounts: AccountService;
  readonly findings: FindingsStore;
}

/** Lends a secret that came as text and wipes it, whatever happens. */
async function lending<Result>(
  text: string,
  use: (secret: SecretBytes) => Result | Promise<Result>,
): Promise<Result> {
  const secret = SecretBytes.fromText(text);
  try {
    return await use(secret);
  } finally {
    secret.wipe();
  }
}

export function channelHandlers(
  open: () => OpenParts,
): Pick<MethodHandlers<VaultProcessMethods>, VaultChannel> {
  const accounts = (): AccountService => open().accounts;
  return {
    'vault.confirm-recovery-key': ({ recoveryKey }) =>
      lending(recoveryKey, (secret) => ({ matches: open().vault.confirmRecoveryKey(secret) })),
    'vault.change-password': ({ oldPassword, newPassword }) =>
      lending(oldPassword, (before) =>
        lending(newPassword, async (after) => {
          await open().vault.changePassword(before, after);
          return undefined;
        }),
      ),
    'vault.verify': () => {
      const { sound, problems } = open().vault.verify();
      return { sound, problems: [...problems] };
    },
    'audit.list': ({ limit, before, subjectId }) => ({
      entries: [...open().vault.auditLog({ limit, before, subjectId })],
    }),

    'connections.list': () => ({ connections: [...accounts().listConnections()] }),
    'connections.connect': ({ url, name, adminKey }) =>
      lending(adminKey, (secret) => accounts().connect({ url, name, adminKey: secret })),
    'connections.repair': ({ connectionId, adminKey }) =>
      lending(adminKey, (secret) => accounts().repairConnection(connectionId, secret)),
    'connections.rename': ({ connectionId, name }) => accounts().renameConnection(connectionId, name),
    'connections.remove': ({ connectionId }) => {
      accounts().removeConnection(connectionId);
      return undefined;
    },
    'connections.sync': async ({ connectionId }) => ({
      connections: [...(await accounts().sync(connectionId))],
    }),
    'roles.list': async ({ connectionId }) => ({ roles: [...(await accounts().listRoles(connectionId))] }),

    'keys.list': () => ({ keys: [...accounts().listKeys()] }),
    'keys.detail': ({ keyId }) => accounts().keyDetail(keyId),
    'keys.create': (input) => accounts().createKey(input),
    'keys.rotate': (input) => accounts().rotateKey(input),
    'keys.revoke': (input) => accounts().revokeKey(input),
    'keys.delete': ({ keyId }) => {
      accounts().deleteKey(keyId);
      return undefined;
    },
    'keys.test': ({ keyId }) => accounts().testKey(keyId),
    'keys.edit': (input) => accounts().editKey(input),
    'keys.add-secret': ({ keyId, secret }) => lending(secret, (bytes) => accounts().addSecret(keyId, bytes)),
    'keys.resolve-interrupted': async ({ keyId, decision }) => ({
      created: await accounts().resolveIntent(keyId, decision),
    }),
    'keys.reveal-secret': ({ keyId }) =>
      // SECURITY: the only string made of a secret for the renderer, at the user's own request.
      accounts().useSecret(keyId, 'reveal', (secret) => ({ secret: secret.revealText() })),
    'keys.requests': async ({ keyId }) => {
      const { requests, more } = await accounts().keyRequests(keyId);
      return { requests: [...requests], more };
    },
    'rotations.check-old-key': ({ rotationId }) => accounts().checkOldKey(rotationId),
    'rotations.tick-place': ({ rotationId, placeId, done }) =>
      accounts().tickPlace(rotationId, placeId, done),
    'rotations.list': () => ({ rotations: [...accounts().listRotations()] }),

    'findings.list': () => ({ findings: [...open().findings.listFindings()] }),
    'findings.ignore': (input) => open().findings.ignoreFinding(input),
    'findings.reopen': ({ findingId }) => open().findings.reopenFinding(findingId),
  };
}

export function notOpen(): AppError {
  return new AppError({
    code: 'vault-locked',
    message: 'The vault is locked.',
    hint: 'Unlock it and try again.',
  });
}
