/**
 * Auxot, a self-hosted agent platform. Its documentation: keys begin with `user.` (with that user's permissions) or, in
 * Business and Enterprise, `team.`; they are shown once and kept there as Argon2id hashes; they are sent as
 * `Authorization: Bearer …` or `x-api-key: …`; one is revoked by deleting it; there is no endpoint that makes one. The
 * open-source router has three keys of its own, and answers at other paths.
 */
import { AUXOT_EVIDENCE } from '../../shared/evidence.ts';
import { isSendable, redactedTail, type Provider } from '../keys/provider.ts';
import { testPathOf } from '../../shared/test-path.ts';
import { say } from '../../shared/messages/say.ts';

const TEST_PATH = '/api/agents';
/** Takes the key in either header, unlike its OpenAI-like paths. */
const ROUTER_TEST_PATH = '/api/anthropic/v1/models';
/** What clients that follow Anthropic's convention send beside the key. */
const ANTHROPIC_VERSION = '2023-06-01';
/** 128 bits in base64 are 22 characters; nothing shorter would be a key. */
const SHORTEST_BODY = 16;

/**
 * What `auxot-router setup` prints once; the router keeps an Argon2id hash in its environment. Those of workers and of
 * tools are taken at the WebSocket alone, where whoever shows one is given work to do.
 */
const ROUTER_KINDS = [
  routerKind('router-api', 'rtr_', 'AUXOT_API_KEY_HASH', ROUTER_TEST_PATH),
  routerKind('router-admin', 'adm_', 'AUXOT_ADMIN_KEY_HASH', null),
  routerKind('router-tools', 'tls_', 'AUXOT_TOOLS_KEY_HASH', null),
];
/** 32 bytes in base64url. */
const ROUTER_BODY = 43;

function routerKind(
  id: 'router-api' | 'router-admin' | 'router-tools',
  prefix: string,
  variable: string,
  testPath: string | null,
) {
  return {
    id,
    label: say(`service.kind-${id}`),
    prefix,
    owner: 'anyone' as const,
    place: `auxot-router setup → ${variable}`,
    sentence: null,
    testPath,
  };
}

const KINDS = [
  {
    id: 'user',
    label: say('service.kind-user'),
    prefix: 'user.',
    owner: 'person',
    place: 'Settings → Profile → API Keys',
    sentence: 'Create an API key for me called "{name}"',
  },
  {
    id: 'team',
    label: say('service.kind-team'),
    prefix: 'team.',
    owner: 'team',
    place: 'Settings → Teams → (the team) → Keys',
    sentence: null,
  },
  ...ROUTER_KINDS,
] as const;

function kindOf(secret: string): (typeof KINDS)[number] | undefined {
  return KINDS.find(({ prefix }) => secret.startsWith(prefix));
}

export const auxot: Provider = {
  description: {
    id: 'auxot',
    name: 'Auxot',
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
    kinds: [...KINDS],
    forms: [
      { id: 'bearer', label: 'Bearer', headers: [{ name: 'Authorization', value: 'Bearer {key}' }] },
      { id: 'x-api-key', label: 'x-api-key', headers: [{ name: 'x-api-key', value: '{key}' }] },
      {
        id: 'anthropic',
        label: 'x-api-key, anthropic-version',
        headers: [
          { name: 'x-api-key', value: '{key}' },
          { name: 'anthropic-version', value: ANTHROPIC_VERSION },
        ],
      },
    ],
    address: { use: 'base', required: true, default: 'http://localhost:8080' },
    ownHeader: false,
    testPath: TEST_PATH,
    variable: 'AUXOT_API_KEY',
  },
  evidence: AUXOT_EVIDENCE,
  recognise: (secret) => {
    const kind = kindOf(secret);
    if (kind === undefined) {
      return {
        ok: false,
        message: say('account.this-is-not-an-auxot-api-key'),
        hint: say('account.keys-of-people-begin-with-user-keys'),
      };
    }
    const body = secret.slice(kind.prefix.length);
    if (!/^[\w.~+/=-]+$/.test(body) || body.includes('...')) {
      return {
        ok: false,
        message: say('account.this-key-holds-characters-that-no-key'),
        hint: say('account.copy-it-again-without-anything-before-or'),
      };
    }
    if (ROUTER_KINDS.some(({ id }) => id === kind.id) && body.length !== ROUTER_BODY) {
      return {
        ok: false,
        message: say('account.this-is-not-a-whole-key-of'),
        hint: say('account.copy-it-again-without-anything-before-or'),
      };
    }
    if (body.length < SHORTEST_BODY) {
      return {
        ok: false,
        message: say('account.this-key-is-too-short-to-be'),
        hint: say('account.auxot-shows-a-key-once-when-it'),
      };
    }
    return { ok: true, kind: kind.id, redacted: `${kind.prefix}${redactedTail(body)}` };
  },
  probes: ({ url }, secret) => {
    const path = testPathOf(auxot.description, kindOf(secret)?.id ?? '');
    if (url === null || path === undefined || !isSendable(secret)) return [];
    return auxot.description.forms.map(({ label, headers }) => ({
      label,
      url: `${url}${path}`,
      headers: headers.map(({ name, value }) => [name, value.replace('{key}', () => secret)] as const),
    }));
  },
  // 403: the key is good, and may not list agents.
  judge: (status) => (status === 401 ? 'refused' : status < 300 || status === 403 ? 'accepted' : 'unknown'),
};
