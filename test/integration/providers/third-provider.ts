/** All that a further service takes: this file. */
import { redactedTail, type Provider } from '../../../electron/keys/provider.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

/** A provider of others has its words in the catalogue like these. */
const words = (text: string): Said => say('file.as-it-is', { text });

export const forge: Provider = {
  description: {
    id: 'forge',
    name: 'Forge',
    abilities: {
      create: 'guided',
      rotate: 'guided',
      revoke: 'guided',
      test: 'api',
      lists: false,
      expires: false,
      roles: false,
      logs: false,
      checksum: false,
    },
    connectionNames: false,
    kinds: [
      { id: 'bot', label: words('Bot token'), prefix: 'fgb-', owner: 'team', place: 'Bots', sentence: null },
    ],
    forms: [{ id: 'token', label: 'X-Forge-Token', headers: [{ name: 'X-Forge-Token', value: '{key}' }] }],
    address: { use: 'base', required: true, default: null },
    ownHeader: false,
    testPath: '/whoami',
    variable: 'FORGE_TOKEN',
  },
  evidence: { provider: 'forge', prefixes: ['fgb-'], shortestBody: 20, byContext: true },
  recognise: (secret) =>
    secret.startsWith('fgb-')
      ? { ok: true, kind: 'bot', redacted: `fgb-${redactedTail(secret)}` }
      : { ok: false, message: words('This is no Forge token.'), hint: words('Tokens begin with fgb-.') },
  probes: ({ url }, secret) => [
    { label: 'X-Forge-Token', url: `${url ?? ''}/whoami`, headers: [['X-Forge-Token', secret]] },
  ],
  judge: (status) => (status === 401 ? 'refused' : status === 200 ? 'accepted' : 'unknown'),
};
