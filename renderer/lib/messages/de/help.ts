import type { help as english } from '../en/help.ts';

export const help: Readonly<Record<keyof typeof english, string>> = {
  'nav.help': 'Hilfe',
  'help.articles': 'Hilfeseiten',
  'help.search': 'Hilfe durchsuchen',
  'help.group': 'Hilfe',
};
