/** What `--help` prints. */
import type { CommandHelp } from '../types.ts';
import { passwordBytesEnglish } from './help-vault.ts';

export const helpCopiesEnglish = {
  export: {
    summary: 'write keys and their secrets to an encrypted file',
    text: `augno-vault export FILE

Writes accounts, keys of Augno and of other services with their secrets, rotations, trash, findings, reviews and the like
to one encrypted file under a password of its own, for another vault; second secrets and replies that were kept apart too.
What belongs to this vault or computer alone stays: operations under way, other admins' identities, replaced files,
drafts. A backup is a whole vault; an export is what is in one. An existing file is never overwritten.
Secrets, in this order: the master password, the export's password.

Examples
  augno-vault export keys.augnoexport`,
  },
  import: {
    summary: 'add the keys of an encrypted export',
    text: `augno-vault import FILE [--dry-run] [--password-bytes]

Adds what an export holds and this vault does not, under new ids: each account, its address and each key are named, and
nothing that is here is changed or replaced; what the file has and an import leaves is named, with the reason. Accounts
come asleep: nothing is sent to their addresses before you confirm them, here on the terminal or with "augno-vault
connections repair NAME". For .env and CSV files there is "augno-vault keys import". Secrets, in this order: the master
password, the export's password.

  --dry-run   say what would be added, and add nothing
${passwordBytesEnglish}

Examples
  augno-vault import keys.augnoexport --dry-run`,
  },
  merge: {
    summary: 'fold another copy of this vault in',
    text: `augno-vault merge FILE [--dry-run]

Folds another copy of this vault in: a conflict copy that a sync tool left, the copy of another computer, a rolling copy or
a backup. The newer edit of each field counts; two edits of one field are both kept and shown; no secret is dropped; the logs
lie side by side. What was deleted in one copy and changed in the other is kept. Another address, account, admin key or
identity is named and not put to use. FILE itself is only read.
Secrets, in this order: the master password; the password of that copy, only where it has another one.

  --dry-run   say what would be done, and do nothing

Examples
  augno-vault merge "vault (conflicted copy).db" --dry-run
  augno-vault merge "vault (conflicted copy).db"`,
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;
