import type { MainMessages } from '../messages.ts';

const inDays = (days: number): string => {
  if (days < 0) return days === -1 ? 'gestern' : `vor ${-days} Tagen`;
  if (days === 0) return 'heute';
  return days === 1 ? 'morgen' : `in ${days} Tagen`;
};
const since = (days: number): string => {
  if (days === 0) return 'seit heute';
  return days === -1 ? 'seit gestern' : `seit ${-days} Tagen`;
};
const from = (days: number): string => {
  if (days === 0) return 'ab heute';
  return days === 1 ? 'ab morgen' : inDays(days);
};
const mode = (value: 'prod' | 'test'): string =>
  value === 'prod' ? 'Produktivschlüssel' : 'Sandbox-Schlüssel';

export const de: MainMessages = {
  'tray.locked': 'Augno Vault: gesperrt',
  'tray.fine': 'Augno Vault: nichts zu tun',
  'tray.attention': 'Augno Vault: Sie werden gebraucht',
  'tray.open': 'Augno Vault öffnen',
  'tray.due': (count) => (count === 0 ? 'Nichts ist fällig' : `Was fällig ist (${count})`),
  'tray.due-entry': (name, days) => `${name}: ${inDays(days)}`,
  'tray.review': 'Zugriffsprüfung',
  'tray.more': (count) => `${count} weitere…`,
  'tray.remind-tomorrow': 'Morgen wieder erinnern',
  'tray.scan': 'Jetzt suchen…',
  'tray.lock': 'Jetzt sperren',
  'tray.quit': 'Beenden',

  'notice.expiry': (name, days, over) =>
    over ? `${name} ist ${inDays(days)} abgelaufen` : `${name} läuft ${inDays(days)} ab`,
  'notice.revocation': (name, days, over) =>
    over ? `${name} gilt ${since(days)} nicht mehr` : `${name} gilt ${from(days)} nicht mehr`,
  'notice.rotation-due': (name, days, over) =>
    over && days < 0
      ? `${name} hätte ${inDays(days)} erneuert werden sollen`
      : `${name} ist ${inDays(days)} zu erneuern`,
  'notice.expiry-body': (value, redacted, over) =>
    over
      ? `${mode(value)} ${redacted}. Anfragen damit werden jetzt abgelehnt.`
      : `${mode(value)} ${redacted}. Erneuern Sie ihn vorher, damit nichts stehen bleibt.`,
  'notice.rotation-due-body': (value, redacted) =>
    `${mode(value)} ${redacted}. Seine Richtlinie verlangt einen neuen Schlüssel; dieser gilt weiter.`,
  'notice.review-due': (days) =>
    days < 0
      ? `Die Zugriffsprüfung war ${inDays(days)} fällig`
      : `Eine Zugriffsprüfung ist ${inDays(days)} fällig`,
  'notice.review-due-body':
    'Gehen Sie die Schlüssel durch und entscheiden Sie über jeden: behalten, erneuern, einschränken oder widerrufen.',
  'notice.unnamed': 'Bald wartet etwas auf Sie',
  'notice.unnamed-body': 'Entsperren Sie Augno Vault, um zu sehen, was.',
  'notice.leak': (name, count) =>
    count === 1 ? `${name} wurde in einer Datei gefunden` : `${name} wurde an ${count} Stellen gefunden`,
  'notice.leak-body': (redacted) =>
    `${redacted} liegt, wo andere ihn lesen könnten. Unter Funde steht, wo; erneuern Sie ihn.`,
  'notice.appeared': (name) => `${name} wurde anderswo erstellt`,
  'notice.appeared-body': (redacted) =>
    `${redacted} entstand nicht in diesem Tresor. Wenn ihn niemand angelegt hat, den Sie kennen: widerrufen Sie ihn.`,
  'notice.revoked-elsewhere': (name) => `${name} wurde anderswo widerrufen`,
  'notice.revoked-elsewhere-body': (redacted) => `${redacted}. Anfragen damit werden von da an abgelehnt.`,
  'notice.digest': (count) => `${count} Dinge warten auf Sie`,
  'notice.digest-more': (count) => `und ${count} weitere`,
  'notice.snooze': 'Morgen wieder erinnern',
  'notice.locks-soon': 'Augno Vault sperrt bald',
  'notice.locks-soon-body': (seconds) =>
    `Sie waren untätig. Der Tresor sperrt in ${seconds} Sekunden, wenn Sie nicht weitermachen. Entwürfe bleiben erhalten.`,

  'clipboard.only-focused':
    'Unter Wayland lässt sich die Zwischenablage nur leeren, während dieses Fenster den Fokus hat.',
};
