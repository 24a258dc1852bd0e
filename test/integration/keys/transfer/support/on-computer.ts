import { createAccountService } from '../../../../../electron/providers/index.ts';
import type { AccountService } from '../../../../../electron/keys/types.ts';
import type { ManagedVault } from '../../../../../electron/vault/index.ts';

/** The accounts of a vault, as that computer has them. */
export function accountsOn(vault: ManagedVault, computer: string): AccountService {
  return createAccountService({
    vault,
    fetch: (input: string, init: RequestInit) => fetch(input, init),
    userAgent: 'test',
    actor: 'app',
    computer,
  });
}
