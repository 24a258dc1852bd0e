/** What the writer of values into files says, in German; see `error-sentences.ts`. */
export const PLACE_SENTENCES = `
What is kept as the secret of this key is not a key. => Was als Geheimnis dieses Schlüssels aufbewahrt wird, ist kein Schlüssel.
It came from the server or from a file in this form; rotate the key to get a real one. => Es kam in dieser Form vom Server oder aus einer Datei; rotieren Sie den Schlüssel, um einen echten zu erhalten.
This secret holds characters that do not belong into a file. => Dieses Geheimnis enthält Zeichen, die nicht in eine Datei gehören.
Give it to the program directly: with “Run…”, or with augno-vault run. => Übergeben Sie es dem Programm unmittelbar: mit „Ausführen…“ oder mit augno-vault run.
This secret has characters that {file} could take for something else than text. => Dieses Geheimnis hat Zeichen, die {file} für etwas anderes als Text halten könnte.
Put it into a .env or JSON file, or give it to the program with augno-vault run. => Setzen Sie es in eine .env- oder JSON-Datei, oder übergeben Sie es dem Programm mit augno-vault run.
{file} is tracked by Git: a secret in it would be in the next commit. => {file} wird von Git verfolgt: Ein Geheimnis darin stünde im nächsten Commit.
Let the program read a variable instead, and put the key into a .env file that Git ignores, or start the program with augno-vault run. => Lassen Sie das Programm stattdessen eine Variable lesen, und setzen Sie den Schlüssel in eine .env-Datei, die Git ignoriert, oder starten Sie das Programm mit augno-vault run.
Git does not ignore {file} yet: a secret in it could be committed by mistake. => Git ignoriert {file} noch nicht: Ein Geheimnis darin könnte versehentlich in einen Commit geraten.
Add the line {line} to the .gitignore of {folder} first, then try again. => Fügen Sie zuerst der .gitignore von {folder} die Zeile {line} hinzu, und versuchen Sie es dann noch einmal.
Whether Git tracks {file} could not be found out. => Ob Git {file} verfolgt, ließ sich nicht feststellen.
Nothing was written: such a file counts as tracked. => Es wurde nichts geschrieben: Eine solche Datei gilt als verfolgt.
Check that git is installed and the repository sound, or put the key into a .env file outside of it. => Prüfen Sie, dass git installiert und das Repository heil ist, oder setzen Sie den Schlüssel in eine .env-Datei außerhalb davon.
`;
