/** Wer einen offenen Tresor wofür benutzen darf. */
export const agentGerman = {
  'agent.address-left-alone':
    'Es wurde gelassen, wie es ist; dort wurde nichts gefragt und nichts bedient. Sehen Sie nach, wem es gehört; entfernen Sie es, oder geben Sie diesem Befehl ein eigenes XDG_RUNTIME_DIR.',
  'agent.folder-is-not-private':
    'Der Ordner {folder}, über den ein offener Tresor gefragt wird, gehört nicht Ihnen allein.',
  'agent.no-socket-of-yours':
    'Was unter {file} liegt, wo ein offener Tresor gefragt wird, ist kein Socket von Ihnen oder eine Verknüpfung.',
  'agent.path-too-long': 'Der Pfad {file} ist länger, als das System für einen Socket zulässt.',
  'agent.path-too-long-hint':
    'Nichts wurde bedient. Setzen Sie XDG_RUNTIME_DIR auf einen Ihrer Ordner mit kürzerem Pfad.',
  'agent.refused': 'Es wurde nicht erlaubt: Jemand hat abgelehnt, oder niemand hat geantwortet.',
  'agent.refused-hint':
    'Nichts wurde getan, kein Schlüssel benutzt. Führen Sie es noch einmal aus, um noch einmal zu fragen, oder geben Sie das Hauptpasswort ein.',
  'agent.no-such-code': 'Unter diesem Code wartet nichts mehr.',
  'agent.no-such-code-hint':
    'Nichts wurde erlaubt. Vielleicht hat das Programm aufgegeben; „augno-vault agent grants“ zeigt, was wartet.',
  'agent.no-such-grant': 'Diese Erlaubnis gibt es nicht; vielleicht ist sie abgelaufen.',
  'agent.no-such-grant-hint': 'Nichts wurde geändert. „augno-vault agent grants“ zeigt die vorhandenen.',
  'agent.needs-ss':
    'Wer sich verbindet, sagt dem Programm „ss“ aus iproute2; das ist hier nicht installiert.',
  'agent.needs-linux':
    'Dieses System sagt diesem Programm nicht, wer sich verbindet; deshalb wird hier niemand bedient.',
  'agent.use-the-password': 'Nichts wurde getan. Verwenden Sie den Befehl stattdessen mit dem Hauptpasswort.',
  'agent.already-served': 'Dieser Tresor wird schon von einem anderen Prozess offen gehalten.',
  'agent.already-served-hint':
    'Dort wurde nichts geändert. Benutzen Sie diesen, oder beenden Sie ihn mit „augno-vault agent stop“.',
  'agent.unknown-peer': 'Das System sagt nicht sicher, welches Programm fragt; deshalb wird es abgelehnt.',
  'agent.another-protocol':
    'Wer den Tresor offen hält, versteht diese Anfrage nicht (er spricht Version {version}).',
  'agent.another-protocol-hint':
    'Nichts wurde getan. Beenden Sie ihn mit der Version, die ihn gestartet hat, und starten Sie die jetzige.',
  'agent.gone': 'Wer den Tresor offen hielt, hat mittendrin geendet oder ihn gesperrt.',
  'agent.gone-hint':
    'Was gewünscht war, kann geschehen sein oder nicht; der Tresor selbst ist sicher. Sehen Sie nach, und führen Sie es dann noch einmal aus.',
  'agent.not-there': 'Niemand hält diesen Tresor offen.',
  'agent.not-there-hint':
    'Nichts wurde getan. Entsperren Sie zuerst die App, oder starten Sie „augno-vault agent“.',
  'agent.waiting':
    'Wartet auf Ihr Wort dort, wo der Tresor offen ist: Code {code}, für {program}. Vergleichen Sie den Code dort und erlauben Sie es, oder führen Sie „augno-vault agent approve {code}“ in einem anderen Terminal aus. Nach {minutes} Minuten wird es aufgegeben.',
  'agent.way-once': 'Dort, wo der Tresor offen ist, für dieses eine Mal erlaubt.',
  'agent.way-by-grant': 'Erlaubt durch {grant} bis {until} (UTC), ohne Passwort.',
  'agent.password-instead': '{message} Mit dem Hauptpasswort geht es auch:',
  'agent.not-served': '„{name}“ wird nicht für ein anderes Programm getan.',
  'agent.nothing-was-lent': 'Nichts wurde ausgegeben.',
  'agent.log-recognised': 'Erkannt, bevor er in die Unterhaltung von {program} kam.',
  'agent.log-recognise-bound':
    '{program} ließ in einer Minute mehr Text mit den Schlüsseln des Tresors vergleichen, als es darf; der Rest wurde abgelehnt.',
  'agent.recognise-too-much': 'Es kam mehr Text zum Vergleichen, als in einer Minute verglichen wird.',
  'agent.recognise-too-much-hint':
    'Er wurde nicht mit den Schlüsseln des Tresors verglichen. In der nächsten Minute wird wieder verglichen.',
  'agent.not-for-once': 'Das lässt sich nur für eine Dauer erlauben.',
  'agent.not-for-once-hint': 'Nichts wurde erlaubt. Sagen Sie, für wie lange: --for 8h.',
  'agent.log-used': '{program} hat ihn benutzt: {purpose}.',
  'agent.log-started': 'Der Tresor wird für andere Befehle offen gehalten bis {until}.',
  'agent.log-ended': 'Der Tresor wird nicht mehr für andere Befehle offen gehalten.',
  'agent.log-allowed-once': 'Für einmal erlaubt: {program} darf {what}.',
  'agent.log-allowed': 'Erlaubt bis {until}: {program} darf {what}.',
  'agent.log-refused': 'Nicht erlaubt: {program} wollte {what}.',
  'agent.log-grant-ended': 'Nicht mehr erlaubt: {program} ({purpose}).',
  'agent.purpose-recognise': 'Schlüssel des Tresors in dem erkennen, was ein Assistent gleich sieht',
  'agent.purpose-list': 'Schlüssel und Konten auflisten',
  'agent.purpose-use': 'einen Schlüssel benutzen, ohne ihn zu sehen',
  'agent.purpose-inject': 'ein Geheimnis in ein Programm oder eine Datei einsetzen',
  'agent.purpose-reveal': 'ein Geheimnis zeigen',
  'agent.purpose-of-keys': '{purpose}: {names}',
  'agent.purpose-within': '{purpose} ({scope})',
  'agent.lifetime-bounds': '--lifetime nimmt 1m bis 7d.',
  'agent.for-or-once': 'Geben Sie --for mit einer Dauer an, oder --once.',
  'agent.actions': 'agent nimmt nichts oder eines von: {actions}.',
  'agent.approved': 'Erlaubt.',
  'agent.no-grants': 'Nichts ist erlaubt, und nichts wartet.',
  'agent.revoked': 'Es ist nicht mehr erlaubt.',
  'agent.stopped': 'Der Tresor ist gesperrt.',
  'agent.serving': 'Der Tresor wird offen gehalten bis {until} (UTC). Strg-C sperrt ihn.',
  'agent.locked': 'Der Tresor ist gesperrt, und alle Erlaubnisse sind zu Ende.',
  'agent.asked': 'Code {code}: {program} möchte {what}.',
  'agent.input-ended':
    'Dieses Terminal gibt keine Antworten mehr. Der Tresor bleibt offen, bis seine Zeit um ist oder Strg-C kommt; antworten Sie mit „augno-vault agent approve CODE“ oder „refuse CODE“.',
  'agent.prompt': '{code}: j für dieses eine Mal, eine Dauer wie 10m, alles andere lehnt ab:',
  'agent.not-there-hint-for-assistants':
    'Nichts wurde getan. Bitten Sie die Person, die App Augno Vault zu entsperren oder in einem Terminal „augno-vault agent“ zu starten, wo sie ihr Hauptpasswort eingibt; fragen Sie nicht danach. Rufen Sie dies dann noch einmal auf.',
  'agent.mcp-actions': 'mcp nimmt nichts oder eines von: install, uninstall, restore.',
  'agent.mcp-needs-one-of': '--for braucht eines von: {names}.',
  'agent.mcp-opens-vault':
    'In {file} steht ein Schlüssel im Klartext. Der Tresor wird geöffnet, um ihn durch eine Form zu ersetzen, in der der Server den Schlüssel verwendet und nicht hat.',
  'agent.mcp-replaced':
    '„{name}“ wird jetzt verwendet, ohne da zu stehen ({servers}). Die Datei, wie sie war, liegt 30 Tage versiegelt im Tresor: augno-vault mcp restore --for {client}.',
  'agent.mcp-rotate':
    '„{name}“ stand dort für alle lesbar. Erneuern Sie ihn: augno-vault keys rotate --reason compromised {id}',
  'agent.mcp-rotate-now': '„{name}“ jetzt erneuern? [j/N]',
  'agent.mcp-nothing-to-put-back': 'In diesem Tresor liegt keine versiegelte Kopie von {file}.',
  'agent.mcp-nothing-to-put-back-hint':
    'Nichts wurde geändert. Kopien werden 30 Tage aufgehoben, nachdem dort ein Schlüssel ersetzt wurde.',
  'agent.mcp-plain-key':
    'Der Schlüssel {key} steht im Klartext in {file} ({server}). Er wurde dort gelassen. Wer diese Datei liest, hat ihn: Erneuern Sie ihn, und starten Sie diesen Server mit „augno-vault agent run“.',
  'agent.no-such-route': '„{text}“ ist weder read noch write noch ein Endpunkt der API.',
  'agent.no-such-route-hint':
    'Nichts wurde gestartet. Schreiben Sie Methode und Route, wie die API sie dokumentiert, etwa "POST /v1/catalog/units".',
  'agent.not-brokered':
    'Der Schlüssel „{name}“ gehört zu keinem Konto, dessen Anfragen weitergeleitet werden könnten.',
  'agent.use-run': 'Nichts wurde gestartet. „augno-vault run“ gibt einem Programm den Schlüssel selbst.',
  'agent.log-session': '{id} begann: {program} darf ihn benutzen, ohne ihn zu haben ({scope}).',
  'agent.log-session-ended': '{id} endete nach {count, plural, one {# Anfrage} other {# Anfragen}}.',
  'agent.log-session-key': 'Nur für diese Sitzung wurde „{name}“ erstellt, mit der Rolle „{role}“.',
  'agent.role-not-narrow':
    'Die Rolle „{role}“ darf mehr als der Schlüssel „{key}“, ist eine Administratorrolle, oder was sie darf, ist hier nicht bekannt.',
  'agent.role-not-narrow-hint':
    'Kein Schlüssel wurde erstellt und nichts gestartet. Nennen Sie eine Rolle, die weniger darf; „augno-vault sync“ liest die Rollen neu.',
  'agent.key-of-session':
    'Der Schlüssel „{name}“ wurde für eine einzige Sitzung eines Programms erstellt und endet mit ihr.',
  'agent.key-of-session-hint': 'Nichts wurde damit getan. Nennen Sie einen anderen Schlüssel.',
  'agent.scope-read': 'lesen',
  'agent.scope-write': 'schreiben',
  'agent.scope-audit': 'Protokoll',
  'agent.scope-sync': 'synchronisieren',
  'agent.scope-and': '{first}, {rest}',
  'agent.scope-within': '{what} in {session}',
  'agent.key-not-of-account': 'Im Tresor ist kein solcher Schlüssel dieses Kontos.',
  'agent.key-not-of-account-hint':
    'Nichts wurde geändert. Synchronisieren Sie, falls er neu ist: augno-vault sync.',
  'agent.key-of-connection': 'Mit diesem Schlüssel arbeitet der Tresor selbst.',
  'agent.key-of-connection-hint':
    'Nichts wurde geändert. Ein Mensch erneuert ihn, in der App oder mit „augno-vault keys rotate“.',
  'agent.outcome-sent': 'läuft',
  'agent.outcome-refused': 'abgelehnt: nicht in Ordnung',
  'agent.outcome-not-allowed': 'nicht erlaubt',
  'agent.outcome-key-revoked': 'abgelehnt: Der Schlüssel ist widerrufen',
  'agent.outcome-key-expired': 'abgelehnt: Der Schlüssel ist abgelaufen',
  'agent.outcome-not-sent': 'nicht gesendet',
  'agent.outcome-cut-by-lock': 'durch das Sperren abgebrochen',
  'agent.outcome-timed-out': 'keine Antwort in der Zeit',
  'agent.outcome-failed': 'keine Antwort',
  'agent.outcome-kept-back': 'Antwort zurückgehalten',
  'agent.no-requests': 'Keine Sitzung hat etwas angefragt.',
  'agent.key-missing': 'Geben Sie den Schlüssel an: --key NAME.',
  'agent.program-missing': 'Das Programm, das gestartet werden soll, folgt nach --.',
  'agent.session-ended':
    'Die Sitzung ist zu Ende: Der Tresor wurde gesperrt oder sie beendet. Was {program} ab jetzt anfragt, wird abgelehnt.',
  'agent.session-began': '{id} bis {until} (UTC): Das Programm benutzt den Schlüssel und hat ihn nicht.',
} as const;
