/** Each question of main's password window once: a kind that is not here does not compile. What others named is as long as it gets. */
import type { StepUpAction } from '../../../electron/processes/step-up/action.ts';

/** The longest name that a form or a server is let give, without a blank to break it at. */
const LONGEST_NAME = 'Lagerverwaltungsschnittstellenzugangsschluessel'.repeat(3).slice(0, 120);
const address = `https://${'warenwirtschaft-'.repeat(3)}intern.beispiel-hersteller.example.com:8443`;
const file = `/home/ann/${'Ablage der Sicherungen/'.repeat(4)}${LONGEST_NAME}.augnobackup`;

const QUESTIONS: { readonly [Kind in StepUpAction['kind']]: Extract<StepUpAction, { kind: Kind }> } = {
  backup: { kind: 'backup', file },
  export: { kind: 'export', file },
  'change-password': { kind: 'change-password' },
  'new-recovery-key': { kind: 'new-recovery-key' },
  'confirm-recovery-key': { kind: 'confirm-recovery-key', isNew: false },
  drill: { kind: 'drill', backup: file, withPassword: true },
  'open-export': { kind: 'open-export', file },
  'remove-recovery-key': { kind: 'remove-recovery-key' },
  'rotate-vault-key': { kind: 'rotate-vault-key', keepOldBackups: true },
  'quick-unlock': { kind: 'quick-unlock' },
  restore: { kind: 'restore', file, folder: '/home/ann/.local/share/augno-vault' },
  connect: { kind: 'connect', name: LONGEST_NAME, address, service: 'OpenMRP', key: 'omrp_sk_prod_****UCZu' },
  'move-account': { kind: 'move-account', name: LONGEST_NAME, from: 'https://api.augno.com', to: address },
  'add-service': { kind: 'add-service', name: LONGEST_NAME, address: `${address}/v1/models` },
  'change-address': { kind: 'change-address', name: LONGEST_NAME, from: address, to: 'http://10.0.0.4:8080' },
  'remove-connection': { kind: 'remove-connection', name: LONGEST_NAME, secrets: 12_000 },
  'open-copy': { kind: 'open-copy', file, dryRun: false },
  'choose-value': {
    kind: 'choose-value',
    name: LONGEST_NAME,
    field: 'Adresse',
    keep: address,
    give: ['https://api.augno.com', null],
  },
  'another-secret': { kind: 'another-secret', name: LONGEST_NAME, use: 'seal' },
  'unlogged-secret': { kind: 'unlogged-secret', name: LONGEST_NAME, use: 'pass-on' },
};

export const EVERY_QUESTION: readonly StepUpAction[] = Object.values(QUESTIONS);
