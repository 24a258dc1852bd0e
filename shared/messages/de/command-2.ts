/** The command; in German. */
export const command2German = {
  'command.older-backups-still-open-with-the-old':
    'Ältere Sicherungen öffnen sich noch mit dem alten Passwort. Um das zu beenden: augno-vault rotate-vault-key',
  'command.only-the-newest-limit-are-shown-see': 'Nur die neuesten {limit} werden gezeigt; siehe --limit.',
  'command.option-cant-be-less-than-nothing': '--{option} kann nicht weniger als nichts sein.',
  'command.option-lacks-its-value-or-has-one':
    '{option} fehlt der Wert, oder sie hat einen, den sie nicht nimmt.',
  'command.option-must-be-a-whole-number-from': '{option} muss eine ganze Zahl von {least} bis {most} sein.',
  'command.option-needs-a-date-or-a-duration':
    '--{option} braucht ein Datum oder eine Dauer; {text} ist keines von beiden.',
  'command.option-needs-a-duration-text-is-none': '--{option} braucht eine Dauer; {text} ist keine.',
  'command.option-text-could-be-minutes-or-months': '--{option}: {text} könnte Minuten oder Monate meinen.',
  'command.option-text-is-in-the-past': '--{option}: {text} liegt in der Vergangenheit.',
  'command.option-text-is-more-than-a-hundred': '--{option}: {text} ist mehr als hundert Jahre.',
  'command.output-is-written': '{output} ist geschrieben.',
  'command.overlap-can-be-30d-at-most': '--overlap kann höchstens 30d sein.',
  'command.passed-records-records-and-secrets-secrets-of':
    'Bestanden: {records} Einträge und {secrets} Geheimnisse von „{name}“ ließen sich lesen.',
  'command.password-fd-and-password-stdin-exclude-each':
    '--password-fd und --password-stdin schließen einander aus.',
  'command.password-fd-needs-the-number-of-an':
    '--password-fd braucht die Nummer eines offenen Dateideskriptors.',
  'command.password-of-the-other-copy': 'Passwort der anderen Kopie',
  'command.permission-is-missing': '--permission fehlt.',
  'command.prompt-once-more': '{prompt}, noch einmal',
  'command.provider-is-missing-auxot-or-generic': '--provider fehlt: auxot oder generic.',
  'command.put-off-length': 'Verschoben: {length}.',
  'command.put-one-in-place-with-augno-vault':
    'Setzen Sie eine ein mit: augno-vault restore --from-copies --use DATE',
  'command.question-is-that-address-right-y-n': '{question} Stimmt diese Adresse? [j/N]',
  'command.quick-unlock-was-turned-off-turn-it':
    'Das schnelle Entsperren wurde ausgeschaltet; schalten Sie es in der App wieder ein.',
  'command.range-and-staged-can-not-be-combined': '--range und --staged gehen nicht zusammen.',
  'command.reason-is-too-long-500-characters-at': '--reason ist zu lang: höchstens 500 Zeichen.',
  'command.recovery-key': 'Wiederherstellungsschlüssel',
  'command.registry-asks-for-the-password-which-standard':
    '--registry fragt nach dem Passwort, das die Standardeingabe nicht neben dem bringen kann, was durchsucht wird.',
  'command.removal-warning':
    'Dies entfernt {count} Schlüssel aus dem Tresor. {secrets}Geben Sie den Namen der Verbindung ein, um fortzufahren:',
  'command.removed-name': '{name} entfernt.',
  'command.removed-name-from-this-vault': '{name} aus diesem Tresor entfernt.',
  'command.removing-a-connection-takes-its-secrets-out':
    'Eine Verbindung zu entfernen nimmt ihre Geheimnisse aus dem Tresor, deshalb muss ihr Name bestätigt werden.',
  'command.renamed-to-name': 'In {name} umbenannt.',
  'command.repaired-name-keycount-keys': '{name} repariert, {keyCount} Schlüssel.',
  'command.replace-goes-with-use': '--replace gehört zu --use.',
  'command.report-the-report-is-in-the-file': '{report} Der Bericht steht in der genannten Datei.',
  'command.request-log': 'Protokoll der Anfrage: {log}',
  'command.restored-the-vault-of-madeat-to-vaultfolder':
    'Der Tresor von {madeAt} ist in {vaultFolder} wiederhergestellt: {secrets} Geheimnisse.',
  'command.revoked-name-id': '{name} ({id}) widerrufen.',
  'command.role-is-missing': '--role fehlt.',
  'command.rotated': '{name} erneuert: {keyId}, {redacted}. Sein Geheimnis ist im Tresor.',
  'command.said-go-by-the-servers-clock-type':
    '{said} Nach der Uhr des Servers gehen? Geben Sie „yes“ ein, um fortzufahren:',
  'command.said-times-are-reckoned-by-the-servers': '{said} Zeiten werden nach der des Servers gerechnet.',
  'command.sandbox-connected': '{id}  {name}  verbunden',
  'command.sandbox-not-connected': '{id}  {name}  nicht verbunden',
  'command.say-either-send-again-or-give-up': 'Geben Sie entweder --send-again oder --give-up an.',
  'command.say-install-uninstall-or-status': 'Geben Sie install, uninstall oder status an.',
  'command.say-what-to-do-actions': 'Sagen Sie, was geschehen soll: {actions}.',
  'command.say-what-to-do-list-test-take': 'Sagen Sie, was geschehen soll: list, test, take-in oder note.',
  'command.say-what-to-do-with-the-connections':
    'Sagen Sie, was mit den Verbindungen geschehen soll: list, repair, move, rename, remove oder sandboxes.',
  'command.say-what-to-do-with-the-keys': 'Sagen Sie, was mit den Schlüsseln geschehen soll: {actions}.',
  'command.say-what-to-do-with-the-roles': 'Sagen Sie, was mit den Rollen geschehen soll: list oder create.',
  'command.secret-of-name-redacted': 'Geheimnis von {name} ({redacted})',
  'command.secrets-end-add-confirm':
    '{secrets}Fügen Sie --confirm mit genau ihrem Namen hinzu: {name}. Es wurde nichts entfernt.',
  'command.secrets-would-be-destroyed':
    '{count, plural, one {# Geheimnis} other {# Geheimnisse}} würden vernichtet; augno-vault export oder backup bewahrt sie. ',
  'command.see-augno-vault-hook-help': 'Siehe `augno-vault hook --help`.',
  'command.see-augno-vault-kept-list-nothing-was': 'Siehe augno-vault kept list. Es wurde nichts getan.',
  'command.see-augno-vault-sandbox-help': 'Siehe `augno-vault sandbox --help`.',
  'command.seed-must-be-demo-or-empty': '--seed muss demo oder empty sein.',
  'command.settled-name': '{name} ist geklärt.',
  'command.several-accounts-are-connected-so-it-has':
    'Es sind mehrere Konten verbunden; sagen Sie, welches gemeint ist.',
  'command.stored-the-secret-of-name-id': 'Das Geheimnis von {name} ({id}) ist gespeichert.',
  'command.the-address-was-not-confirmed': 'Die Adresse wurde nicht bestätigt.',
  'command.the-date-has-to-be-one-that':
    'Das Datum muss eines sein, das --from-copies --list zeigt, oder „newest“.',
  'command.the-file': 'Die Datei',
  'command.the-file-file-exists-already': 'Die Datei {file} gibt es schon.',
  'command.the-file-to-write-is-the-template':
    'Die Datei, die geschrieben werden soll, ist die Vorlage selbst.',
  'command.the-format-must-be-one-of-formats': 'Das Format muss eines von diesen sein: {formats}.',
  'command.the-key-name-redacted-has-expired': 'Der Schlüssel „{name}“ ({redacted}) ist abgelaufen.',
  'command.the-key-name-redacted-is-revoked': 'Der Schlüssel „{name}“ ({redacted}) ist widerrufen.',
  'command.the-master-password-was-changed': 'Das Hauptpasswort ist geändert.',
  'command.the-node-in-it-reads-env-file':
    'Das Node in diesem Befehl liest --env-file selbst; deshalb geht die Option hier nicht.',
  'command.the-old-key-is-refused-since-oldrefusedat':
    'Der alte Schlüssel wird seit {oldRefusedAt} abgewiesen. Sein Geheimnis wurde vernichtet.',
  'command.the-old-key-is-still-accepted-delete':
    'Der alte Schlüssel wird noch angenommen. Löschen Sie ihn beim Dienst, und prüfen Sie dann noch einmal.',
  'command.the-old-key-works-until-you-delete-2':
    'Der alte Schlüssel gilt, bis Sie ihn dort löschen; dann: augno-vault keys check {id}',
  'command.the-old-recovery-key-opens-nothing-any':
    'Der alte Wiederherstellungsschlüssel öffnet nichts mehr. Machen Sie einen neuen: augno-vault recovery-key',
  'command.the-program-to-run-must-follow-after':
    'Das Programm, das laufen soll, muss hinter -- stehen (oder hinter ---, wo PowerShell -- wegnimmt).',
  'command.the-scan-ended-without-a-report': 'Die Suche endete ohne einen Bericht.',
  'command.the-scan-ended-without-a-result': 'Die Suche endete ohne Ergebnis.',
  'command.the-scan-is-done-but-its-result':
    'Die Suche ist fertig, aber ihr Ergebnis ließ sich nicht in die genannte Datei schreiben.',
  'command.the-secret-of-name-redacted-is-not':
    'Das Geheimnis von „{name}“ ({redacted}) ist nicht in diesem Tresor.',
  'command.the-two-entries-are-not-the-same': 'Die beiden Eingaben sind nicht gleich.',
  'command.the-vault-has-a-new-key': 'Der Tresor hat einen neuen Schlüssel.',
  'command.the-vault-is-whole-records-records-secrets':
    'Der Tresor ist heil: {records} Einträge, {secrets} Geheimnisse, {auditEntries} Protokolleinträge.',
  'command.the-vault-of-vaultfolder-is-the-copy':
    'Der Tresor in {vaultFolder} ist wieder die Kopie von {madeAt}: {secrets} Geheimnisse.',
  'command.the-vault-that-was-there-is-now': 'Der Tresor, der da war, heißt jetzt {replaced}.',
  'command.the-vault-was-restored-its-connections-could':
    'Der Tresor ist wiederhergestellt; seine Verbindungen ließen sich nicht ansehen: {message} Führen Sie „augno-vault connections list“ aus, wenn das in Ordnung gebracht ist.',
  'command.there-are-connections': 'Es gibt: {connections}.',
  'command.there-are-roles-nothing-was-created': 'Es gibt: {roles}. Es wurde nichts angelegt.',
  'command.there-is-no-automatic-copy-of-value': 'Eine selbsttätige Kopie von {value} gibt es nicht.',
  'command.there-is-no-command-value': 'Einen Befehl {value} gibt es nicht.',
  'command.there-is-no-file-file': 'Es gibt keine Datei {file}.',
  'command.there-is-no-provider-of-that-name': 'Einen Anbieter dieses Namens gibt es nicht. Es gibt: {ids}.',
  'command.there-is-no-role-wanted': 'Eine Rolle „{wanted}“ gibt es nicht.',
  'command.there-is-no-service-wanted': 'Einen Dienst „{wanted}“ gibt es nicht.',
  'command.there-is-no-way-in-without-the':
    'Ohne das Hauptpasswort führt kein Weg hinein. Machen Sie jetzt einen Wiederherstellungsschlüssel: augno-vault recovery-key',
  'command.this-account-has-no-sandboxes': 'Dieses Konto hat keine Sandboxen.',
  'command.this-file': 'Diese Datei:',
  'command.this-is-not-in-the-vaults-log':
    'Dies steht nicht im Protokoll des Tresors, und auch daneben ließ sich nichts verwahren.',
  'command.this-is-not-yet-in-the-vaults':
    'Dies steht noch nicht im Protokoll des Tresors: Es ist versiegelt daneben verwahrt und wird eingetragen, sobald sich der Tresor beschreiben lässt.',
  'command.the-password-is-no-utf-8':
    'Das Passwort ist nicht in UTF-8; später eingetippt, würde es nichts öffnen.',
  'command.nothing-was-done-give-it-as-utf-8':
    'Es wurde nichts getan. Geben Sie es am Prompt ein, oder übergeben Sie es als UTF-8 (in PowerShell: $OutputEncoding = [Text.UTF8Encoding]::new()).',
  'command.this-is-too-long-to-be-a': 'Das ist zu lang für ein Passwort oder einen Schlüssel.',
  'command.this-key-replaces-none-and-none-replaces':
    'Dieser Schlüssel ersetzt keinen, und keiner ersetzt ihn.',
  'command.this-line-is-too-long': 'Diese Zeile ist zu lang.',
  'command.to-accept-it-path': '    um es hinzunehmen: {path}',
  'command.to-see-a-deleted-key-refused-augno':
    'Um einen gelöschten Schlüssel abgewiesen zu sehen: augno-vault provider revoke KEY. Es wurde nichts getan.',
  'command.to-the-trash':
    'Der Eintrag von {name} ({id}) liegt für 30 Tage im Papierkorb dieses Tresors. {provider} behält seinen eigenen.',
  'command.to-the-trash-service':
    'Der Eintrag von {name} ({id}) liegt für 30 Tage im Papierkorb dieses Tresors. Der Dienst erfährt davon nichts.',
  'command.took-in-name-keyid-its-secret-is': '{name} ({keyId}) aufgenommen. Sein Geheimnis ist im Tresor.',
  'command.url-is-missing': '--url fehlt.',
  'command.value-is-no-column-there-are': '„{value}“ ist keine Spalte. Es gibt: {columns}.',
  'command.value-is-no-status-there-are-filters': '„{value}“ ist kein Status. Es gibt: {filters}.',
  'command.value-is-not-a-permission-of-the': '„{value}“ ist keine Berechtigung der Form bereich:aktion.',
  'command.value-sets-variable-which-can-make-programs':
    '{value} setzt {variable}, womit Programme anderen Code laden können.',
  'command.wanted-could-be-length-roles': '„{wanted}“ könnten {length} Rollen sein.',
  'command.warning-warning': 'Warnung: {warning}',
  'command.was-there-before': '  Warnung: {redacted}  {place} war schon vorher da',
  'command.was-there-before-moved':
    '  Warnung: {redacted}  {place} war schon vorher da, verschoben von {from}',
  'command.what-comes-through-a-pipe-has-no':
    'Was durch eine Pipe kommt, hat kein Repository: Lassen Sie --history, --staged und --range weg.',
  'command.what-servers-sent-in-place-of-keys':
    'Was Server an Stelle von Schlüsseln sandten, ist zurückgelegt ({kept}): augno-vault kept list',
  'command.what-was-changed-since-that-copy-is':
    'Was seit jener Kopie geändert wurde, fehlt: Gleichen Sie ab, und sehen Sie nach, was in Ihren Konten neu ist.',
  'command.where-holds-a-key-itself': '{where} enthält selbst einen Schlüssel.',
  'command.where-must-be-name-key-with-a':
    '{where} muss NAME=KEY sein, mit dem Namen einer Variablen und der Kennung, dem Namen oder den letzten vier Zeichen eines Schlüssels.',
  'command.where-text-is-also-how-a-key': '{where}: Mit „{text}“ wird auch ein Schlüssel genannt.',
  'command.whole-keys-keys-and-secrets-secrets-could':
    'Heil: {keys} Schlüssel und {secrets} Geheimnisse ließen sich lesen. Es wurde nichts geändert.',
  'command.write-matchm-for-minutes-for-months-count':
    'Schreiben Sie {match}m für Minuten; für Monate zählen Sie Tage oder Wochen.',
  'command.wrong-is-not-name-value': '{wrong} ist nicht NAME=value.',
  'command.wrote-file': '{file} geschrieben.',
  'command.wrote-file-records-records-secrets-secrets':
    '{file} geschrieben: {records} Einträge, {secrets} Geheimnisse.',
  'command.ai-needs-one-of': '--ai braucht eines von: {names}.',
} as const;
