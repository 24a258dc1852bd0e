/** An Auxot-shaped server on 127.0.0.1, beside the sandbox: for demos and tests. Everything is forgotten at its end. */
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { AppError } from '../../../shared/errors.ts';
import { createAuxotApplication, type AuxotRequest } from './application.ts';
import { AuxotKeys } from './keys.ts';
import { say } from '../../../shared/messages/say.ts';

export interface AuxotServerOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Serves `/__sandbox/keys`: list, make and delete keys, as people do in Auxot's own pages. */
  readonly testControls?: boolean;
}

export interface AuxotServer {
  readonly url: string;
  /** SECURITY: they open this server and nothing else. */
  readonly userKey: string;
  readonly teamKey: string;
  readonly keys: AuxotKeys;
  /** What came in so far; no secret is kept. */
  readonly requests: readonly AuxotRequest[];
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** @throws AppError `conflict` where the port is taken */
export async function startAuxotServer(options: AuxotServerOptions = {}): Promise<AuxotServer> {
  const keys = new AuxotKeys();
  const requests: AuxotRequest[] = [];
  const user = await keys.create('user', 'CI Pipeline', 'Ann');
  const team = await keys.create('team', 'Intake webhook', 'Operations');
  const app = createAuxotApplication(keys, {
    controls: options.testControls === true,
    onRequest: (request) => {
      requests.push(request);
      if (requests.length > 1000) requests.shift();
    },
  });
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new AppError({
          code: 'conflict',
          message: say('sandbox.auxot-cannot-listen', { port: options.port ?? 0, code: error.code ?? '?' }),
          hint: say('sandbox.choose-another-port'),
          cause: error,
        }),
      );
    });
    server.listen(options.port ?? 0, HOST, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
  return {
    url: `http://${HOST}:${String(port)}`,
    userKey: user.secret,
    teamKey: team.secret,
    keys,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
