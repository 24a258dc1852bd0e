/** One request through the real sender, and the failure that it ends in. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { ApiError } from '../../../../electron/http/api-error.ts';
import { Destination } from '../../../../electron/http/confirmed-addresses.ts';
import { guardedFetch } from '../../../../electron/http/guarded-fetch.ts';
import { routesByEnvironment, routesBySystem } from '../../../../electron/http/proxy-routes.ts';
import { createSender, type Sender } from '../../../../electron/http/sender.ts';
import { makeAuthority } from './certificates.ts';
import { closeServers, startApi, type Listening } from './servers.ts';

export const authority = makeAuthority();
export const folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-test-'));
export const authorityFile = path.join(folder, 'company.pem');
export const API = 'https://api.example.test';
export const FINE = JSON.stringify({ path: '/v1/catalog/units', key: 'Bearer x' });

const senders: Sender[] = [];

/** For a whole test file: files of its own before, nothing left after. */
export function tidily(): void {
  beforeAll(() => {
    writeFileSync(authorityFile, authority.certificate);
  });
  afterEach(async () => {
    for (const sender of senders.splice(0)) sender.close();
    await closeServers();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
}

/** @param systemAnswer as Electron gives it; without it the environment counts */
export function senderFor(environment: Readonly<Record<string, string>>, systemAnswer?: string): Sender {
  const whole = { NODE_EXTRA_CA_CERTS: authorityFile, ...environment };
  const sender = createSender({
    environment: whole,
    routesOf: (origin) =>
      systemAnswer === undefined
        ? routesByEnvironment(origin, whole)
        : routesBySystem(origin, systemAnswer, whole),
  });
  senders.push(sender);
  return sender;
}

export async function ask(sender: Sender, origin = API): Promise<string> {
  const { text } = await guardedFetch(sender.fetch, {
    destination: Destination.given(origin),
    url: `${origin}/v1/catalog/units`,
    method: 'GET',
    headers: [['authorization', 'Bearer x']],
    body: null,
    timeoutMs: 30_000,
    maximumBytes: 1_000_000,
  });
  return text;
}

export async function failure(asked: Promise<unknown>): Promise<ApiError> {
  const thrown = await asked.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(ApiError);
  return thrown as ApiError;
}

/** Over TLS, under the company's authority; answers {@link FINE}. */
export function startCompanyApi(): Promise<Listening> {
  return startApi(authority.issue(), (request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ path: request.url, key: request.headers.authorization }));
  });
}
