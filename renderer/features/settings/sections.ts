import type { MessageId } from '../../lib/messages/en.ts';

/** Sections of the settings, in their order, by the end of their element's id. */
export const SETTINGS_SECTIONS: readonly (readonly [section: string, title: MessageId])[] = [
  ['appearance', 'settings.appearance'],
  ['locking', 'locking.title'],
  ['security', 'settings.security'],
  ['protection', 'protection.title'],
  ['notifications', 'notices.title'],
  ['start', 'start.title'],
  ['editor', 'editor.title'],
  ['connections', 'settings.connections'],
  ['services', 'providers.services'],
  ['sharing', 'sharing.title'],
  ['command', 'command.title'],
  ['about', 'settings.about'],
];
