/** Files of others. */
export const fileEnglish = {
  'file.as-it-is': '{text}',
  'file.file-is-a-link-a-folder-or': '{file} is a link, a folder or a device, so it was left alone.',
  'file.file-is-larger-than-limit': '{file} is larger than {limit}.',
  'file.name-is-a-device-not-a-file': '{name} is a device, not a file.',
  'file.name-is-a-folder-not-a-file': '{name} is a folder, not a file.',
  'file.name-is-a-pipe-not-a-file': '{name} is a pipe, not a file.',
  'file.name-is-a-socket-not-a-file': '{name} is a socket, not a file.',
  'file.nothing-that-was-saved-is-lost-try':
    'Nothing that was saved is lost. Try again; if it happens again, restart the app and look at the log in Settings.',
  'file.nothing-was-changed-check-that-you-may':
    'Nothing was changed. Check that you may read it, and that the disk answers.',
  'file.nothing-was-changed-choose-a-file': 'Nothing was changed. Choose a file.',
  'file.nothing-was-changed-choose-a-smaller-file': 'Nothing was changed. Choose a smaller file.',
  'file.nothing-was-written-and-that-file-is':
    'Nothing was written, and that file is as it was. Choose another name.',
  'file.nothing-was-written-choose-another-folder': 'Nothing was written. Choose another folder.',
  'file.nothing-was-written-name-another-file': 'Nothing was written. Name another file.',
  'file.settings-changed-meanwhile': '{file} was changed meanwhile.',
  'file.settings-hooks-not-known': '{file} has hooks in a form that is not known.',
  'file.settings-left-as-it-is': 'It was left as it is. Correct it, then try again.',
  'file.settings-no-json': '{file} is no JSON (comments are not understood either).',
  'file.settings-no-object': '{file} is no JSON object.',
  'file.settings-no-ordinary-file': '{file} is no ordinary file that could be changed.',
  'file.settings-not-written-back':
    '{file} says something twice, or in a way that could not be written back as it is.',
  'file.settings-servers-not-known': 'Its MCP servers in {file} have a form that is not known here.',
  'file.something-went-wrong-inside-augno-vault': 'Something went wrong inside Augno Vault.',
  'file.the-file-file-cant-be-read': 'The file {file} can’t be read.',
  'file.the-file-to-write-is-a-vault': 'The file to write is a vault, a backup or an export of keys.',
  'file.the-file-to-write-is-in-the': 'The file to write is in the vault’s own folder.',
} as const;
