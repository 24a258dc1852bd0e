/** What is said below settings of locking, by what the system can and does. */
import type { AppState } from '../../../shared/ipc-contract.ts';
import type { DesktopAbilities } from '../../../shared/ipc/desktop-channels.ts';
import type { MessageId } from '../../lib/messages/en.ts';

type Platform = AppState['platform'] | undefined;

export function clipboardHints(platform: Platform, abilities: DesktopAbilities | null): readonly MessageId[] {
  const hints: MessageId[] = ['settings.clipboard-hint'];
  if (abilities?.clipboard.clearsOnlyFocused === true) hints.push('locking.clipboard-focus');
  if (abilities !== null)
    hints.push(abilities.clipboard.marked ? 'locking.clipboard-marked' : 'locking.clipboard-unmarked');
  // No mark stops it.
  if (platform === 'darwin') hints.push('locking.clipboard-universal');
  return hints;
}

export function quickUnlockHints(platform: Platform): readonly MessageId[] {
  // The system's own question names an item that nobody has heard of.
  return platform === 'darwin'
    ? ['settings.quick-unlock-hint', 'locking.keychain-asks']
    : ['settings.quick-unlock-hint'];
}
