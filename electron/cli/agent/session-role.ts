/** The role of a key that is made for one session: never more than the key has that the session was asked for with. */
import type { KeySummary, Role } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { say } from '../../../shared/messages/say.ts';
import { summarizeRole } from '../../keys/registry/connection-summaries.ts';
import { rolesCollection } from '../../keys/registry/records.ts';
import type { VaultReader } from '../../vault/types.ts';
import { findRole } from '../augno/find-role.ts';

/** As they were read last: before a person has said anything, nothing is sent. */
export function rolesKnown(vault: VaultReader, connectionId: string): readonly Role[] {
  return vault
    .list(rolesCollection)
    .filter(({ value }) => value.connectionId === connectionId)
    .map(({ value }) => summarizeRole(value));
}

/**
 * @param wanted an id or a name
 * @throws AppError `not-found`, `ambiguous`; `invalid-input` where it may more than the key, or that is not known
 */
export function narrowerRole(key: KeySummary, roles: readonly Role[], wanted: string): Role {
  const role = findRole(roles, wanted);
  const own = roles.find(({ id }) => id === key.roleId);
  // SECURITY: an administrator's may all, keys of others included; what is not known could be that too.
  const isNarrow =
    role.type !== 'admin' &&
    role.permissions !== null &&
    (key.roleType === 'admin' || role.permissions.every((each) => own?.permissions?.includes(each) === true));
  if (isNarrow) return role;
  throw new AppError({
    code: 'invalid-input',
    message: say('agent.role-not-narrow', { role: terminalLine(role.name), key: terminalLine(key.name) }),
    hint: say('agent.role-not-narrow-hint'),
    field: 'roleId',
  });
}
