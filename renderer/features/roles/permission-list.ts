/** A role's permissions by area, and what of them a key was seen to use. Pure, so that it can be tested. */
import type { Role } from '../../../shared/domain.ts';
import type {
  KeyUsageReport,
  PermissionFinding,
  PermissionGroup,
} from '../../../shared/ipc/guide-channels.ts';
import { PERMISSION_ACTIONS } from '../../../shared/permissions.ts';
import type { MessageId } from '../../lib/messages/en.ts';

type Action = (typeof PERMISSION_ACTIONS)[number];

interface HeldArea {
  readonly code: string;
  readonly name: string;
  readonly domains: readonly {
    readonly code: string;
    readonly name: string;
    readonly actions: readonly Action[];
    /** Of a newer server: actions that are not known here. */
    readonly others: readonly string[];
  }[];
}

/** @param groups with an area for every permission that is held (see `allGroups`) */
export function heldAreas(
  groups: readonly PermissionGroup[],
  permissions: readonly string[],
): readonly HeldArea[] {
  const held = new Map<string, string[]>();
  for (const permission of permissions) {
    const [domain = '', action = ''] = permission.split(':');
    held.set(domain, [...(held.get(domain) ?? []), action]);
  }
  return groups.flatMap(({ code, name, domains }) => {
    const shown = domains.flatMap((domain) => {
      const actions = held.get(domain.code) ?? [];
      if (actions.length === 0) return [];
      const known = PERMISSION_ACTIONS.filter((action) => actions.includes(action));
      const others = actions.filter((action) => !known.some((one) => one === action));
      return [{ code: domain.code, name: domain.name, actions: known, others }];
    });
    return shown.length === 0 ? [] : [{ code, name, domains: shown }];
  });
}

/** `isWhole`: the logs were read whole, as far as they go back. */
export type HeldAndUsed =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'admin'; readonly needsAdmin: boolean; readonly isWhole: boolean }
  | {
      readonly kind: 'listed';
      readonly held: number;
      /** Held, and no logged request needed it. */
      readonly unused: number;
      /** Held, and no log can tell whether it is used. */
      readonly untold: number;
      readonly isWhole: boolean;
    };

/** An admin's list says nothing: it passes every check. Where the server gives no list, nothing is held against anything. */
export function heldAndUsed(
  { permissions, needsAdmin, complete, unread }: KeyUsageReport,
  role: Pick<Role, 'type' | 'permissions'>,
): HeldAndUsed {
  const isWhole = complete && unread.count === 0;
  if (role.type === 'admin') return { kind: 'admin', needsAdmin, isWhole };
  if (role.permissions === null) return { kind: 'unknown' };
  const held = permissions.filter((finding) => finding.held === true);
  const count = (...states: readonly PermissionFinding['state'][]): number =>
    held.filter(({ state }) => states.includes(state)).length;
  return {
    kind: 'listed',
    held: held.length,
    unused: count('unseen'),
    untold: count('unknown', 'asked'),
    isWhole,
  };
}

/** What is said of it; a sentence each. */
export function sentencesOfUse(use: HeldAndUsed): readonly UseSentence[] {
  switch (use.kind) {
    case 'unknown':
      return [{ id: 'roles.use-unknown' }];
    case 'admin':
      if (use.needsAdmin) return [{ id: 'roles.use-needs-admin' }];
      return [{ id: use.isWhole ? 'roles.use-no-admin' : 'roles.use-no-admin-seen' }];
    case 'listed': {
      const { held, unused, untold, isWhole } = use;
      if (held === 0) return [{ id: 'roles.use-nothing' }];
      const rest = untold === 0 ? [] : [{ id: 'roles.use-untold' as const, values: { count: untold } }];
      if (unused === 0) return [{ id: untold === 0 ? 'roles.use-all' : 'roles.use-all-told' }, ...rest];
      return [
        { id: isWhole ? 'roles.unused' : 'roles.unused-at-most', values: { count: unused, held } },
        ...rest,
      ];
    }
  }
}

export interface UseSentence {
  readonly id: Extract<MessageId, `roles.use-${string}` | `roles.unused${string}`>;
  readonly values?: Readonly<Record<string, number>>;
}
