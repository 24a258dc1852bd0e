/** Whose certificates are believed, which fault is named, and what is refused whatever the environment says. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ask,
  authority,
  authorityFile,
  failure,
  FINE,
  folder,
  senderFor,
  startCompanyApi,
  tidily,
} from './support/asking.ts';
import { makeAuthority, makeSelfSigned } from './support/certificates.ts';
import { startApi, startProxy } from './support/servers.ts';

const DAY_MS = 86_400_000;
tidily();

describe('the environment', () => {
  it('NODE_TLS_REJECT_UNAUTHORIZED=0 is refused for anything but this machine', async () => {
    const secure = await startApi(makeSelfSigned(), (_request, response) => response.end('here'));
    const proxy = await startProxy({ target: secure.port });
    const sender = senderFor({
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      HTTPS_PROXY: `127.0.0.1:${String(proxy.port)}`,
    });
    await expect(ask(sender)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('NODE_TLS_REJECT_UNAUTHORIZED=0') as string,
    });
    expect(proxy.connections()).toBe(0);
    // What never leaves this machine is asked as ever.
    const local = await startApi(null, (_request, response) => response.end('here'));
    expect(await ask(sender, `http://127.0.0.1:${String(local.port)}`)).toBe('here');
  });
});

describe('certificates', () => {
  it.each<[string, () => { certificate: string; key: string }, string, string]>([
    ['self-signed', makeSelfSigned, 'is self-signed', 'NODE_EXTRA_CA_CERTS'],
    [
      'of an unknown authority',
      () => makeAuthority().issue(),
      'an authority that this computer does not know',
      'administrator',
    ],
    [
      'expired',
      () => authority.issue({ notAfter: new Date(Date.now() - 3_600_000) }),
      'has expired',
      'date and time',
    ],
    [
      'not valid yet',
      () => authority.issue({ notBefore: new Date(Date.now() + DAY_MS) }),
      'is not valid yet',
      'date and time',
    ],
    [
      'of another name',
      () => authority.issue({ names: ['other.test'] }),
      'belongs to another name',
      'log in to it',
    ],
  ])('%s: which fault it is, also behind a proxy', async (_name, identity, message, hint) => {
    const server = await startApi(identity(), (_request, response) => response.end('{}'));
    const proxy = await startProxy({ target: server.port });
    const throughProxy = await failure(ask(senderFor({ HTTPS_PROXY: `127.0.0.1:${String(proxy.port)}` })));
    expect(throughProxy.message).toContain(message);
    expect(throughProxy.hint).toContain(hint);
    const there = senderFor({});
    const direct = await failure(ask(there, `https://127.0.0.1:${String(server.port)}`));
    // This machine is taken at its word by no other rule: only the authority is another question.
    expect(direct.message).toContain('The certificate of 127.0.0.1');
    expect(server.connections()).toBeLessThanOrEqual(4);
  });

  it('the company’s authority from the system’s bundle, or a broken file beside it', async () => {
    const api = await startCompanyApi();
    const proxy = await startProxy({ target: api.port });
    const broken = path.join(folder, 'broken.pem');
    writeFileSync(broken, `${authority.certificate.replace(/[A-Za-z0-9]{20}/, 'x'.repeat(20))}\nnothing`);
    const HTTPS_PROXY = `127.0.0.1:${String(proxy.port)}`;
    expect(
      await ask(senderFor({ HTTPS_PROXY, SSL_CERT_FILE: authorityFile, NODE_EXTRA_CA_CERTS: broken })),
    ).toBe(FINE);
    const without = senderFor({ HTTPS_PROXY, NODE_EXTRA_CA_CERTS: path.join(folder, 'missing.pem') });
    expect((await failure(ask(without))).message).toContain('an authority that this computer does not know');
  });
});

describe('ports', () => {
  it('that web requests do not go to are named', async () => {
    const error = await failure(ask(senderFor({}), 'http://127.0.0.1:6000'));
    expect(error.message).toBe(
      'The port of 127.0.0.1:6000 is kept for another service, so no web request is sent to it.',
    );
  });
});
