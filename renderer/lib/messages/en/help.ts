export const help = {
  'nav.help': 'Help',
  'help.articles': 'Help pages',
  'help.search': 'Search help',
  'help.group': 'Help',
} as const;
