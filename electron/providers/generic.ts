/** Any other service: a name, a value, the header it goes in, and perhaps an address to test it at. */
import { parseKey } from '../../shared/key-format.ts';
import { isSendable, redactedTail, type Provider } from '../keys/provider.ts';
import { say } from '../../shared/messages/say.ts';

export const generic: Provider = {
  description: {
    id: 'generic',
    name: 'Other service',
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
    connectionNames: true,
    kinds: [
      {
        id: 'key',
        label: say('service.kind-key'),
        prefix: null,
        owner: 'anyone',
        place: null,
        sentence: null,
      },
    ],
    forms: [{ id: 'header', label: '{header}', headers: [{ name: '{header}', value: '{prefix}{key}' }] }],
    address: { use: 'test', required: false, default: null },
    ownHeader: true,
    testPath: null,
    variable: 'API_KEY',
  },
  evidence: null,
  recognise: (secret) => {
    if (parseKey(secret).ok) {
      return {
        ok: false,
        message: say('account.this-is-an-augno-key'),
        hint: say('account.connect-its-account-instead-then-its-status'),
      };
    }
    if (!isSendable(secret)) {
      return {
        ok: false,
        message: say('account.this-value-holds-blanks-or-characters-that'),
        hint: say('account.copy-it-again-without-anything-before-or'),
      };
    }
    return { ok: true, kind: 'key', redacted: redactedTail(secret) };
  },
  probes: ({ url, header, headerPrefix }, secret) =>
    url === null || header === null || !isSendable(secret)
      ? []
      : [{ label: header, url, headers: [[header, `${headerPrefix ?? ''}${secret}`]] }],
  judge: (status) => (status === 401 || status === 403 ? 'refused' : status < 300 ? 'accepted' : 'unknown'),
};
