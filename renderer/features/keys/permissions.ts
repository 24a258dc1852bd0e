/** `<domain>:<action>` as a person reads it: by domain. */
export interface PermissionGroup {
  readonly domain: string;
  readonly actions: readonly string[];
}

export function groupPermissions(permissions: readonly string[]): readonly PermissionGroup[] {
  const groups = new Map<string, Set<string>>();
  for (const permission of permissions) {
    const colon = permission.lastIndexOf(':');
    const domain = colon < 0 ? permission : permission.slice(0, colon);
    const actions = groups.get(domain) ?? new Set<string>();
    if (colon >= 0) actions.add(permission.slice(colon + 1));
    groups.set(domain, actions);
  }
  return [...groups]
    .map(([domain, actions]) => ({ domain: domain.replaceAll('_', ' '), actions: [...actions].toSorted() }))
    .toSorted((left, right) => left.domain.localeCompare(right.domain));
}
