import type { Settings } from '../../../shared/ipc-contract.ts';

type Changes = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };

/** For the audit log: `autoLockMinutes: 5 → 10`; null where nothing is different. */
export function describeSettingChanges(before: Settings, changes: Changes): string | null {
  const parts = (Object.keys(changes) as (keyof Settings)[]).flatMap((name) => {
    const from = JSON.stringify(before[name]);
    const to = JSON.stringify(changes[name]);
    return changes[name] === undefined || from === to ? [] : [`${name}: ${from} → ${to}`];
  });
  return parts.length === 0 ? null : parts.join(', ');
}
