/** A release feed on this machine, signed as the makers of the app would, and spoilt as others might. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { signedBytes } from '../../../electron/app/update-manifest.ts';

/** `endless`, `silent`: the description of the update; `stalls`: the update itself, in its middle. */
type Spoil = 'signature' | 'manifest' | 'file' | 'everything' | 'endless' | 'silent' | 'stalls';

export interface UpdateFeed {
  readonly url: string;
  /** As a build takes it. */
  readonly publicKey: string;
  /** What was asked for since the last offer. */
  readonly requests: readonly string[];
  /** @param spoil  what is wrong with it */
  offer(version: string, spoil?: Spoil): void;
  stop(): Promise<void>;
}

const MANIFEST = process.arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${process.arch}.yml`;
const FILE = 'augno-vault-linux.AppImage';

/** @param program  what an installer of a version holds */
export async function startUpdateFeed(program: (version: string) => string): Promise<UpdateFeed> {
  const keys = generateKeyPairSync('ed25519');
  const files = new Map<string, string>();
  let requests: string[] = [];
  let spoilt: Spoil | undefined;
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1).split('?')[0] ?? '';
    requests.push(name);
    const content = files.get(name);
    if (spoilt === 'silent' && name === MANIFEST) return;
    if (spoilt === 'endless' && name === MANIFEST) {
      const more = (): void => {
        while (!response.destroyed && response.write('#'.repeat(64 * 1024)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
      return;
    }
    if (spoilt === 'stalls' && name === FILE) {
      response.writeHead(200, { 'Content-Length': content?.length });
      response.write(content?.slice(0, 10));
      return;
    }
    response.writeHead(content === undefined ? 404 : 200);
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}/`,
    publicKey: keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    get requests() {
      return requests;
    },
    offer(version, spoil) {
      requests = [];
      spoilt = spoil;
      files.clear();
      if (spoil === 'everything') return;
      const content = program(version);
      const sha512 = createHash('sha512').update(content).digest('base64');
      const text =
        spoil === 'manifest'
          ? 'version: [\n'
          : `version: ${version}\nfiles:\n  - url: ${FILE}\n    sha512: ${sha512}\n    size: ${String(content.length)}\n`;
      const signature = sign(null, signedBytes(MANIFEST, text), keys.privateKey).toString('base64');
      files.set(MANIFEST, spoil === 'signature' ? text.replace('version:', 'version: ') : text);
      files.set(`${MANIFEST}.sig`, `${signature}\n`);
      files.set(FILE, spoil === 'file' ? `${content.slice(0, -1)}#` : content);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
