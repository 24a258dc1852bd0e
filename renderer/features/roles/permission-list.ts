/** A role's permissions by area, and what of them a key was seen to use. Pure, so that it can be tested. */
import type { KeyUsageReport, PermissionGroup } from '../../../shared/ipc/guide-channels.ts';
import { PERMISSION_ACTIONS } from '../../../shared/permissions.ts';

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

export interface HeldAndUsed {
  readonly held: number;
  /** Held, and no logged request needed it. */
  readonly unused: number;
  /** The logs were read whole, as far as they go back. */
  readonly isWhole: boolean;
}

export function heldAndUsed({ permissions, complete, unread }: KeyUsageReport): HeldAndUsed {
  const held = permissions.filter((finding) => finding.held === true);
  return {
    held: held.length,
    unused: held.filter(({ state }) => state === 'unseen').length,
    isWhole: complete && unread.count === 0,
  };
}
