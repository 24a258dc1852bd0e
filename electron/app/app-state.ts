import type { AppState } from '../../shared/ipc-contract.ts';
import type { BuildInfo } from './build-info.ts';
import type { Profile } from './settings.ts';
import type { TrayService } from './tray-service.ts';
import type { VaultStatus } from './vault-status.ts';
import { thisPlatform } from '../platform/this-platform.ts';

/** What the window is told of the app: nothing of what the vault holds. */
export function appState(parts: {
  readonly status: VaultStatus;
  readonly profile: Profile;
  readonly vaultFolder: string;
  readonly build: BuildInfo;
  readonly tray: TrayService;
  readonly keychainUsable: boolean;
  readonly lockedBecause: AppState['lockedBecause'];
}): AppState {
  const { status, profile, vaultFolder, build, tray, keychainUsable } = parts;
  return {
    phase: status.phase,
    vaultName: status.name,
    vaultPath: vaultFolder,
    lastOpenedAt: profile.lastOpenedAt,
    nextTryAt: status.nextTryAt,
    vaultProblem: status.problem,
    version: build.version,
    platform: thisPlatform as AppState['platform'],
    development: build.development,
    hasTray: tray.exists,
    quickUnlock: keychainUsable ? (profile.quickUnlock ? 'on' : 'off') : 'unavailable',
    rollbackWarning: status.rollbackWarning,
    vaultNotes: [...status.notes],
    writeAccess: status.writeAccess,
    lockProblem: status.lockProblem,
    lockedBecause: parts.lockedBecause,
    settings: profile.settings,
  };
}
