export const about = {
  'about.licences': 'Open-source licences',
  'about.licences-hint':
    '{count, plural, one {# package} other {# packages}} of others, and Electron {electron} with Chromium {chromium} and Node.js {node}.',
  'about.licences-show': 'Show licences…',
  'about.licences-title': 'Open-source licences',
  'about.licences-description':
    'What Augno Vault is made of besides its own code. Thank you to all of their authors.',
  'about.licences-filter': 'Filter by name or licence',
  'about.licences-none': 'No package has this in its name or licence.',
  'about.licences-count': '{count, plural, one {# package} other {# packages}}',
  'about.chromium-licences': 'Show Chromium’s licences in the folder',
  'about.no-sandbox': 'Without Chromium’s sandbox',
  'about.no-sandbox-text':
    'The app was started without it: by root, by an argument, or by an AppImage on a system that refuses user namespaces. A fault in the page’s engine would then have all the rights that you have. On Linux, the deb and rpm packages bring what the sandbox needs.',
  'about.updates': 'Updates',
  'about.updates-no-key': 'This build takes no updates: it was made without a key to check them with.',
  'about.updates-not-installed':
    'Only an installed app can update itself; this one runs from a folder. Download a newer version where you got it.',
  'about.updates-off': 'Off: no feed is configured.',
  'about.updates-idle': 'Nothing was looked for yet.',
  'about.updates-checking': 'Looking for a newer version…',
  'about.updates-current': 'This is the newest version.',
  'about.updates-available': 'Version {version} is available.',
  'about.updates-downloading': 'Downloading version {version}: {percent} %',
  'about.updates-ready':
    'Version {version} is ready. Installing it ends the app and starts it again; the vault locks first.',
  'about.updates-check': 'Check now',
  'about.updates-download': 'Download',
  'about.updates-install': 'Install and restart',
  'about.updates-automatic': 'Look for updates once a day',
  'about.updates-automatic-hint': 'Only looks. Nothing is downloaded or installed without you.',
  'about.feed': 'Update feed',
  'about.feed-hint':
    'Another place to take updates from. What it offers has to be signed by the makers of the app all the same.',
  'about.feed-default': 'As built in',
  'about.feed-none': 'None',
  'about.feed-change': 'Change feed…',
  'about.feed-title': 'Change the update feed',
  'about.feed-address': 'Address',
  'about.feed-address-hint': 'An https address. Leave it empty for the one that is built in.',
  'about.feed-wrong': 'Use an https address without a user name, a query or a fragment.',
  'about.feed-save': 'Save feed',
  'command.title': 'Command',
  'command.name': 'The command augno-vault',
  'command.hint':
    'The same vault for scripts, git hooks and CI. It is an npm package of its own and needs Node.js 22.14 or newer.',
  'command.missing': 'Not found on this computer.',
  'command.install-label': 'Install it with',
  'command.update-label': 'Bring it to the version of the app with',
  'command.copy': 'Copy command',
  'command.copied': 'Copied',
  'command.found': 'Version {version} is installed.',
  'command.found-same': 'Version {version} is installed, the same as the app.',
  'command.found-unknown':
    'There is a program of this name, but it is not the package augno-vault. It was not run.',
  'command.not-on-path':
    'Its folder is not in the search path that this app was given. If your shell does not find it either, add the folder to PATH.',
  'command.changeable':
    'Other users of this computer can change {place}. Whoever does gets what you type into the command.',
  'command.refresh': 'Look again',
} as const;
