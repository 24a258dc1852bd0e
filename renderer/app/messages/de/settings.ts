/** Deutsch: die Einstellungen und der Hinweis auf eine ältere Tresordatei. */
import type { settingsEn } from '../en/settings.ts';

export const settingsDe: Readonly<Record<keyof typeof settingsEn, string>> = {
  'settings.appearance': 'Darstellung',
  'settings.theme': 'Farbschema',
  'settings.theme-system': 'Wie das System',
  'settings.theme-light': 'Hell',
  'settings.theme-dark': 'Dunkel',
  'settings.language': 'Sprache',
  'settings.language-system': 'Wie das System',
  'settings.security': 'Sicherheit',
  'settings.auto-lock': 'Sperren bei Untätigkeit nach',
  'settings.auto-lock-hint':
    'Gesperrt wird auch, wenn der Computer schläft oder sein Bildschirm gesperrt wird.',
  'settings.minutes': '{count, plural, one {# Minute} other {# Minuten}}',
  'settings.clipboard': 'Zwischenablage leeren nach',
  'settings.clipboard-hint': 'Geleert wird auch, wenn der Tresor gesperrt oder die App beendet wird.',
  'settings.seconds': '{count, plural, one {# Sekunde} other {# Sekunden}}',
  'settings.change-password': 'Passwort ändern…',
  'settings.verify': 'Tresor prüfen',
  'settings.sound': 'Der Tresor ist in Ordnung: Jeder Eintrag war lesbar, und keiner fehlt.',
  'settings.damaged': 'Der Tresor ist beschädigt. Stellen Sie eine Sicherung wieder her.',
  'settings.desktop': 'Desktop',
  'settings.notifications': 'Mitteilungen',
  'settings.notifications-hint': 'Wenn ein Schlüssel bald abläuft oder etwas auf Sie wartet.',
  'settings.tray': 'Im Infobereich weiterlaufen',
  'settings.tray-hint': 'Schließen blendet das Fenster nur aus; Abläufe werden weiterhin gemeldet.',
  'settings.connections': 'Konten',
  'settings.about': 'Über',
  'settings.version': 'Augno Vault {version}',
  'settings.development': 'Entwicklungsversion',
  'settings.development-text': 'Nicht zur Weitergabe: Sie läuft mit einer Entwicklungsumgebung.',

  'rollback.accept': 'Diese Datei so verwenden',
};
