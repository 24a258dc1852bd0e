/** Command: changes of settings, merging, guides, what a program met; in German. */
export const command4German = {
  'command.change-agreed-already':
    '{what} in {file} sind schon, wie sie sein sollen; es wurde nichts geändert.',
  'command.change-was-made': '{what} in {file} wurden geändert.',
  'command.destroyed-on-your-word':
    'Sein Geheimnis wird auf Ihr Wort vernichtet. Geben Sie den Namen des Schlüssels ein ({name}):',
  'command.file-is-changed': '{file}:',
  'command.file-is-removed': '{file} enthält sonst nichts und wird entfernt:',
  'command.from-augno-vault': 'augno-vault: {message}',
  'command.guide-change-over':
    '3. Stellen Sie um, was ihn benutzt. Löschen Sie dann den alten Schlüssel an derselben Stelle.',
  'command.guide-open':
    '1. Öffnen Sie die Seiten des Dienstes. Erstellen Sie den Schlüssel und kopieren Sie ihn: Er wird nur einmal gezeigt.',
  'command.guide-open-pages':
    '1. Öffnen Sie {pages}. Erstellen Sie den Schlüssel und kopieren Sie ihn: Er wird nur einmal gezeigt.',
  'command.guide-open-pages-place':
    '1. Öffnen Sie {pages}, dann {place}. Erstellen Sie den Schlüssel und kopieren Sie ihn: Er wird nur einmal gezeigt.',
  'command.guide-open-place':
    '1. Öffnen Sie die Seiten des Dienstes, dann {place}. Erstellen Sie den Schlüssel und kopieren Sie ihn: Er wird nur einmal gezeigt.',
  'command.guide-see-refused':
    '4. Sehen Sie, dass er abgewiesen wird: augno-vault provider check SCHLÜSSEL, oder provider revoke SCHLÜSSEL, wo nichts ihn ersetzt.',
  'command.guide-store':
    '2. Speichern Sie ihn: augno-vault provider add-key "{service}" --name NAME, oder provider rotate SCHLÜSSEL, wo er einen ersetzt.',
  'command.guide-tell': '   Oder sagen Sie es dem Admin-Agenten des Dienstes: {sentence}',
  'command.hooks-of-assistant': 'Die Hooks von {name}',
  'command.key-goes-there-at-once': '{sentence} {key} geht sofort dorthin.',
  'command.keys-go-there-prod':
    'Schlüssel von „{name}“ ({service}, Produktion) werden an {address} gesendet.',
  'command.keys-go-there-test': 'Schlüssel von „{name}“ ({service}, Test) werden an {address} gesendet.',
  'command.make-this-change': 'Diese Änderung vornehmen? [j/N]',
  'command.mcp-servers-of-assistant': 'Die MCP-Server von {name}',
  'command.merge-added':
    'Aufgenommen: {added} Einträge und {secretsAdded} Geheimnisse; {changed} geändert, {deleted} gelöscht, {secretsDestroyed} Geheimnisse vernichtet wie dort.',
  'command.merge-asking': '{count} Vorgänge waren im Gange: Sie warten auf Ihr Wort (augno-vault keys list).',
  'command.merge-here': '{text}, hier {here}',
  'command.merge-kept':
    '{count} Einträge wurden in der einen Kopie gelöscht und in der anderen geändert: Sie bleiben.',
  'command.merge-left-out':
    'Ausgelassen: {name} ({collection}) ist in jener Kopie nicht so, wie ein solcher Eintrag sein kann. Was hier ist, bleibt.',
  'command.merge-not-used': 'Nicht verwendet: {what}: {name}',
  'command.merge-nothing-new':
    'Alles in jener Kopie ist hier oder wurde hier ersetzt. Es wurde nichts geändert.',
  'command.merge-proposal-address': 'Eine andere Adresse oder Einstellung',
  'command.merge-proposal-admin': 'Ein Admin, dessen Fingerabdruck hier verglichen werden muss',
  'command.merge-proposal-admin-key': 'Ein anderer Admin-Schlüssel',
  'command.merge-proposal-connection': 'Ein Konto oder Dienst, den es hier nicht gibt',
  'command.merge-proposal-identity': 'Eine andere Identität zum Weitergeben von Geheimnissen',
  'command.merge-there': '{text}, dort {there}',
  'command.merge-two-edits': 'Zwei Änderungen an {field} von {name}: Beide bleiben. Wählen Sie in der App.',
  'command.merge-two-secrets': 'Zwei Geheimnisse von {name}: Beide bleiben. Wählen Sie in der App.',
  'command.merge-would-add':
    'Aufgenommen würden: {added} Einträge und {secretsAdded} Geheimnisse; {changed} geändert, {deleted} gelöscht, {secretsDestroyed} Geheimnisse vernichtet wie dort.',
  'command.met-a-fault': 'Im Befehl trat ein Fehler auf ({kind}), er wurde beendet.',
  'command.met-a-fault-hint':
    'Was er gespeichert hatte, ist sicher. Sehen Sie nach, was er getan hat, bevor Sie ihn noch einmal starten.',
  'command.name-production-revoked':
    '{name} ist ein Schlüssel der Produktion; Programme, die ihn benutzen, hören auf zu arbeiten, wenn er widerrufen wird. Geben Sie seinen Namen ein, um fortzufahren:',
  'command.name-production-rotated':
    '{name} ist ein Schlüssel der Produktion; Programme, die ihn benutzen, hören auf zu arbeiten, wenn er erneuert wird. Geben Sie seinen Namen ein, um fortzufahren:',
  'command.name-works-until': '„{name}“ gilt nur noch bis {until}.',
  'command.name-works-until-revoked': '„{name}“ gilt nur noch bis zu seinem Widerruf.',
  'command.no-new-recovery-key-was-kept':
    'Im Tresor wurde kein neuer Wiederherstellungsschlüssel behalten, und ein früher gemachter gilt weiter. Werfen Sie weg, was es von einem neuen gibt.',
  'command.the-new-recovery-key-opens-nothing':
    'Der Tresor hat den neuen Wiederherstellungsschlüssel nicht angenommen, er öffnet nichts. {message}',
  'command.note-claude-code': 'Offene Sitzungen übernehmen es, wenn sie neu gestartet werden.',
  'command.note-codex':
    'Codex führt es erst aus, wenn Sie es angesehen und ihm vertraut haben: Tippen Sie in Codex /hooks.',
  'command.note-hooks-with-vault':
    'Solange ein Tresor offen gehalten wird, wartet es auf Ihr Wort, sobald der Assistent ein Werkzeug benutzt hat: in der App unter „Programmzugriffe“, oder mit „augno-vault agent grants“ und „augno-vault agent approve CODE --for 8h“.',
  'command.note-copilot':
    'Copilot lässt keinen solchen Hook eine Nachricht aufhalten: Ein Schlüssel darin wird dem Modell vorenthalten, bleibt aber auf Ihrem Bildschirm.',
  'command.note-cursor':
    'Cursor nimmt für seine eigene Shell keine andere Ausgabe an: Was ein Befehl trotz der Prüfung ausgibt, wird gemeldet, nicht maskiert.',
  'command.nothing-was-changed-use-yes':
    'Es wurde nichts geändert. Führen Sie es mit --yes noch einmal aus, um die Änderung vorzunehmen.',
  'command.outcome-of-name-not-known': 'Der Ausgang eines Vorgangs mit „{name}“ ist noch nicht bekannt.',
  'command.output-lost':
    'augno-vault: Die Standardausgabe ließ sich nicht schreiben ({why}); ihr Ende fehlt.',
  'command.output-lost-no-reader': 'was sie liest, hat geendet',
  'command.output-lost-no-space': 'es ist kein Platz mehr',
  'command.program-cannot-be-run': 'Das Programm {program} lässt sich nicht ausführen ({why}).',
  'command.program-not-found': 'Das Programm {program} wurde nicht gefunden.',
  'command.program-takes-no-line-break':
    'Dem Programm {program} lässt sich kein Argument mit einem Zeilenumbruch geben.',
  'command.unknown-error': 'unbekannter Fehler',
} as const;
