/** Any other service: a name, a value, the header it goes in, and perhaps an address to test it at. */
import { parseKey } from '../../shared/key-format.ts';
import { isSendable, redactedTail, type Provider } from '../keys/provider.ts';

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
    kinds: [{ id: 'key', label: 'Key', prefix: null, owner: 'anyone', place: null, sentence: null }],
    forms: [{ id: 'header', label: 'Header', headers: [{ name: '{header}', value: '{prefix}{key}' }] }],
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
        message: 'This is an Augno key.',
        hint: 'Connect its account instead: then its status and expiry are known here. Nothing was stored.',
      };
    }
    if (!isSendable(secret)) {
      return {
        ok: false,
        message: 'This value holds blanks or characters that no header takes.',
        hint: 'Copy it again, without anything before or after it. Nothing was stored or sent.',
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
