import type { Articles } from '../article.ts';

export const articles: Articles = {
  'first-steps': {
    title: 'Erste Schritte',
    words: 'anfang beginnen verbinden sandbox ausprobieren',
    body: `
Ein Tresor verwahrt die Schlüssel eines oder mehrerer Augno-Konten. Verbinden Sie ein Konto mit einem seiner Admin-Schlüssel, oder
beginnen Sie mit einem Sandbox-Konto, das nur auf diesem Rechner läuft.

# Womit Sie beginnen

- Erstellen Sie einen Schlüssel. Sein Geheimnis kommt sofort in den Tresor, geht also nie verloren, und wird nur auf Wunsch gezeigt.
- Durchsuchen Sie die Ordner mit Ihrem Code. Schlüssel, die in Dateien oder in die Historie eines Repositorys geraten sind, stehen unter Funde.
- Notieren Sie bei jedem Schlüssel, wo er benutzt wird. Beim Erneuern ist das Ihre Liste.

Mit Strg K (⌘ K am Mac) finden Sie Schlüssel, Aktionen und diese Seiten; schreiben Sie, was geschehen soll und mit welchem Schlüssel, in beliebiger Reihenfolge: „kopieren webshop“. Auf einem Schlüssel der Liste kopiert Strg C das Geheimnis, Strg Umschalt C die Kennung, F2 ändert den Namen, und die rechte Maustaste zeigt alles. Mit F1 kommen Sie hierher zurück.`,
  },
  leak: {
    title: 'Ein Schlüssel ist nach außen gelangt: was zu tun ist',
    words: 'leck kompromittiert gestohlen vorfall notfall reaktion ablauf',
    body: `
Wer einen Schlüssel hat, kann ihn benutzen, bis er widerrufen ist. Die Reihenfolge ist deshalb wichtiger als alles andere.

# Die Reihenfolge

- Den Schlüssel anhalten: sofort erneuern oder widerrufen. Eine Anbindung, die eine Stunde stillsteht, kostet weniger als ein Fremder in Ihrem Konto.
- Einen neuen Schlüssel ausstellen, mit derselben Rolle oder einer engeren.
- Alle Stellen umstellen, die den alten benutzten.
- In den Anfrageprotokollen nach Adressen und Programmen sehen, die nicht Ihre sind.
- Noch einmal suchen und sehen, dass der Schlüssel weg ist.
- Festhalten, was geschehen ist.

„Auf ein Leck reagieren…“ im Menü eines Schlüssels oder neben einem Fund führt durch diese Schritte. Sie können jederzeit
unterbrechen: Was erledigt ist, bleibt es über Sperren und Neustart. Ihr Team kann die Worte ändern und Schritte ergänzen.

# Was nicht hilft

Die Datei oder den Commit zu löschen. Was einmal öffentlich war, wurde gelesen; öffentliche Repositorys werden im Minutentakt
beobachtet. In der Historie eines Repositorys bleibt ein Schlüssel lesbar. Nur sein Widerruf beendet ihn.`,
  },
  rotation: {
    title: 'Einen Schlüssel erneuern, mit und ohne Übergang',
    words: 'rotieren rotation übergang ersetzen erneuern ablauf liste abgewiesen',
    body: `
Eine Erneuerung erzeugt einen neuen Schlüssel mit demselben Namen und derselben Rolle und beendet den alten. Das neue Geheimnis ist im
Tresor, bevor es gezeigt wird.

# Sofort oder mit Übergang

Sofort heißt: Anfragen mit dem alten Schlüssel werden ab diesem Moment abgewiesen. Das ist richtig für einen Schlüssel, der nach außen
gelangt ist.

Mit Übergang gelten beide Schlüssel so lange, wie Sie wählen, höchstens 30 Tage. Das ist richtig für alles andere: Sie stellen eine
Anbindung nach der anderen um, und nichts steht still. Wo der Server das Ende nicht vormerken kann, widerruft diese App den alten
Schlüssel am Tag selbst; sie muss dann laufen, oder sie holt es beim nächsten Start nach.

# Wann sie fertig ist

Eine Erneuerung ist fertig, wenn eine Anfrage mit dem alten Schlüssel abgewiesen wurde, nicht wenn ein Datum vorbei ist. Bis dahin bleibt
sie in der Liste. In diesem Moment wird das alte Geheimnis vernichtet; sein Fingerabdruck bleibt, damit die Suche es weiter erkennt.

Üben Sie es einmal: Die Übung benutzt einen Sandbox-Schlüssel und räumt hinter sich auf.`,
  },
  places: {
    title: 'Einen neuen Schlüssel in Dateien eintragen',
    words: 'env datei ersetzen änderung rückgängig sicherung',
    body: `
Nach einer Erneuerung zeigt „In Dateien ersetzen…“ die Dateien auf diesem Rechner, die den alten Schlüssel enthalten: die bei der Suche
gefundenen und die notierten. Sie sehen jede Zeile, bevor geschrieben wird, ohne den Schlüssel selbst.

# Was mit der Datei geschieht

- Nur der alte Schlüssel, genau wie er ist, wird ersetzt. Jedes andere Byte bleibt, ebenso Rechte, Eigentümer und Zeilenenden.
- Ein anders geschriebener Schlüssel (in Base64, über Zeilen verteilt) wird genannt und bleibt unberührt.
- Die Datei wird ganz geschrieben oder gar nicht. Hat sie sich geändert, seit Sie hinsahen, wird nichts geschrieben.
- Symbolischen Links wird nicht gefolgt, und schreibgeschützte Dateien werden nicht geändert.
- Was die Datei war, liegt 30 Tage versiegelt im Tresor. Daneben liegt keine Kopie. „Rückgängig“ setzt sie zurück, außer jemand hat sie seither bearbeitet.`,
  },
  'pass-on': {
    title: 'Ein Geheimnis weitergeben',
    words: 'teilen senden kopieren zwischenablage mail chat ticket github kubectl versiegeln admin kollege',
    body: `
Senden Sie einen Schlüssel nie per Mail, Chat oder Ticket: Dort bleibt er jahrelang, auch in Sicherungen. „Weitergeben…“ im Menü eines
Schlüssels hat stattdessen drei Wege.

- An ein Programm: Das Geheimnis geht an seine Standardeingabe, zum Beispiel von gh secret set. Es steht nicht in den Argumenten, wo andere Programme es lesen könnten, und es wird keine Shell benutzt. Vor dem Start fragt ein Dialog des Systems noch einmal; was das Programm ausgibt, wird maskiert.
- In eine Datei: setzt eine Variable in einer .env-Datei, die Sie vorher sehen und rückgängig machen können.
- An einen anderen Admin: so versiegelt, dass nur dessen Tresor es öffnen kann. Dieser Text darf auf jedem Weg gehen.

# Fingerabdrücke vergleichen

Ein versiegelter Text ist nur so gut wie der öffentliche Schlüssel, für den er gemacht wurde. Vergleichen Sie den Fingerabdruck einmal,
am Telefon oder persönlich. Sonst könnte Ihnen jemand dazwischen seinen eigenen gegeben haben.

Die Zwischenablage ist der letzte Ausweg. Sie wird nach der eingestellten Zeit geleert, aber bis dahin können andere Programme sie lesen.`,
  },
  'least-privilege': {
    title: 'Eine Rolle mit genau dem Nötigen',
    words: 'rechte rolle verengen admin minimum berechtigung',
    body: `
Ein Schlüssel mit Admin-Rolle kann alles, und wer ihn findet, kann es auch. „Rolle einschränken…“ im Menü eines Schlüssels liest die
Anfrageprotokolle, zeigt die Routen, die der Schlüssel wirklich aufrief, und macht eine Rolle aus genau den Rechten, die sie brauchen.

# Zu bedenken

- Protokolle zeigen, was war, nicht was kommt. Was einmal im Quartal läuft, steht vielleicht nicht darin; ergänzen Sie sein Recht von Hand.
- Augno dokumentiert das Recht weniger Routen. Die anderen sind aus den Worten der Route abgeleitet und so gekennzeichnet.
- Die Rolle eines Schlüssels ändert sich nie. Ein neuer Schlüssel mit der engen Rolle tritt an die Stelle des weiten.
- Schlüssel zu verwalten braucht eine Admin-Rolle. Behalten Sie einen Admin-Schlüssel nur dafür.`,
  },
  scanning: {
    title: 'Was die Suche findet und was nicht',
    words: 'scan fund leck repository historie git fehlalarm prüfsumme',
    body: `
Jeder Augno-Schlüssel endet mit einer Prüfsumme. Ein Fund ist deshalb ein Schlüssel und keine Vermutung: Ein Text, der nur so aussieht,
wird unterschieden.

Gesucht wird in Dateien, auch versteckten und von Git ignorierten, in Archiven, in der ganzen Historie eines Repositorys samt Commits,
zu denen kein Branch führt, und durch Kodierungen wie Base64, UTF-16 und Hex hindurch.

# Was sie nicht sehen kann

- Verschlüsselte Archive und Datenträger und was sie nicht lesen darf. Sie sagt, was sie ausgelassen hat; „nichts gefunden“ gilt nur für das Gelesene.
- Schlüssel, die absichtlich zerteilt oder verschlüsselt wurden.
- Orte außerhalb dieses Rechners: Build-Server, Chats, fremde Festplatten.`,
  },
  recovery: {
    title: 'Passwort vergessen, Wiederherstellungsschlüssel, Sicherungen',
    words: 'passwort vergessen verloren wiederherstellen sicherung backup zurücksetzen',
    body: `
Das Hauptpasswort kennen nur Sie. Niemand kann es zurücksetzen, und es gibt keine Hintertür.

# Was einen Tresor öffnet

- Das Hauptpasswort.
- Der Wiederherstellungsschlüssel, der beim Anlegen gezeigt wurde. Bewahren Sie ihn auf Papier und nicht bei diesem Rechner auf. Mit ihm setzen Sie ein neues Passwort.
- Die Schnellentsperrung, wo Sie sie eingeschaltet haben: eine Bequemlichkeit auf diesem Rechner, kein Weg zurück.

Ist alles verloren, ist der Inhalt des Tresors verloren. Die Schlüssel bei Augno gelten weiter: Legen Sie einen neuen Tresor an,
verbinden Sie das Konto und erneuern Sie sie.

# Sicherungen

Eine Sicherung ist eine verschlüsselte Datei mit eigenem Passwort. Bewahren Sie eine dort auf, wo sie nicht mit diesem Rechner verloren
geht, und probieren Sie einmal aus, ob sie sich wiederherstellen lässt: Eine nie erprobte Sicherung ist eine Hoffnung. Wer eine alte
Sicherung und ihr Passwort hat, hat die Geheimnisse jenes Tages; erneuern Sie, was wichtig ist, wenn eine abhandenkommt.

# Ein voller oder schreibgeschützter Datenträger

Der Tresor wird weiter gelesen: Schlüssel lassen sich auflisten, anzeigen und kopieren, anderswohin sichern, und Ordner durchsuchen.
Gespeichert wird nichts. Weil das Protokoll dann keinen Eintrag aufnehmen kann, wird vor jedem Geheimnis nach dem Hauptpasswort gefragt,
und der Eintrag wartet versiegelt, bis sich der Tresor beschreiben lässt; eine Leiste sagt, wie viele warten. Das geschieht von selbst.
Ist der Ordner des Tresors gar nicht da, ist sein Datenträger nicht angeschlossen: Schließen Sie ihn an, dann lässt sich der Tresor
wieder entsperren.`,
  },
  limits: {
    title: 'Was diese App nicht verspricht',
    words: 'sicherheit grenzen garantie schadsoftware speicher administrator',
    body: `
Die Grenzen zu kennen gehört zur Sicherheit.

- Solange der Tresor offen ist, kann ein Programm, das als Sie oder als Administrator läuft, den Speicher der App lesen. Das Sperren beendet das.
- Ein Geheimnis, das gezeigt oder kopiert wurde, kann ein anderes Programm gesehen oder behalten haben. Die Zwischenablage wird geleert, aber nicht aus jedem Verlauf.
- Ein widerrufener Schlüssel kann vom Server noch für Augenblicke angenommen werden. Diese App glaubt einen Widerruf, wenn sie eine Anfrage abgewiesen sieht.
- „Zuletzt benutzt“ kommt von der API, die es höchstens einmal am Tag schreibt.
- „Kein Fund“ heißt: nicht in dem, was gelesen wurde.
- Einen Eintrag zu löschen entfernt ihn aus diesem Tresor. Augno behält seinen eigenen für immer.
- Erweiterte Attribute und Zugriffslisten einer Datei bleiben beim Ersetzen eines Schlüssels nicht erhalten; Rechte und Eigentümer schon.`,
  },
};
