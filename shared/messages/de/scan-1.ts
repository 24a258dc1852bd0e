/** What the scanner says: of files, repositories and hooks; in German. */
export const scan1German = {
  'hook.a-hook-set-aside-is-in-the-way': 'Ein früher beiseitegelegter Hook ist im Weg: {name}.',
  'hook.a-key-was-not-refused': 'ein zum Erproben gemachter Schlüssel wurde nicht abgewiesen ({said})',
  'hook.hooks-are-switched-off-here': 'Hooks sind hier abgeschaltet: core.hooksPath nennt keinen Ordner.',
  'hook.hooks-path-leads-outside':
    'core.hooksPath führt aus diesem Repository hinaus, nach {folder}: Hooks dort laufen für jedes Repository, das ihn nennt.',
  'hook.hooks-path-switches-hooks-off': 'core.hooksPath schaltet Hooks ab: Hier läuft keiner.',
  'hook.is-a-link-or-no-file': '{name} ist ein Link oder keine Datei und blieb deshalb unberührt.',
  'hook.it-could-not-be-tried':
    'er ließ sich nicht erproben ({said}); installieren Sie ihn mit dieser Fassung noch einmal',
  'hook.it-looks-into-another-repository':
    'er sieht in ein anderes Repository ({repository}), von diesem wird also nichts beurteilt',
  'hook.it-refuses-everything': 'er weist alles ab: {said}',
  'hook.it-said-nothing': 'er sagte nichts',
  'hook.its-lines-were-edited': 'seine Zeilen wurden verändert; installieren Sie ihn noch einmal',
  'hook.look-at-hooks-path':
    'Es wurde nichts geändert. Sehen Sie core.hooksPath mit git config an; dann nennen Sie diesen Ordner oder lassen die Option weg.',
  'hook.move-that-file-away':
    'Die Hooks dort blieben, wie sie sind. Verschieben Sie jene Datei und installieren Sie dann noch einmal.',
  'hook.name-the-same-folder':
    'Es wurde nichts geändert. Ist das gemeint, nennen Sie denselben Ordner mit --hooks-path; sonst löschen Sie core.hooksPath mit git config.',
  'hook.node-is-gone': 'Node ist nicht mehr unter {node}; jeder Commit oder Push wird abgewiesen',
  'hook.replace-it-with-a-plain-file':
    'Es wurde nichts geändert. Ersetzen Sie es durch eine gewöhnliche Datei und installieren Sie dann noch einmal.',
  'hook.set-or-unset-hooks-path':
    'Es wurde nichts geändert. Setzen oder löschen Sie core.hooksPath mit git config und installieren Sie dann noch einmal.',
  'hook.switched-off-by-hooks-path': 'Hooks sind durch core.hooksPath abgeschaltet',
  'hook.the-file-is-not-executable': 'die Datei ist nicht ausführbar, deshalb übergeht git sie',
  'hook.the-hooks-are-huskys':
    'Die Hooks sind die von husky und Teil des Repositorys: Wer sie mit pull holt, braucht den Befehl am selben Ort auf seinem Rechner.',
  'hook.the-hooks-lie-elsewhere':
    'Die Hooks dieses Repositorys liegen in {folder}, nicht in dem Ordner, den --hooks-path nennt.',
  'hook.the-hooks-lie-outside':
    'Die Hooks dieses Repositorys liegen außerhalb, in {folder}, und laufen dort für jedes Repository, das diesen Ordner nennt.',
  'hook.the-scanner-is-gone':
    'die Suche ist nicht mehr unter {script}; jeder Commit oder Push wird abgewiesen',
  'scan.baseline-cannot-be-used': 'Die Baseline {name} ist nicht zu gebrauchen: {problem}.',
  'scan.baseline-could-not-be-read': 'Die Baseline {name} ließ sich nicht lesen.',
  'scan.check-its-path-and-permissions': 'Es wurde nichts durchsucht. Prüfen Sie Pfad und Rechte.',
  'scan.check-the-path-for-typing-errors': 'Es wurde nichts geändert. Prüfen Sie den Pfad auf Tippfehler.',
  'scan.commondir-leads-outside': 'sein commondir führt aus dem durchsuchten Ordner hinaus',
  'scan.git-dir-holds-no-objects': 'was GIT_DIR nennt, enthält keine Objekte',
  'scan.git-dir-leads-to-network': 'GIT_DIR führt zu einem Netzpfad',
  'scan.git-file-leads-outside': 'seine .git-Datei führt hinaus, in einen Ordner, der es nicht kennt',
  'scan.git-file-leads-to-network': 'seine .git-Datei führt zu einem Netzpfad',
  'scan.git-file-names-a-gone-folder': 'seine .git-Datei nennt einen Ordner, den es nicht mehr gibt',
  'scan.git-file-names-no-folder': 'seine .git-Datei nennt keinen Ordner',
  'scan.git-folder-holds-no-objects': 'sein .git-Ordner enthält keine Objekte',
  'scan.ignore-file-cannot-be-used': 'Die Ignorierdatei {name} ist nicht zu gebrauchen: {problem}.',
  'scan.ignore-file-could-not-be-read': 'Die Ignorierdatei {name} ließ sich nicht lesen.',
  'scan.in-line': 'Zeile {line}: {text}',
  'scan.it-is-larger-than-64-mib': 'sie ist größer als 64 MiB',
  'scan.it-is-neither-baseline-nor-report': 'sie ist weder eine Baseline noch der Bericht einer Suche',
  'scan.it-is-not-json': 'sie ist kein JSON',
  'scan.line-begins-with-neither':
    'sie beginnt weder mit einem Fingerabdruck aus 32 Hexadezimalziffern noch mit "unscanned"',
  'scan.line-has-no-date': 'das Datum hinter "until" hat nicht die Form JJJJ-MM-TT',
  'scan.mend-or-remove-it':
    'Es wurde nichts durchsucht. Berichtigen oder entfernen Sie sie, und suchen Sie dann noch einmal.',
  'scan.name-the-folder-of-a-repository':
    'Es wurde nichts durchsucht. Nennen Sie den Ordner eines Repositorys, oder lassen Sie --history, --staged und --range weg, um Dateien zu durchsuchen.',
  'scan.repair-it-or-clone-it-again':
    'Seine Geschichte wurde nicht durchsucht. Reparieren oder klonen Sie es neu und suchen Sie dann noch einmal.',
  'scan.scan-the-main-repository-itself':
    'Seine Geschichte wurde nicht durchsucht. Durchsuchen Sie das Hauptrepository selbst.',
  'scan.the-range-names-no-commit-of-it':
    'Der Bereich nennt einen Commit, der nicht in diesem Repository ist.',
  'scan.the-repository-cannot-be-read': 'Das Repository lässt sich nicht lesen: {what}.',
  'scan.there-is-no-git-repository-here': 'Hier ist kein Git-Repository, auch in keinem Ordner darüber.',
  'scan.there-is-nothing-at': 'Unter {path} ist nichts.',
  'scan.unscanned-needs-a-path': '"unscanned" braucht den Pfad einer Datei oder ein Muster für mehrere',
  'scan.unscanned-needs-a-reason':
    '"unscanned" braucht einen Grund und einen letzten Tag: # Grund, until JJJJ-MM-TT',
  'scan.write-the-range-as':
    'Es wurde nichts durchsucht. Schreiben Sie ihn als A..B mit IDs, Branches oder Tags; in einem flachen Klon holen Sie erst die fehlende Geschichte.',
} as const;
