import type { lock as english } from '../en/lock.ts';

export const lock: Readonly<Record<keyof typeof english, string>> = {
  'lock.locked': 'Dieser Tresor ist gesperrt.',
  'lock.because-idle':
    'Gesperrt, weil ihn {count, plural, one {# Minute} other {# Minuten}} lang niemand benutzt hat.',
  'lock.because-suspend': 'Gesperrt, weil dieser Computer in den Ruhezustand ging.',
  'lock.because-lock-screen': 'Zusammen mit dem Bildschirm gesperrt.',
  'lock.because-user-switch': 'Gesperrt, weil an diesem Computer der Benutzer gewechselt hat.',
  'lock.last-open': 'Zuletzt geöffnet',
  'lock.folder': 'Ordner des Tresors:',
  'lock.password': 'Hauptpasswort',
  'lock.recovery-key': 'Wiederherstellungsschlüssel',
  'lock.recovery-key-hint':
    'So, wie Sie ihn aufgeschrieben haben. Groß- und Kleinschreibung, Leerzeichen und Striche sind gleich.',
  'lock.empty': 'Geben Sie Ihr Hauptpasswort ein.',
  'lock.empty-recovery-key': 'Geben Sie Ihren Wiederherstellungsschlüssel ein.',
  'lock.waiting': 'Zu viele Fehlversuche.',
  'lock.wait-seconds':
    'Der nächste Versuch ist in {seconds, plural, one {# Sekunde} other {# Sekunden}} möglich.',
  'lock.unlock': 'Entsperren',
  'lock.unlocking': 'Wird entsperrt…',
  'lock.quick': 'Mit dem Schlüsselbund dieses Computers entsperren',
  'lock.use-recovery-key': 'Wiederherstellungsschlüssel verwenden',
  'lock.use-password': 'Hauptpasswort verwenden',

  'vanished.watching': 'Sobald er wieder da ist, lässt er sich hier entsperren.',
  'vanished.anew': 'Trotzdem einen neuen Tresor anlegen…',

  'disk.unwritable': 'Der Tresor wird nur gelesen.',
  'disk.full': 'Der Datenträger ist voll; der Tresor wird nur gelesen.',
  'disk.goes-on':
    'Sie können Schlüssel lesen, anzeigen und kopieren, anderswohin sichern und Ordner durchsuchen. Gespeichert wird nichts.',
  'disk.pending':
    'Noch nicht im Protokoll: {count, plural, one {# Eintrag} other {# Einträge}}, versiegelt verwahrt, bis sich der Tresor beschreiben lässt.',
  'disk.pending-memory':
    'Noch nicht im Protokoll: {count, plural, one {# Eintrag} other {# Einträge}}, verwahrt, bis der Tresor gesperrt wird: Auch daneben lässt sich nichts schreiben.',

  'rollback.accept': 'Diese Datei ist die richtige',

  'password.title': 'Passwort ändern',
  'password.text':
    'Beide Passwörter geben Sie in einem eigenen Fenster der App ein, das diese Seite nicht lesen kann.',
  'password.done': 'Das Passwort wurde geändert',
  'password.backups': 'Frühere Sicherungen lassen sich weiter mit dem alten Passwort öffnen.',
};
