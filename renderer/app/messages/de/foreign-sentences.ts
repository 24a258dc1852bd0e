/** The third part of the sentences in German: files of others, and addresses that a person has yet to confirm. */
export const FOREIGN_SENTENCES = `
There is no file {path}. => Eine Datei {path} gibt es nicht.
Check the path. => Prüfen Sie den Pfad.
The file {name} can’t be read. => Die Datei {name} lässt sich nicht lesen.
Check that you may read it, and that the disk answers. => Prüfen Sie, ob Sie sie lesen dürfen und ob der Datenträger antwortet.
{name} is a folder, not a file. => {name} ist ein Ordner, keine Datei.
{name} is a socket, not a file. => {name} ist ein Socket, keine Datei.
{name} is a pipe, not a file. => {name} ist eine Pipe, keine Datei.
{name} is a device, not a file. => {name} ist ein Gerät, keine Datei.
Choose a file. => Wählen Sie eine Datei.
{name} is larger than {limit}. => {name} ist größer als {limit}.
Choose a smaller file. => Wählen Sie eine kleinere Datei.
The address of “{name}” is not confirmed on this computer: {address}. => Die Adresse von „{name}“ ist auf diesem Rechner nicht bestätigt: {address}.
Look at the address and confirm it: with the connection in the app, or with augno-vault connections repair. => Sehen Sie sich die Adresse an und bestätigen Sie sie: in der App bei der Verbindung, oder mit augno-vault connections repair.
Its address {address} is not confirmed on this computer, so nothing is sent there. => Ihre Adresse {address} ist auf diesem Rechner nicht bestätigt, deshalb wird nichts dorthin gesendet.
Look at the address and confirm it. => Sehen Sie sich die Adresse an und bestätigen Sie sie.
The address of “{name}” is another one than was shown. => Die Adresse von „{name}“ ist eine andere als die gezeigte.
Nothing was confirmed. => Es wurde nichts bestätigt.
Look at it again. => Sehen Sie sie noch einmal an.
`;
