import type { Articles } from '../article.ts';

export const articles: Articles = {
  'first-steps': {
    title: 'First steps',
    words: 'begin start connect sandbox trial',
    body: `
A vault holds the keys of one or more Augno accounts. Connect an account with an admin key of it, or begin with a sandbox
account that runs on this machine alone.

# What to do first

- Create a key. Its secret goes straight into the vault, so it is never lost, and shown only when you ask.
- Scan the folders where your code lies. Keys that leaked into files or into the history of a repository show under Findings.
- Note beside each key where it is used. When you rotate it, that is your checklist.

With Ctrl K (⌘ K on a Mac) you find keys, actions and these pages; type what to do and with which key, in either order: “copy webshop”. On a key in the list, Ctrl C copies its secret, Ctrl Shift C its id, F2 changes its name here, and the right mouse button shows all of it. With F1 you come back here.`,
  },
  leak: {
    title: 'A key has leaked: what to do',
    words: 'compromised leaked stolen exposed incident response runbook emergency',
    body: `
Whoever has a key can use it until it is revoked. So the order matters more than anything else.

# The order

- Stop the key: rotate it at once, or revoke it. An integration that stands still for an hour costs less than a stranger in your account.
- Issue a new key, with the same role or a narrower one.
- Update every place that used the old one.
- Look at the request logs for addresses and programs that are not yours.
- Scan again, and see that the key is gone.
- Write down what happened.

“Leak response…” in a key’s menu, or beside a finding, leads through these steps. You can leave it at any time: what is done stays
done over a lock and a restart. Your team can change its words and add steps.

# What does not help

Deleting the file, or the commit. What was public once was read; attackers watch public repositories by the minute. A key in a
repository’s history stays readable there. Only its revocation ends it.`,
  },
  rotation: {
    title: 'Rotating a key, with and without overlap',
    words: 'rotate rotation overlap replace renew expire checklist refused',
    body: `
A rotation makes a new key with the same name and role, and ends the old one. The new secret is in the vault before it is shown.

# At once, or with overlap

At once means that requests with the old key are refused from that moment. It is right for a key that leaked.

With overlap both keys work for the time you choose, up to 30 days. It is right for everything else: you move one integration
after the other and nothing stands still. Where the server can’t schedule the end, this app revokes the old key on the day; it has
to run then, or does it at its next start.

# When it is done

A rotation is done when a request with the old key was seen to be refused, not when a date has passed. Until then it stays in
the list. The old secret is destroyed at that moment; its fingerprint stays, so that the scanner still recognises it.

Practise it once with the drill: it uses a sandbox key and cleans up after itself.`,
  },
  places: {
    title: 'Putting a new key into files',
    words: 'env file replace diff undo backup dotenv',
    body: `
After a rotation, “Replace in files…” shows the files on this machine that hold the old key: those the scanner found and those you
noted. You see each line before it is written, without the key itself.

# What happens to the file

- Only the old key, exactly as it is, is replaced. Every other byte stays, and so do mode, owner and line endings.
- A key written otherwise (in base64, broken over lines) is named and left alone.
- The file is written whole or not at all. If it changed since you looked, nothing is written.
- Symbolic links are not followed, and read-only files are not changed.
- What the file was is sealed in the vault for 30 days. There is no copy beside it. Undo puts it back, unless somebody edited it since.`,
  },
  'pass-on': {
    title: 'Passing a secret on',
    words: 'share send copy clipboard mail chat ticket github kubectl seal admin colleague',
    body: `
Never send a key by mail, chat or ticket: it stays there for years, in backups too. “Pass on…” in a key’s menu has three ways instead.

- To a program: the secret goes to its standard input, for example of gh secret set. It is not in the arguments, where other programs could read it, and no shell is used. You are asked once more in a dialog of the system before it runs; what it prints is masked.
- To a file: sets a variable in a .env file, which you see first and can undo.
- To another admin: sealed so that only their vault can open it. That text is safe to send by any way.

# Comparing fingerprints

A sealed text is only as good as the public key it was made for. Compare the fingerprint once, by voice or face to face. Otherwise
someone between you could have given you their own key.

The clipboard is the last resort. It is cleared after the time set in the settings, but other programs can read it until then.`,
  },
  'least-privilege': {
    title: 'A role of just what a key needs',
    words: 'permission role narrow admin scope minimum privilege least',
    body: `
A key with an admin role can do everything, and so can whoever finds it. “Narrow the role…” in a key’s menu reads the request logs,
shows the routes the key really called, and makes a role of just the permissions they need.

# Keep in mind

- Logs show what happened, not what will. Something that runs once a quarter may not be in them; add its permission by hand.
- Augno documents the permission of a few routes. The others are derived from the route’s own words and marked so.
- A key’s role never changes. A new key with the narrow role takes the place of the wide one.
- Managing keys needs an admin role. Keep one admin key for that alone.`,
  },
  scanning: {
    title: 'What the scanner finds, and what not',
    words: 'scan finding leak repository history git false alarm checksum',
    body: `
Every Augno key ends in a checksum. So a finding is a key, not a guess: a text that only looks like one is told apart.

It looks into files, hidden and git-ignored ones too, into archives, into the whole history of a repository with commits that no
branch leads to, and through encodings such as base64, UTF-16 and hex.

# What it can’t see

- Encrypted archives and disks, and what it may not read. It says what it left out; “nothing found” counts only for what was read.
- Keys that were split up or encrypted on purpose.
- Places outside this machine: build servers, chat, other people’s disks.`,
  },
  recovery: {
    title: 'Forgotten password, recovery key, backups',
    words: 'password forgotten lost recover restore backup reset emergency',
    body: `
The master password is known to you alone. Nobody can reset it, and there is no back door.

# What opens a vault

- The master password.
- The recovery key that was shown when the vault was made. Keep it on paper, away from this machine. With it you set a new password.
- Quick unlock, where you turned it on: a convenience on this machine, not a way back.

If all of them are lost, what is in the vault is lost. The keys at Augno go on working: make a new vault, connect the account and
rotate them.

# Backups

A backup is an encrypted file with a password of its own. Keep one where this machine can’t take it down with it, and try once whether
it can be restored: a backup that was never restored is a hope. Whoever has an old backup and its password has the secrets of that
day, so rotate what matters if one goes astray.

# A full or read-only disk

The vault is still read: keys are listed, shown and copied, backed up elsewhere, and folders are scanned. Nothing is stored. As the
vault’s log can’t take an entry then, each secret is asked for with the master password, and the entry waits, sealed, until the vault
can be written; a bar says how many do. This happens by itself. If the vault’s folder is not there at all, its disk is not connected:
connect it, and the vault can be unlocked again.`,
  },
  limits: {
    title: 'What this app does not promise',
    words: 'security threat limits guarantee malware memory administrator',
    body: `
Knowing the limits is part of being safe.

- While the vault is open, a program that runs as you, or as an administrator, can read what the app has in memory. Locking ends that.
- A secret that was shown or copied may have been seen or kept by another program. The clipboard is cleared, but not out of every clipboard history.
- A revoked key may still be accepted for moments by the server. This app believes a revocation when it sees a request refused.
- “Last used” comes from the API, which writes it at most once a day.
- “No finding” means: not in what was read.
- Deleting a record removes it from this vault. Augno keeps its own record of a key for ever.
- Extended attributes and access lists of a file are not kept when a key in it is replaced; mode and owner are.`,
  },
};
