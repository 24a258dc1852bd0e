import type { desktop as english } from '../en/desktop.ts';

export const desktop: Readonly<Record<keyof typeof english, string>> = {
  'locking.title': 'Sperren',
  'locking.after': 'Sperren nach',
  'locking.after-hint':
    'Eine halbe Minute vorher kommt eine Warnung; was halb in ein Formular getippt ist, bleibt erhalten.',
  'locking.after-window':
    'Dieser Desktop sagt nicht, wie lange er untätig ist; gemessen wird deshalb die Benutzung dieses Fensters.',
  'locking.on-close': 'Sperren, wenn das Fenster geschlossen wird',
  'locking.also': 'Sperrt auch,',
  'locking.sleep': 'wenn der Computer schlafen geht',
  'locking.screen': 'wenn sein Bildschirm gesperrt wird',
  'locking.user': 'wenn ein anderer Benutzer übernimmt',
  'locking.works': 'wirkt hier',
  'locking.not-here': 'nicht auf diesem Desktop',
  'locking.not-here-hint':
    'Dieser Desktop teilt Programmen das Bezeichnete nicht mit. Sperren Sie mit {shortcut} von Hand, bevor Sie gehen.',
  'locking.no-keyring':
    'Nicht verfügbar: In dieser Sitzung läuft kein Schlüsselbunddienst (GNOME Keyring, KWallet oder ein anderer Secret Service). Das Hauptpasswort wirkt immer.',
  'locking.refused':
    'Nicht verfügbar: Der Schlüsselbund des Systems weist diese App ab. Das Hauptpasswort wirkt immer.',
  'locking.protection': 'Das Fenster aus Bildschirmaufnahmen heraushalten',
  'locking.protection-hint':
    'Bildschirmfotos und geteilte Bildschirme zeigen es schwarz oder gar nicht. Neuere Werkzeuge von macOS halten sich womöglich nicht daran.',
  'locking.protection-none':
    'Nicht verfügbar: Linux-Desktops können ein Fenster nicht aus Bildschirmaufnahmen heraushalten.',
  'locking.clipboard-focus':
    'Unter Wayland nur, während dieses Fenster den Fokus hat: Ein kopiertes Geheimnis, dessen Zeit inzwischen um ist, wird gelöscht, sobald Sie zurückkommen.',
  'locking.clipboard-marked':
    'Kopierte Geheimnisse sind so gekennzeichnet, dass Zwischenablage-Verläufe sie auslassen.',
  'locking.clipboard-universal':
    'Ihre anderen Apple-Geräte können Kopiertes trotzdem einfügen, solange Handoff an ist.',
  'locking.keychain-asks':
    'Fragt macOS nach „Augno Vault Safe Storage“, ist das der Schlüssel dieser App: Erlauben Sie es mit Ihrem Anmeldepasswort.',
  'locking.clipboard-unmarked':
    'Ein Verlauf der Zwischenablage behält womöglich, was Sie kopieren: Ihm lässt sich hier nicht sagen, dass er Geheimnisse auslassen soll. Schalten Sie ihn beim Kopieren ab.',

  'notices.title': 'Benachrichtigungen',
  'notices.region': 'Einstellungen der Benachrichtigungen',
  'notices.none': 'Dieser Desktop zeigt keine Benachrichtigungen.',
  'notices.days': 'Vor einem Termin',
  'notices.days-hint':
    'Je einmal, für Abläufe, geplante Widerrufe und Schlüssel, die nach ihrer Richtlinie zu erneuern sind.',
  'notices.day': '{days, plural, =0 {Am Tag selbst} one {# Tag vorher} other {# Tage vorher}}',
  'notices.afterwards': 'Wenn er vorbei ist',
  'notices.quiet': 'Ruhezeit',
  'notices.quiet-hint': 'Was in sie fällt, kommt gesammelt, wenn sie endet.',
  'notices.quiet-from': 'Von',
  'notices.quiet-until': 'Bis',
  'notices.locked': 'Solange der Tresor gesperrt ist',
  'notices.locked-named': 'Mit Namen',
  'notices.locked-named-hint':
    'Namen, gekürzte Werte und Termine liegen dann außerhalb des Tresors, versiegelt vom Schlüsselbund dieses Computers.',
  'notices.locked-unnamed': 'Ohne Namen',
  'notices.locked-unnamed-hint':
    'Nichts liegt außerhalb des Tresors; nach einem Neustart wird nichts gesagt, bevor Sie entsperren.',
  'notices.locked-none': 'Keine',
  'notices.locked-no-keychain':
    'Schlüssel zu nennen, solange gesperrt ist, braucht den Schlüsselbund des Systems; er ist hier nicht verfügbar.',
  'notices.upcoming': 'Was ansteht',
  'notices.upcoming-none': 'Nichts hat einen Termin vor sich.',
  'notices.kind-review-due': 'ist fällig',
  'notices.kind-expiry': 'läuft ab',
  'notices.kind-revocation': 'gilt nicht mehr',
  'notices.kind-rotation-due': 'ist zu erneuern',
  'notices.snooze': 'Morgen erinnern',
  'notices.snooze-of': 'Morgen an {name} erinnern',
  'notices.unsnooze': 'Wie üblich erinnern',
  'notices.unsnooze-of': 'Wie üblich an {name} erinnern',
  'notices.snoozed': 'aufgeschoben',
  'notices.more': '{count, plural, one {# weiterer Termin} other {# weitere Termine}}',

  'start.title': 'Start',
  'start.login': 'Beim Anmelden starten',
  'start.login-hint': 'Wartet gesperrt und ohne Fenster im Infobereich.',
  'start.login-no-tray': 'Öffnet sein Fenster, gesperrt: Dieser Desktop hat keinen Infobereich.',
  'start.login-unavailable': 'Nicht verfügbar: Nur die installierte App kann beim Anmelden gestartet werden.',
  'start.quick': 'Ein Geheimnis von überall kopieren',
  'start.quick-none': 'Keine Tastenkombination',
  'start.quick-off':
    'Eine Tastenkombination öffnet ein kleines Fenster vor jedem Programm: tippen, Enter kopiert, und es ist weg.',
  'start.quick-in-tray': 'Es steht auch im Menü des Infobereichs.',
  'start.quick-works':
    'Öffnet ein kleines Fenster vor jedem Programm: tippen, Enter kopiert, und es ist weg.',
  'start.quick-taken': 'Diese Tastenkombination hat schon ein anderes Programm. Wählen Sie eine andere.',
  'start.quick-unsupported':
    'Dieser Desktop (Wayland) gibt Programmen keine Tastenkombinationen. Legen Sie in seinen eigenen Einstellungen eine an, die diese App mit {option} startet.',

  'idle.title': 'Der Tresor sperrt bald',
  'idle.text':
    'Eine Weile hat niemand diesen Computer benutzt. Was Sie in ein Formular getippt haben, bleibt erhalten.',
  'idle.seconds': '{seconds, plural, one {Sperrt in # Sekunde.} other {Sperrt in # Sekunden.}}',
  'idle.stay': 'Entsperrt bleiben',
  'idle.lock-now': 'Jetzt sperren',

  'draft.create-key': 'Ein angefangener neuer Schlüssel wartet.',
  'draft.key-notes': 'Sie haben ungespeicherte Notizen zu {name}.',
  'draft.ignore-finding': 'Ein angefangenes Übergehen eines Funds wartet.',
  'draft.continue': 'Weitermachen',
  'draft.discard': 'Verwerfen',
  'draft.restored': 'Was Sie vorher getippt hatten, steht wieder hier.',
};
