import type { QuickWords } from '../../../../shared/quick-access.ts';

export const quickGerman: QuickWords = {
  language: 'de',
  title: 'Schnellzugriff',
  search: 'Geheimnis kopieren von …',
  keys: 'Schlüssel',
  none: 'Kein Schlüssel hat diese Wörter in Name, Konto oder Kennung.',
  noneHeld: 'In diesem Tresor liegt noch kein Geheimnis.',
  more: '{count} weitere: Tippen Sie weiter, um sie zu finden.',
  hint: 'Enter kopiert und schließt · Esc schließt',
  production: 'PROD',
  copying: 'Wird kopiert …',
  password: 'Hauptpasswort',
  locked: 'Der Tresor ist gesperrt.',
  empty: 'Geben Sie Ihr Hauptpasswort ein.',
  unlock: 'Entsperren',
  checking: 'Wird geprüft …',
  goesOn: 'Der Tresor öffnet sich auch, wenn dieses Fenster schließt.',
  waiting: 'Der nächste Versuch ist in {seconds} s möglich.',
};

export const endedGerman = { revoked: 'widerrufen', expired: 'abgelaufen', replaced: 'ersetzt' } as const;
