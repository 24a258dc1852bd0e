import type { Settings } from '../../shared/ipc-contract.ts';

export interface SettingsSectionProps {
  readonly settings: Settings;
  readonly update: (changes: Partial<Settings>) => void;
}
