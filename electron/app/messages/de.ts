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
  'tray.no-vault': 'Augno Vault: noch kein Tresor',
  'tray.unread': 'Augno Vault: entsperrt',
  'tray.locked': 'Augno Vault: gesperrt',
  'tray.fine': 'Augno Vault: nichts Dringendes',
  'tray.attention': 'Augno Vault: Sie werden gebraucht',
  'tray.open': 'Augno Vault öffnen',
  'tray.quick': 'Geheimnis kopieren …',
  'tray.waiting': (count, urgent) =>
    count === 0 ? 'Nichts zu tun' : `Zu tun: ${count}${urgent === 0 ? '' : `, davon dringend: ${urgent}`}`,
  'tray.due': (count) => (count === 0 ? 'Nichts ist fällig' : `Was fällig ist (${count})`),
  'tray.due-entry': (name, days) => `${name}: ${inDays(days)}`,
  'tray.review': 'Zugriffsprüfung',
  'tray.more': (count) => `${count} weitere…`,
  'tray.remind-tomorrow': 'Morgen wieder erinnern',
  'tray.scan': 'Jetzt suchen…',
  'tray.lock': 'Jetzt sperren',
  'tray.quit': 'Beenden',

  'menu.about': 'Über Augno Vault',
  'menu.services': 'Dienste',
  'menu.hide': 'Augno Vault ausblenden',
  'menu.hide-others': 'Andere ausblenden',
  'menu.show-all': 'Alle einblenden',
  'menu.close': 'Fenster schließen',
  'menu.minimize': 'Minimieren',
  'menu.zoom-window': 'Zoomen',
  'menu.front': 'Alle nach vorne bringen',
  'menu.edit': 'Bearbeiten',
  'menu.undo': 'Rückgängig',
  'menu.redo': 'Wiederholen',
  'menu.view': 'Ansicht',
  'menu.actual-size': 'Originalgröße',
  'menu.larger': 'Vergrößern',
  'menu.smaller': 'Verkleinern',
  'menu.full-screen': 'Vollbild',
  'menu.window': 'Fenster',
  'menu.help': 'Hilfe',
  'menu.show-help': 'Hilfe zu Augno Vault',

  'save.synced': (service) => `${service} kopiert diese Datei auf seine Server.`,
  'save.synced-detail':
    'Wer an diese Server kommt, kommt an die Datei. Eine Sicherung oder ein Export ist dort so sicher wie ihr Passwort; ein Notfallblatt öffnet den Tresor allein.',
  'save.synced-there': 'Dort speichern',

  'text.cut': 'Ausschneiden',
  'text.copy': 'Kopieren',
  'text.paste': 'Einfügen',
  'text.select-all': 'Alles auswählen',

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
  'notice.revocation-body': (value, redacted, over) =>
    over
      ? `${mode(value)} ${redacted}. Anfragen damit werden jetzt abgelehnt.`
      : `${mode(value)} ${redacted}. Was ihn dann noch benutzt, braucht den Schlüssel an seiner Stelle.`,
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
    `${redacted} liegt, wo andere ihn lesen könnten. Unter Funde steht, wo; setzen Sie ihm ein Ende.`,
  'notice.appeared': (name) => `${name} wurde anderswo erstellt`,
  'notice.appeared-body': (redacted) =>
    `${redacted} entstand nicht in diesem Tresor. Wenn ihn niemand angelegt hat, den Sie kennen: widerrufen Sie ihn.`,
  'notice.revoked-elsewhere': (name) => `${name} wurde anderswo widerrufen`,
  'notice.revoked-elsewhere-body': (redacted) =>
    `${redacted}. Anfragen damit werden von da an abgelehnt. Auch der Anbieter tut das, wenn er einen Schlüssel offen findet.`,
  'notice.digest': (count) => `${count} Dinge warten auf Sie`,
  'notice.digest-more': (count) => `und ${count} weitere`,
  'notice.snooze': 'Morgen wieder erinnern',
  'notice.locks-soon': 'Augno Vault sperrt bald',
  'notice.locks-soon-body': (seconds) =>
    `Sie waren untätig. Der Tresor sperrt in ${seconds} Sekunden, wenn Sie nicht weitermachen. Entwürfe bleiben erhalten.`,

  'app.comment': 'Verwahrt API-Schlüssel und sagt, wenn einer bald abläuft',
  'ask.addresses': 'Sollen Schlüssel an diese Adressen gesendet werden?',
  'ask.addresses-text':
    'Von diesem Rechner aus wurde ihnen noch nicht zugestimmt. Wer unter einer Adresse antwortet, erhält die Schlüssel.',
  'ask.addresses-yes': 'Adressen bestätigen',
  'ask.address-prod': 'Produktion',
  'ask.address-test': 'test',
  'ask.address-key-goes': (key: string): string => `${key} geht sofort dorthin`,
  'ask.cancel': 'Abbrechen',
  'ask.use': 'Verwenden',
  'ask.watch': 'Beobachten',
  'ask.scan': 'Durchsuchen',
  'ask.run': 'Ausführen',
  'ask.open': 'Öffnen',
  'ask.usual-places': 'Die üblichen Orte beobachten?',
  'ask.usual-places-detail':
    'Die Dateien Ihres persönlichen Ordners, in denen oft Schlüssel liegen, werden immer wieder gelesen, solange der Tresor offen ist. Geändert wird darin nichts.',
  'ask.dropped': 'Verwenden, was auf das Fenster gezogen wurde?',
  'ask.account': 'Einen Admin-Schlüssel an diese Adresse senden?',
  'ask.feed': 'Unter dieser Adresse nach Aktualisierungen suchen?',
  'ask.address-scheme': (scheme, secure) =>
    `Schema: ${scheme} (${secure ? 'verschlüsselt' : 'nicht verschlüsselt'})`,
  'ask.address-host': (host) => `Rechner: ${host}`,
  'ask.address-port': (port) => `Port: ${port}`,
  'ask.address-path': (path) => `Pfad: ${path}`,
  'ask.address-yes': 'Diese Adresse verwenden',
  'access.list': 'Einem Programm erlauben, Ihre Schlüssel und Konten aufzulisten?',
  'access.use': 'Einem Programm erlauben, einen Schlüssel zu verwenden, den es nicht zu sehen bekommt?',
  'access.inject': 'Ein Geheimnis in ein Programm oder eine Datei einsetzen?',
  'access.reveal': 'Einem Programm ein Geheimnis zeigen?',
  'access.recognise': 'Den Hooks dieses Programms erlauben, die Schlüssel des Tresors zu erkennen?',
  'access.recognise-detail':
    'Sie schicken dem Tresor, was das Programm gleich zu sehen bekommt, und erfahren, wo darin ein Schlüssel steht und wie er heißt, nie einen Wert. Sie haben das in „Programmzugriffe“ verlangt: Lehnen Sie ab, wo Sie das nicht getan haben.',
  'access.code': (code) =>
    `Code ${code}. Derselbe Code steht dort, wo das Programm gestartet wurde. Lehnen Sie ab, wo er das nicht tut oder wo Sie nichts gestartet haben.`,
  'access.keys': (names) => `Schlüssel: ${names}`,
  'access.scope': (scope) => `Für: ${scope}`,
  'access.word-read': 'lesen',
  'access.word-write': 'schreiben',
  'access.word-audit': 'Protokoll',
  'access.word-sync': 'synchronisieren',
  'access.within': (what, session) => `${what} in ${session}`,
  'access.request': (summary) => `Anfrage: ${summary}`,
  'access.program': (program) => `Programm: ${program}`,
  'access.started-by': (programs) => `Gestartet von: ${programs}`,
  'access.no': 'Ablehnen',
  'access.once': 'Dieses eine Mal',
  'access.minutes': 'Für 10 Minuten',
  'access.hour': 'Für 1 Stunde',
  'access.hours': 'Für 8 Stunden',
  'access.session': 'Für diese Sitzung',
  'ask.program': (name, production) =>
    `Diesem Programm das Geheimnis von „${name}“${production ? ' (Produktion)' : ''} geben?`,
  'ask.program-detail': (redacted) =>
    `${redacted} geht an seine Standardeingabe. Was das Programm damit tut, bestimmt das Programm.`,
  'ask.move': 'Den Tresor in diesen Ordner verlegen?',
  'ask.move-detail':
    'Die App sperrt sich und startet neu. Der bisherige Ordner bleibt unter anderem Namen, bis Sie ihn löschen, und führt zum neuen.',
  'ask.move-yes': 'Verlegen und neu starten',
  'ask.editor': 'Dateien mit diesem Programm öffnen?',
  'ask.editor-detail': 'Es startet, wenn Sie eine Fundstelle öffnen, mit Ihren Rechten.',
  'ask.place': 'In diese Datei sehen und, wenn Sie es sagen, einen Schlüssel hineinschreiben?',
  'ask.place-detail': (name, redacted) =>
    `Es geht um „${name}“ (${redacted}). Diese Datei oder einen Ordner darum hat hier noch niemand gewählt. Sagen Sie nein bei einer Datei, die Sie nicht kennen, vor allem bei einer, die ein Programm von selbst liest.`,
  'ask.folders': (count) =>
    count === 1
      ? 'Diesen Ordner nach Schlüsseln durchsuchen?'
      : `Diese ${count} Ordner nach Schlüsseln durchsuchen?`,
  'page.failed': 'Dieses Fenster endet, sobald es gezeigt wird.',
  'page.failed-detail': 'Der Tresor ist gesperrt, und was gespeichert war, ist sicher.',
  'page.failed-quit': 'Beenden',
  'page.failed-again': 'Noch einmal zeigen',
  'fault.message': 'In Augno Vault ist ein Fehler aufgetreten, und es wird beendet.',
  'fault.detail':
    'Der Tresor ist gesperrt, und was gespeichert war, ist sicher. Starten Sie Augno Vault neu und sehen Sie nach, was Sie zuletzt getan haben, bevor Sie es noch einmal tun.',
  'ask.link': 'Diese Seite in Ihrem Browser öffnen?',
  'question.clock': 'Nach der Uhr des Servers gehen?',
  'question.clock-behind':
    'Die Uhr dieses Computers geht gegenüber der von {host} um {length} nach. Die gesendete Zeit wird nach der Uhr des Servers gerechnet. Erwarten Sie diesen Unterschied nicht, brechen Sie ab und stellen Sie die Uhr.',
  'question.clock-ahead':
    'Die Uhr dieses Computers geht gegenüber der von {host} um {length} vor. Die gesendete Zeit wird nach der Uhr des Servers gerechnet. Erwarten Sie diesen Unterschied nicht, brechen Sie ab und stellen Sie die Uhr.',
  'question.clock-yes': 'Nach der Uhr des Servers gehen',
  'question.restore': 'Die Sicherung ohne dessen Passwort an die Stelle dieses Tresors setzen?',
  'question.restore-lost':
    'Der Tresor, der hier ist, kommt zu seinen Sicherungen und geht dort weiter mit seinem eigenen Passwort auf. Was die Sicherung öffnete, öffnet von da an diesen Tresor.',
  'question.restore-damaged':
    'Der Tresor, der hier ist, ist beschädigt und kann nicht nach seinem Passwort gefragt werden. Er bleibt unter seinen Sicherungen.',
  'question.restore-yes': 'An die Stelle setzen',
  'question.weaken': 'Den Tresor weniger schützen als jetzt?',
  'question.weaken-yes': 'Ändern',
  'weaken.auto-lock': (from, to) => `Er sperrt nach ${to} Minuten ohne Benutzung statt nach ${from}.`,
  'weaken.clipboard': (from, to) =>
    `Ein kopiertes Geheimnis bleibt ${to} Sekunden in der Zwischenablage statt ${from}.`,
  'weaken.locked-notices': 'Hinweise nennen Schlüssel, während der Tresor gesperrt ist.',
  'weaken.lock-on-close': 'Das Schließen des Fensters sperrt den Tresor nicht mehr.',
  'weaken.close-to-tray': 'Das Schließen des Fensters blendet es nur aus; die App läuft weiter.',
  'weaken.content-protection': 'Bildschirmaufnahmen zeigen das Fenster.',
  'weaken.start-hidden': 'Die App startet beim Anmelden ohne Fenster und wartet in der Leiste.',

  'clipboard.only-focused':
    'Unter Wayland lässt sich die Zwischenablage nur leeren, während dieses Fenster den Fokus hat.',
};
