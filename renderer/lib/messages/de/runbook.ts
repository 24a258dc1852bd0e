import type { runbook as english } from '../en/runbook.ts';

export const runbook: Readonly<Record<keyof typeof english, string>> = {
  'guide.none': 'Diesen Ablauf gibt es nicht mehr.',
  'guide.many-under-way': '{count} Abläufe sind im Gang. {first}',
  'guide.choose': 'Auswählen…',
  'guide.go-on': 'Weiter',
  'guide.begun': 'Begonnen',
  'guide.edit': 'Schritte bearbeiten…',
  'guide.abandon': 'Ohne Abschluss beenden',
  'guide.outcome-finished': 'Abgeschlossen',
  'guide.outcome-abandoned': 'Ohne Abschluss beendet',
  'guide.finished-hint': 'Im Protokoll steht, wann jeder Schritt erledigt war.',
  'guide.step-done': 'Dieser Schritt ist erledigt',
  'guide.key-gone': 'Der Eintrag dieses Schlüssels ist nicht mehr im Tresor.',
  'guide.ended': 'Anfragen mit dem Schlüssel {tail} werden abgewiesen.',
  'guide.end-how': 'Was mit dem Schlüssel geschieht',
  'guide.end-rotate': 'Sofort erneuern',
  'guide.end-rotate-hint':
    'Im selben Moment entsteht ein neuer Schlüssel. Was den alten benutzt, steht still, bis es umgestellt ist.',
  'guide.end-revoke': 'Widerrufen, ohne neuen Schlüssel',
  'guide.end-revoke-hint':
    'Für einen Schlüssel, den nichts mehr braucht, oder bis Sie wissen, was ihn braucht.',
  'guide.narrow-reason': 'Ein Schlüssel mit engerer Rolle hat seinen Platz eingenommen',
  'guide.rotate-named': '{fits, select, yes {{name} jetzt erneuern} other {Schlüssel jetzt erneuern}}',
  'guide.revoke-named': '{fits, select, yes {{name} widerrufen} other {Schlüssel widerrufen}}',
  'guide.issued': 'Der neue Schlüssel {tail} ist in diesem Tresor.',
  'guide.issue': 'Schlüssel ausstellen',
  'guide.role-first': 'Legen Sie zuerst die Rolle an: Der neue Schlüssel bekommt sie.',
  'guide.no-role':
    'Die Rolle des alten Schlüssels ist nicht bekannt. Gleichen Sie das Konto ab und kommen Sie dann zurück.',
  'guide.key-first': 'Es gibt noch keinen neuen Schlüssel. Stellen Sie ihn zuerst aus.',
  'guide.no-requests': 'Die API hat keine Anfrage mit diesem Schlüssel aufgezeichnet.',
  'guide.callers': 'Wer den Schlüssel benutzt hat',
  'guide.address': 'Adresse',
  'guide.client': 'Programm',
  'guide.requests': 'Anfragen',
  'guide.refused': 'Abgewiesen',
  'guide.last': 'Zuletzt',
  'guide.scan-nowhere':
    'Bei keiner Suche wurde dieser Schlüssel gefunden. Durchsuchen Sie die Ordner, in denen er stehen könnte.',
  'guide.not-begun': 'Sie beginnt mit Ihrem ersten Schritt; Ansehen ändert nichts.',
  'leak-facts.title': 'Was bekannt ist',
  'leak-facts.what': 'Schlüssel',
  'leak-facts.role': 'mit der Rolle {role}',
  'leak-facts.where': 'Wo',
  'leak-facts.since': 'Seit',
  'leak-facts.works': 'Gilt er noch?',
  'leak-facts.still-works': 'Er gilt noch.',
  'leak-facts.who': 'Zuletzt benutzt von',
  'leak-facts.nowhere': 'Die Suche hat ihn nirgends gefunden.',
  'leak-facts.in-history': '(in der Historie)',
  'leak-facts.not-there': '(nicht mehr da)',
  'leak-facts.more': '{count, plural, one {und eine weitere Stelle} other {und # weitere Stellen}}',
  'leak-facts.unknown': 'Nicht bekannt.',
  'leak-facts.first-seen': 'Kein Commit ist bekannt; hier zuerst gesehen',
  'leak-facts.unreadable': 'Die Anfrageprotokolle der API lassen sich gerade nicht lesen.',
  'leak-facts.more-callers':
    '{count, plural, one {und einer mehr} other {und # mehr}}; alle stehen im Schritt, der ansieht, was getan wurde',
  'report.title': 'Bericht',
  'report.what':
    'Was der Bericht jetzt sagt. Er kommt mit Ihren Worten in das Protokoll, wenn Sie abschließen.',
  'report.kept': 'Wie er im Protokoll steht.',
  'report.save': 'Bericht sichern',
  'report.save-md': 'Markdown…',
  'report.save-pdf': 'PDF…',
  'report.saved': 'Der Bericht ist gesichert. Kein Geheimnis ist darin.',
  'proof.facts': 'Was gemessen wurde',
  'proof.try': 'Den alten Schlüssel probieren',
  'proof.key-refused': 'Die API hat den alten Schlüssel abgewiesen',
  'proof.key-listed':
    'Das Konto führt den alten Schlüssel als beendet; sein Geheimnis ist nicht hier, um es zu probieren. Beendet',
  'proof.key-untried':
    'Der alte Schlüssel ist beendet, aber noch wurde keine Anfrage mit ihm abgewiesen. Probieren Sie ihn.',
  'proof.key-works': 'Der alte Schlüssel funktioniert noch.',
  'proof.not-scanned': 'Seit der Schlüssel angehalten wurde, wurde nichts durchsucht.',
  'proof.unscanned': 'Noch zu durchsuchen, samt Historie:',
  'proof.scanned': 'Durchsucht, nachdem alles in Ordnung gebracht war,',
  'proof.nothing-left': 'Weder der alte noch der neue Schlüssel steht, wo er nicht stehen darf.',
  'proof.old-in-file': 'Der alte Schlüssel steht noch in',
  'proof.new-in-file': 'Der neue Schlüssel steht, wo ihn niemand hingetan hat:',
  'proof.old-in-history': 'Der alte Schlüssel ist in der Historie von',
  'proof.new-in-history': 'Der neue Schlüssel ist in der Historie von',
  'proof.commit': 'Commit {commit} von {author}, {date}',
  'proof.history-dead': 'Er wird abgewiesen, also ist hier nichts weiter zu tun.',
  'proof.history-living':
    'Ein Schlüssel in einer Historie bleibt dort lesbar. Halten Sie ihn zuerst an: Nichts anderes hilft.',
  'proof.history-rewrite': 'Wenn die Historie trotzdem umgeschrieben werden muss',
  'proof.history-how':
    'Sagen Sie es allen, die mit dem Repository arbeiten. Klonen Sie es neu, schreiben Sie den alten Schlüssel in keys.txt, führen Sie dies aus und übertragen Sie mit --force. Alle älteren Klone müssen neu gemacht werden.',
  'proof.history-host':
    'Code-Hoster zeigen alte Commits weiter unter ihrer Adresse, in Pull Requests und in Forks. Bitten Sie den Support des Hosters, diese Ansichten zu entfernen.',
  'proof.missing': 'Noch ist nicht nachgewiesen, dass es vorbei ist.',
  'proof.missing-hint':
    'Was fehlt, steht unten. Sie können auch beenden, ohne abzuschließen: Dann bleibt es hier genannt.',
  'proof.not-over': 'Das ist nicht vorbei.',
  'proof.not-over-hint':
    'Was übrig ist, steht unten. Beginnen Sie von vorn, oder bringen Sie es in Ordnung und suchen Sie noch einmal.',
  'proof.over-unfinished': 'Die Reaktion wurde vorzeitig beendet, aber es ist nichts übrig.',
  'proof.over-hint':
    'Der alte Schlüssel wird abgewiesen, und eine Suche findet keinen der beiden, wo er nicht stehen darf.',
  'guide.scan-incomplete':
    'Nicht alles war lesbar, also beweist das noch nichts. Bei den Funden steht, was ausgelassen wurde.',
  'guide.scan-again': 'Noch einmal suchen',
  'guide.scan-folder': 'Ordner durchsuchen…',
  'guide.note': 'Was geschehen ist und was getan wurde',
  'guide.note-hint': 'Steht im Protokoll. Schreiben Sie nie ein Geheimnis hinein.',
  'guide.steps-left':
    '{count, plural, one {Ein Schritt ist nicht erledigt.} other {# Schritte sind nicht erledigt.}} Sie können trotzdem abschließen.',
  'guide.finish': 'Festhalten und abschließen',

  'guide.leak-title': 'Reaktion auf ein Leck: {name}',
  'guide.leak-what':
    'Vom Leck bis zum Nachweis, dass es vorbei ist. Sie können jederzeit unterbrechen und später weitermachen.',
  'guide.leak-under-way': 'Reaktion auf ein Leck bei {name}: {done} von {count} Schritten erledigt.',
  'guide.leak-finished': 'Das Leck ist behandelt.',
  'guide.leak.end-title': 'Den Schlüssel anhalten',
  'guide.leak.end-text':
    'Wer den Schlüssel hat, kann ihn benutzen, bis er widerrufen ist. Tun Sie das zuerst, auch wenn eine Anbindung eine Weile stillsteht. Der Anbieter widerruft einen Schlüssel vielleicht selbst, wenn er ihn offen findet; warten Sie nicht darauf.',
  'guide.leak.issue-title': 'Einen neuen Schlüssel ausstellen',
  'guide.leak.issue-text':
    'Mit derselben Rolle oder einer engeren. Geben Sie ihn von hier aus weiter, nie per Mail, Chat oder Ticket.',
  'guide.leak.places-title': 'Alle Stellen umstellen, die ihn benutzten',
  'guide.leak.places-text':
    'Dateien auf diesem Rechner lassen sich hier umstellen. Haken Sie den Rest ab, wenn er erledigt ist.',
  'guide.leak.review-title': 'Ansehen, was damit getan wurde',
  'guide.leak.review-text':
    'Achten Sie auf Adressen und Programme, die nicht Ihre sind. Gibt es welche, sehen Sie im Dashboard nach, was sie getan haben, und informieren Sie die Verantwortlichen für diese Daten.',
  'guide.leak.scan-title': 'Nachweisen, dass er weg ist',
  'guide.leak.scan-text':
    'Suchen Sie noch einmal dort, wo er gefunden wurde. Ein Schlüssel, der öffentlich stand, gilt für immer als bekannt.',
  'guide.leak.note-title': 'Festhalten, was geschehen ist',
  'guide.leak.note-text': 'Wie er nach außen kam, was getan wurde, was es künftig verhindert.',

  'guide.narrow-title': 'Rolle von {name} einschränken',
  'guide.narrow-what':
    'Ein Schlüssel, der nur darf, was er wirklich tut. Die Rolle eines Schlüssels ändert sich nie, also tritt ein neuer an seine Stelle.',
  'guide.narrow-under-way': 'Rolle von {name} wird eingeschränkt: {done} von {count} Schritten erledigt.',
  'guide.narrow-finished': 'Der enge Schlüssel ist im Einsatz.',
  'guide.narrow.usage-title': 'Sehen, was der Schlüssel wirklich aufruft',
  'guide.narrow.usage-text':
    'Aus den Anfrageprotokollen der API. Was nur einmal im Quartal geschieht, steht vielleicht nicht darin: Denken Sie jetzt daran.',
  'guide.narrow.role-title': 'Genau daraus eine Rolle machen',
  'guide.narrow.role-text':
    'Vorgewählt aus den Protokollen. Ergänzen Sie, was die Anbindung brauchen wird, und lassen Sie weg, was sie nie hätte dürfen sollen.',
  'guide.narrow.issue-title': 'Schlüssel mit der neuen Rolle ausstellen',
  'guide.narrow.issue-text': 'Beide Schlüssel gelten, bis der weite abgelöst ist.',
  'guide.narrow.places-title': 'Alles auf den neuen Schlüssel umstellen',
  'guide.narrow.places-text':
    'Dateien auf diesem Rechner lassen sich hier umstellen. Haken Sie den Rest ab, wenn er erledigt ist.',
  'guide.narrow.end-title': 'Den weiten Schlüssel ablösen',
  'guide.narrow.end-text':
    'Wenn ihn nichts mehr benutzt. Sehen Sie zuerst nach, wann er zuletzt benutzt wurde.',
  'guide.narrow.note-title': 'Festhalten',
  'guide.narrow.note-text': 'Warum diese Rolle, für die nächste Überprüfung der Zugriffe.',

  'guide.drill-title': 'Erneuerung üben',
  'guide.drill-what':
    'Üben Sie eine Erneuerung mit einem Sandbox-Schlüssel, damit die echte keine Überraschung bereithält.',
  'guide.drill-under-way': 'Übung einer Erneuerung: {done} von {count} Schritten erledigt.',
  'guide.drill-finished': 'Sie haben einen Schlüssel erneuert und es nachgewiesen.',
  'guide.drill.make-title': 'Übungsschlüssel anlegen',
  'guide.drill.make-text':
    'Ein Sandbox-Schlüssel mit enger Rolle für einen Tag, und eine .env-Datei zum Üben, in der er steht.',
  'guide.drill.rotate-title': 'Erneuern',
  'guide.drill.rotate-text':
    'Der alte Schlüssel endet sofort. In der Datei steht nun ein Schlüssel, der abgewiesen wird, wie bei einer Anbindung.',
  'guide.drill.places-title': 'Den neuen Schlüssel in die Datei eintragen',
  'guide.drill.places-text': 'Sehen Sie die Zeile an und ersetzen Sie sie dann.',
  'guide.drill.prove-title': 'Nachweisen, dass der alte abgewiesen wird',
  'guide.drill.prove-text':
    'Ein Widerruf zählt, wenn eine Anfrage mit dem alten Schlüssel abgewiesen wird, nicht früher.',
  'guide.drill.clean-up-title': 'Aufräumen',
  'guide.drill.clean-up-text': 'Widerruft den Übungsschlüssel, löscht die Übungsdatei und beide Einträge.',

  'drill.start': 'Erneuerung üben',
  'drill.make': 'Schlüssel und Datei anlegen',
  'drill.made': 'Der Schlüssel {tail} steht in {file}.',
  'drill.make-first': 'Legen Sie zuerst den Übungsschlüssel an.',
  'drill.rotate': 'Übungsschlüssel erneuern',
  'drill.rotated': 'Der neue Schlüssel ist {tail}.',
  'drill.rotate-first': 'Erneuern Sie zuerst den Übungsschlüssel.',
  'drill.proved': 'Eine Anfrage mit dem alten Schlüssel wurde abgewiesen.',
  'drill.clean-up': 'Aufräumen und abschließen',
  'drill.no-sandbox': 'Für eine Übung braucht es ein Sandbox-Konto. Verbinden Sie zuerst eines.',

  'leak.start': 'Auf ein Leck reagieren…',
  'narrow.start': 'Rolle einschränken…',

  'runbook.title': 'Schritte der Reaktion auf ein Leck',
  'runbook.what':
    'Die Worte und Schritte Ihres Teams, für jede Reaktion von jetzt an. Eine begonnene bleibt, wie sie begann.',
  'runbook.built-in': 'Mitgeliefert; die Worte können Sie ändern',
  'runbook.own': 'Eigener Schritt',
  'runbook.new-step': 'Neuer Schritt',
  'runbook.step-title': 'Titel',
  'runbook.step-text': 'Was zu tun ist',
  'runbook.up': 'Nach oben: {name}',
  'runbook.down': 'Nach unten: {name}',
  'runbook.remove': 'Entfernen: {name}',
  'runbook.add': 'Schritt hinzufügen',
  'runbook.reset': 'Auslieferungsstand',
  'runbook.import': 'Aus Datei laden…',
  'runbook.loaded': 'Die Schritte aus der Datei sind da. Sehen Sie sie durch, dann sichern Sie.',
  'runbook.export': 'Als Datei sichern…',
  'runbook.exported': 'Die Schritte sind in der Datei. Andere Admins laden sie in diesem Dialog.',
  'runbook.saved': 'Die Schritte sind gesichert.',

  'usage.reading': 'Die Anfrageprotokolle werden gelesen…',
  'usage.none':
    'Die Protokolle zeigen keine Anfrage, die erlaubt war. Wählen Sie die Berechtigungen im nächsten Schritt von Hand.',
  'usage.from': '{count, plural, one {Eine Anfrage} other {# Anfragen}}, seit',
  'usage.incomplete': 'Es gibt ältere, die nicht gelesen wurden.',
  'usage.needs-admin':
    'Er verwaltet auch Schlüssel, was nur eine Admin-Rolle darf. Behalten Sie dafür einen Admin-Schlüssel, und nur dafür.',
  'usage.routes': 'Routen, die der Schlüssel aufrief',
  'usage.route': 'Route',
  'usage.permission': 'Nötiges Recht',
  'usage.no-route': '(Route nicht aufgezeichnet)',
  'usage.documented': 'wie im offiziellen Client dokumentiert',
  'usage.derived': 'aus der Route abgeleitet',
  'usage.admin': 'eine Admin-Rolle',
  'usage.unknown': 'nicht bekannt: von Hand wählen',
  'usage.state-seen': '{count, plural, one {In Gebrauch gesehen:} other {In Gebrauch gesehen (#):}}',
  'usage.state-implied':
    '{count, plural, one {Vielleicht für eine aufgerufene Route nötig; bleibt:} other {Vielleicht für aufgerufene Routen nötig; bleiben (#):}}',
  'usage.state-unknown':
    '{count, plural, one {Die Protokolle können nicht sagen, ob sie gebraucht wird; bleibt:} other {Die Protokolle können nicht sagen, ob sie gebraucht werden; bleiben (#):}}',
  'usage.state-unseen':
    '{count, plural, one {Vorhanden, aber nicht in Gebrauch gesehen; fällt weg:} other {Vorhanden, aber nicht in Gebrauch gesehen; fallen weg (#):}}',
};
