/** What `--help` prints. */
import type { CommandHelp } from '../types.ts';

export const passwordBytesEnglish =
  '  --password-bytes   take a password whose bytes are no text in UTF-8, which version 0.1 accepted';

export const helpVaultEnglish = {
  'create-vault': {
    summary: 'make a vault',
    text: `augno-vault create-vault [--name NAME]

Makes a vault in the vault folder (--vault DIR, else AUGNO_VAULT_DIR, else the default one).
Secrets, in this order: the master password.
Make a printable recovery key afterwards with "augno-vault recovery-key".

  --name NAME   what the vault is called (default: "Augno Vault"); kept sealed

Examples
  augno-vault create-vault
  augno-vault create-vault --vault ./ci-vault --password-fd 3 3< password-file`,
  },
  'change-password': {
    summary: 'change the master password',
    text: `augno-vault change-password [--password-bytes]

Changes the master password. Takes the same time however much the vault holds.
Secrets, in this order: the old master password (or, if it is lost, the recovery key), the new one.

${passwordBytesEnglish}
                     as the old one; the new one is always text

Copies made before still open with the old password. If somebody else may know it, run
"augno-vault rotate-vault-key" afterwards and make new backups.

Examples
  augno-vault change-password
  printf '%s\\n%s\\n' "$OLD" "$NEW" | augno-vault change-password --password-stdin`,
  },
  'rotate-vault-key': {
    summary: 'seal everything anew under a new vault key',
    text: `augno-vault rotate-vault-key [--keep-old-backups]

Seals everything anew under a new vault key. Interrupted, it is finished the next time the vault is opened.
The rolling backups under the old key are deleted and a new one is made; the recovery key and quick unlock are ended,
since both hold the old key. Secrets, in this order: the master password.

  --keep-old-backups   leave the rolling backups; they open with the old key

Examples
  augno-vault rotate-vault-key
  augno-vault rotate-vault-key --keep-old-backups`,
  },
  'recovery-key': {
    summary: 'make a new recovery key',
    text: `augno-vault recovery-key [--kit FILE]

Makes a new recovery key and prints it once; the one before opens nothing any more. Write it on paper.
Secrets, in this order: the master password.

  --kit FILE   write a printable page (HTML) with the key and what to do in an emergency, in place of printing the key.
               The file holds the key: print it, then delete it.

Examples
  augno-vault recovery-key
  augno-vault recovery-key --kit emergency-kit.html`,
  },
  backup: {
    summary: 'write an encrypted backup of the vault',
    text: `augno-vault backup FILE

Writes the whole vault, secrets included, to one encrypted file under a password of its own.
An existing file is never overwritten. Secrets, in this order: the master password, the backup password.

Examples
  augno-vault backup ~/vault-2026-11-21.augnobackup
  printf '%s\\n%s\\n' "$MASTER" "$BACKUP" | augno-vault backup nightly.augnobackup --password-stdin`,
  },
  restore: {
    summary: 'make a vault from a backup',
    text: `augno-vault restore FILE [--replace] [--password-bytes]
augno-vault restore --from-copies [--list] [--try DATE | --use DATE [--replace]] [--password-bytes]

Makes the vault in the vault folder from a backup, after opening everything in it. Operations that were under way when the
backup was made are not repeated by themselves. Secrets, in this order: the backup password.

What its connections are sent to is shown and asked, address by address, unless this computer confirmed it before. Without
a terminal they stay asleep and are named; "augno-vault connections repair NAME" wakes them.

The vault opens with the master password and recovery key it had when the backup was made, and with the backup password
until the next "augno-vault change-password".

With --from-copies: goes back to one of the copies that the vault makes of itself in its folder "backups". Secrets, in this
order: the master password, or the recovery key, that the vault had when the copy was made. A damaged vault is kept there as
it is, under a name with the date.

  --replace   where there is a vault already, move it into its folder "backups" first; without this it is refused (a damaged
              one needs no --replace with --from-copies)
  --list      list the copies, with date and number of keys; so does --from-copies alone
  --try DATE  open everything in the copy of that date, as listed, and write nothing; DATE is also "newest"
  --use DATE  make that copy the vault; "newest": the newest that is whole
${passwordBytesEnglish}

Examples
  augno-vault restore ~/vault-2026-11-21.augnobackup
  augno-vault restore nightly.augnobackup --vault ./restored
  augno-vault restore --from-copies --list
  augno-vault restore --from-copies --use newest`,
  },
  'move-vault': {
    summary: 'move the vault to another folder',
    text: `augno-vault move-vault [--to DIR]

Moves the vault with all that belongs to it: its copies, what waits beside it, the app's profile and the sandbox. All of it is
copied, read again and compared, and then switched by one rename; an interrupted move is finished or undone by the next
command. No secret is asked for. Refused while the app or another command has the vault open.

The folder of before stays as FOLDER.moved-DATE until you delete it. Whoever looks for the vault in its old place is led to the
new one; a version that knows nothing of moving says that the vault there is of a newer version, and leaves it alone.

  --to DIR   where to (default: where this version makes a vault for which nobody names a folder)

Examples
  augno-vault move-vault
  augno-vault move-vault --vault D:\\vault --to E:\\vault`,
  },
  drill: {
    summary: 'prove that a backup and the recovery key are enough',
    text: `augno-vault drill FILE [--password-bytes]

Proves that a backup and the printed recovery key are enough: opens a copy in a private folder, reads every record and
secret there, and removes the copy. No vault is touched, and none has to be there.
Secrets, in this order: the backup password (not for a copy from the folder "backups"), the recovery key.

${passwordBytesEnglish}

Examples
  augno-vault drill ~/vault-2026-11-21.augnobackup
  augno-vault drill ~/.local/share/augno-vault/backups/vault-20261121T080000000Z-daily.db`,
  },
  verify: {
    summary: 'check that everything in the vault is whole',
    text: `augno-vault verify

Opens every record and secret, follows the audit chain and checks the database file. Exit code 0: everything is whole;
3: something is damaged, and it says what. Secrets, in this order: the master password.

Examples
  augno-vault verify
  augno-vault verify --json --password-fd 3 3< password-file`,
  },
  status: {
    summary: 'show what needs somebody; the exit code says whether something does, and whether it is urgent',
    text: `augno-vault status: what needs somebody

Usage: augno-vault status [--json]

Prints the list that the overview of the app shows, most urgent first: leaked keys, interrupted operations, accounts to
repair, keys that expire, rotations under way, reviews that are due, keys nobody uses. Nothing is asked of a server; what
the request logs say is as the app last read it. What was put off is counted, not listed; --json lists both.

Exit code: 0 if nothing needs you, 6 if something does, 7 if something of it is urgent, 3 if the vault cannot be opened.

Examples:
  augno-vault status
  augno-vault status --json | jq '.matters[] | select(.severity == "urgent")'`,
  },
  audit: {
    summary: 'show what was done with the vault and its keys',
    text: `augno-vault audit [--since WHEN] [--limit N] [--copies]
augno-vault audit --leak-report KEY

Shows what was done with the vault and its keys, newest first. Secrets, in this order: the master password.

  --since WHEN   a date or date-time (a bare date: from the start of that day; without a zone: local time), or a duration
                 back from now: 90d, 2w, 12h, 30m; -7d is the same as 7d
  --limit N      at most this many entries (default 1000); with --copies of each log
  --copies       also the logs of other copies of this vault that were folded in (augno-vault merge), each by itself, whole
                 chains followed first
  --leak-report KEY
                 the report that is kept of the newest leak response for this key, as Markdown; KEY is its id or its name then

Examples
  augno-vault audit --since 7d
  augno-vault audit --since 2026-11-01 --json
  augno-vault audit --copies
  augno-vault audit --leak-report "ERP Sync" > report.md`,
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;
