export const connections = {
  'connect.title': 'Connect an account',
  'connect.text': 'Use a key with an admin role. It is sealed in this vault.',
  'connect.admin-key': 'Admin key',
  'connect.admin-key-hint':
    'Begins with aug_sk_test_ or aug_sk_prod_. Production or sandbox is read from the key.',
  'connect.admin-key-missing': 'Paste an admin key.',
  'connect.name': 'Name',
  'connect.name-hint': 'How this account is called here, for example your company’s name.',
  'connect.url': 'API address',
  'connect.connect': 'Connect',
  'connect.sandbox': 'Try it with a sandbox account',
  'connect.done': 'Connected {name}',
  'connect.sandbox-done': 'The sandbox accounts are connected',

  'connection.needs-repair': 'This connection’s admin key no longer works.',
  'connection.offline':
    'Can’t reach {names}. You see what was last synced; changes on the server have to wait.',
  'connection.repair': 'Repair…',
  'connection.repair-title': 'Repair {name}',
  'connection.repair-hint': 'Another admin key of the same account. Your keys and secrets stay as they are.',
  'connection.repaired': '{name} works again',
  'connection.rename': 'Rename…',
  'connection.rename-title': 'Rename {name}',
  'connection.rename-hint': 'This name is used in this vault only.',
  'connection.remove': 'Remove…',
  'connection.remove-title': 'Remove {name} from this vault',
  'connection.remove-named': 'Remove {name}',
  'connection.remove-text':
    '{keys, plural, one {# key} other {# keys}} and {secrets, plural, one {# secret} other {# secrets}} leave this vault. The keys go on working at Augno, but Augno never shows their secrets again.',
  'connection.removed': '{name} was removed from this vault',
  'connection.sandbox': 'Sandbox on this computer',
  'connection.synced': 'synced',
} as const;
