export const shell = {
  'nav.label': 'Main',
  'nav.overview': 'Overview',
  'nav.keys': 'Keys',
  'nav.findings': 'Findings',
  'nav.activity': 'Activity',
  'nav.settings': 'Settings',
  'nav.guide': 'Guide',
  'nav.attention': 'need attention',
  'nav.collapse': 'Collapse sidebar',
  'nav.expand': 'Expand sidebar',
  'nav.toggle': 'Show or hide the sidebar',

  'switcher.all': 'All accounts',
  'switcher.label': 'Account: {name} {mode}',

  'shell.lock': 'Lock',
  'shell.lock-vault': 'Lock the vault',

  'status-line.no-connection': 'No account connected',
  'status-line.summary':
    '{synced} · {keys, plural, one {# key} other {# keys}} · {secrets, plural, one {# secret} other {# secrets}} held here',
  'status-line.synced': 'synced {when}',
  'status-line.never': 'not synced yet',
  'status-line.sync-now': 'Sync now',

  'clipboard.copied': '{label} is on the clipboard.',
  'clipboard.clears': '{label} is on the clipboard. Clears in {seconds} s.',

  'palette.open': 'Search or do…',
  'palette.placeholder': 'Search keys and actions',
  'palette.results': 'Results',
  'palette.none': 'Nothing matches.',
  'palette.actions': 'Actions',
  'palette.go-to': 'Go to',
  'palette.scan': 'Scan for leaked keys',

  'shortcuts.larger': 'Larger text',
  'shortcuts.smaller': 'Smaller text',
  'shortcuts.normal-size': 'Normal text size',
  'shortcuts.title': 'Keyboard shortcuts',
  'shortcuts.move': 'Move in the list',
  'shortcuts.open': 'Open the key',
  'shortcuts.space': 'Space',
  'shortcuts.mark': 'Mark the key',
  'shortcuts.mark-range': 'Mark several keys',
  'shortcuts.mark-all': 'Mark all shown keys',
  'shortcuts.close': 'Close what is open',
} as const;
