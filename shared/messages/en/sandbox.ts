/** Of the sandbox, to whoever starts it; what its API answers is protocol, and not here. */
export const sandboxEnglish = {
  'sandbox.another-is-running': 'Another sandbox is running on {folder}.',
  'sandbox.auxot-cannot-listen': "The Auxot test server can't listen on port {port} ({code}).",
  'sandbox.cannot-listen': "The sandbox can't listen on port {port} ({code}).",
  'sandbox.choose-a-folder': 'Choose a folder that this user may write, on a disk with free space.',
  'sandbox.choose-another-folder': 'It was not touched. Choose another data folder.',
  'sandbox.choose-another-port': 'Choose another port, or 0 for any free one.',
  'sandbox.file-is-not-its-own': "The file {file} in {folder} is not the sandbox's.",
  'sandbox.folder-cannot-be-used': "The sandbox's data folder {folder} can't be used ({code}).",
  'sandbox.leave-out-data':
    'Leave out --data (the state is then forgotten at the end), or run it with a newer Node.',
  'sandbox.move-the-folder-away': 'It holds demo data only: move the folder away and a new one is made.',
  'sandbox.needs-a-newer-node': "Keeping the sandbox's state needs Node 22.14 or newer; this is {version}.",
  'sandbox.state-is-damaged': "The sandbox's state in {folder} is damaged.",
  'sandbox.state-is-of-a-newer-version': "The sandbox's state in {folder} was written by a newer version.",
  'sandbox.stop-the-other-one': 'Nothing was changed. Stop the other one, or choose another data folder.',
  'sandbox.use-that-version': 'It was not touched. Use that version, or choose another data folder.',
} as const;
