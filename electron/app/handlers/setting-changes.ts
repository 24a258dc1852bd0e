import type { Settings } from '../../../shared/ipc-contract.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

type Changes = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };

/** What has no word of its own (an address, a number) is shown as it stands. */
function valueOf(value: Settings[keyof Settings]): Said | string {
  if (value === null || value === '') return say('setting.none');
  if (typeof value === 'boolean') return value ? say('setting.on') : say('setting.off');
  switch (value) {
    case 'off':
      return say('setting.off');
    case 'system':
    case 'light':
    case 'dark':
    case 'en':
    case 'de':
    case 'named':
    case 'unnamed':
    case 'none':
      return say(`setting.is-${value}`);
    default:
      if (typeof value !== 'object') return String(value);
      return 'from' in value ? `${value.from}–${value.until}` : value.join(', ');
  }
}

/** For the audit log: `Lock after minutes: 5 → 10`; null where nothing is different. */
export function describeSettingChanges(before: Settings, changes: Changes): readonly Said[] | null {
  const parts = (Object.keys(changes) as (keyof Settings)[]).flatMap((name): readonly Said[] => {
    const to = changes[name];
    if (to === undefined || JSON.stringify(before[name]) === JSON.stringify(to)) return [];
    return [
      say('setting.changed', {
        setting: say(`setting.${name}`),
        from: valueOf(before[name]),
        to: valueOf(to),
      }),
    ];
  });
  return parts.length === 0 ? null : parts;
}
