/**
 * A process of its own that does one operation on a vault and stands still when the n-th answer of the server has come,
 * before anything of it reached the vault; whoever started it then ends it with SIGKILL.
 *
 *     node crash-child.ts FOLDER VERSION ANSWER OPERATION KEY-ID
 */
import { createAccountService } from '../../../../../electron/providers/index.ts';
import { RequestLimiter } from '../../../../../electron/http/request-limiter.ts';
import { openVault } from '../../../../../electron/vault/index.ts';
import { CHEAP_KDF, password } from './world.ts';

const [folder, version, answerText, operation, keyId] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
];
let left = Number(answerText);

const vault = await openVault({
  folder,
  actor: 'command',
  kdf: CHEAP_KDF,
  pollIntervalMs: 0,
  credential: { kind: 'password', password: password() },
});
const service = createAccountService(
  {
    vault,
    userAgent: 'AugnoVault/0.0.0 (test)',
    actor: 'command',
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      left -= 1;
      if (left !== 0) return response;
      process.stdout.write('answered\n');
      // Keeps the process alive, and this request unanswered, until it is killed.
      setInterval(() => undefined, 1000);
      return new Promise<never>(() => undefined);
    },
  },
  { limiter: new RequestLimiter(1_000_000), preferredVersion: version as '1.0.forge-preview.1' },
);
const connection = service.listConnections()[0]!;
const reason = { kind: 'policy', text: '' } as const;
switch (operation) {
  case 'create': {
    const role = (await service.listRoles(connection.id)).find(({ name }) => name === 'Admin')!;
    await service.createKey({ connectionId: connection.id, name: 'crash', roleId: role.id, expiresAt: null });
    break;
  }
  case 'rotate':
  case 'overlap':
    await service.rotateKey({
      keyId: keyId === 'connection' ? connection.adminKeyId! : keyId,
      overlapSeconds: operation === 'overlap' ? 3600 : 0,
      reason,
      confirmation: null,
    });
    break;
  case 'revoke':
    await service.revokeKey({ keyId, reason, confirmation: null });
    break;
  default:
    throw new Error(operation);
}
process.stdout.write('finished\n');
await service.close();
vault.close();
