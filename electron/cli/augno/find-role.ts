/** The role that a person means. */
import type { Role } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

/** By id, else by name, exact and then ignoring case. */
export function findRole(roles: readonly Role[], text: string): Role {
  const wanted = text.trim();
  const byId = roles.find((role) => role.id === wanted);
  if (byId !== undefined) return byId;
  const exact = roles.filter((role) => role.name === wanted);
  const found =
    exact.length > 0 ? exact : roles.filter((role) => role.name.toLowerCase() === wanted.toLowerCase());
  if (found.length === 1) return certain(found[0]);
  if (found.length > 1) {
    throw new AppError({
      code: 'ambiguous',
      message: say('command.wanted-could-be-length-roles', {
        wanted: terminalLine(wanted),
        length: found.length,
      }),
      hint: say('command.name-one-by-its-id-found-nothing', { found: found.map(({ id }) => id).join(', ') }),
      field: 'roleId',
    });
  }
  throw new AppError({
    code: 'not-found',
    message: say('command.there-is-no-role-wanted', { wanted: terminalLine(wanted) }),
    hint: say('command.there-are-roles-nothing-was-created', {
      roles: roles.map(({ name }) => terminalLine(name)).join(', '),
    }),
    field: 'roleId',
  });
}
