import type { firstRun as english } from '../en/first-run.ts';

export const firstRun: Readonly<Record<keyof typeof english, string>> = {
  'first-run.steps': 'Schritte',
  'first-run.step-vault': 'Tresor anlegen',
  'first-run.step-connect': 'Konto verbinden',
  'first-run.step-scan': 'Erste Suche',
  'first-run.vault-title': 'Legen Sie Ihren Tresor an',
  'first-run.vault-text':
    'Ihre API-Schlüssel liegen verschlüsselt auf diesem Computer. Nur Ihr Hauptpasswort öffnet sie.',
  'first-run.vault-name': 'Name des Tresors',
  'first-run.vault-name-default': 'Mein Tresor',
  'first-run.name-empty': 'Geben Sie einen Namen ein.',
  'first-run.password': 'Hauptpasswort',
  'first-run.password-again': 'Hauptpasswort, noch einmal',
  'first-run.password-hint': 'Einige Wörter ohne Zusammenhang sind leicht zu merken und schwer zu erraten.',
  'first-run.password-short': 'Nehmen Sie mindestens {length} Zeichen.',
  'first-run.password-differs': 'Die beiden Passwörter sind verschieden.',
  'first-run.forgotten-title': 'Ein vergessenes Passwort lässt sich nicht zurücksetzen',
  'first-run.forgotten-text':
    'Niemand, auch Augno nicht, kann diesen Tresor ohne es öffnen. Der <b>Wiederherstellungsschlüssel</b> auf der nächsten Seite ist der einzige andere Weg.',
  'first-run.stored-in': 'Liegt in {path}',
  'first-run.create-vault': 'Tresor anlegen',
  'first-run.recovery-title': 'Schreiben Sie Ihren Wiederherstellungsschlüssel auf',
  'first-run.recovery-text':
    'Er öffnet diesen Tresor, wenn Sie das Passwort vergessen. Er wird nur jetzt gezeigt. Bewahren Sie ihn auf Papier auf, nicht bei diesem Computer.',
  'first-run.recovery-key': 'Ihr Wiederherstellungsschlüssel',
  'first-run.recovery-confirm': 'Schlüssel bestätigen',
  'first-run.recovery-skip': 'Ohne Bestätigung weiter',
  'first-run.connect-title': 'Verbinden Sie ein Augno-Konto',
  'first-run.connect-text':
    'Mit einem Admin-Schlüssel Ihres Kontos erstellt, erneuert und widerruft Augno Vault Ihre Schlüssel.',
  'first-run.sandbox-text':
    'Sehen Sie sich erst um: Beispielkonten, die auf diesem Computer laufen. Nichts verlässt ihn, nichts Echtes kann kaputtgehen.',
  'first-run.or': 'oder mit Ihrem eigenen Konto',
  'first-run.skip': 'Vorerst überspringen',
  'first-run.create-key': 'Schlüssel erstellen',
  'first-run.first-key-name': 'Mein erster Schlüssel',
  'first-run.scan-title': 'Suchen Sie nach offen liegenden Schlüsseln',
  'first-run.scan-text':
    'Wählen Sie einen Ordner oder ein Repository. Augno Vault liest es hier auf diesem Computer und sagt, wo API-Schlüssel offen liegen.',
};
