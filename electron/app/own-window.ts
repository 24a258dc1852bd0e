/** What main's own small windows have in common: the preload that hands a port over, and walls as strict as the app's. */
import path from 'node:path';
import type { Session, WebPreferences } from 'electron';
import { DISABLED_FEATURES } from './session-hardening.ts';

export const PORT_CHANNEL = 'augno-vault:question';
export const HEIGHT_CHANNEL = 'augno-vault:question-height';

export function ownWindowPreferences(session: Session): WebPreferences {
  return {
    session,
    preload: path.join(__dirname, 'password-preload.js'),
    // SECURITY: as strict as the app's own window; a test asks for the effective form.
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    enableWebSQL: false,
    devTools: false,
    // oxlint-disable-next-line typescript/no-deprecated -- off is meant; what is deprecated is turning it on
    enableDeprecatedPaste: false,
    disableBlinkFeatures: DISABLED_FEATURES,
  };
}
