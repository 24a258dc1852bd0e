/** A release feed for electron-updater that believes signed manifests only. Loaded when updates are looked for, not before. */
import {
  CancellationToken,
  Provider,
  type AppUpdater,
  type ResolvedUpdateFileInfo,
  type UpdateInfo,
} from 'electron-updater';
import {
  parseUpdateInfo,
  resolveFiles,
  type ProviderRuntimeOptions,
} from 'electron-updater/out/providers/Provider.js';
import type { SeenVersion } from './seen-version.ts';
import { FEED_LIMIT_BYTES, FEED_LIMIT_MS, feedTooLong } from './update-failure.ts';
import { assertSigned, readManifest } from './update-manifest.ts';
import { certain } from '../../shared/certain.ts';

export interface SignedFeedOptions {
  readonly address: URL;
  /** base64 of the DER form (SPKI) of an Ed25519 key. */
  readonly publicKey: string;
  readonly currentVersion: string;
  readonly seen: SeenVersion;
}

export class SignedFeedProvider extends Provider<UpdateInfo> {
  readonly #options: SignedFeedOptions;

  constructor(options: SignedFeedOptions, _updater: AppUpdater, runtimeOptions: ProviderRuntimeOptions) {
    super(runtimeOptions);
    this.#options = options;
  }

  async getLatestVersion(): Promise<UpdateInfo> {
    const { address, publicKey, currentVersion, seen } = this.#options;
    const fileName = `${this.getDefaultChannelName()}.yml`;
    const url = new URL(fileName, address);
    const text = await this.#fetched(url);
    const signature = await this.#fetched(new URL(`${fileName}.sig`, address));
    // SECURITY: not one line of it is parsed before.
    assertSigned(fileName, text, signature, publicKey);
    const manifest = readManifest(parseUpdateInfo(text, fileName, url), currentVersion, seen.highest());
    seen.note(manifest.version);
    const [first] = manifest.files;
    return {
      version: manifest.version,
      files: manifest.files.map(({ url: name, sha512, size }) => ({
        url: name,
        sha512,
        ...(size === undefined ? {} : { size }),
      })),
      path: certain(first).url,
      sha512: certain(first).sha512,
      releaseDate: manifest.releaseDate ?? '',
    };
  }

  /** A feed that drips, says nothing or never ends is not waited for, and no more of it is kept than a manifest needs. */
  async #fetched(url: URL): Promise<string> {
    const token = new CancellationToken();
    const timer = setTimeout(() => {
      token.cancel();
    }, FEED_LIMIT_MS);
    let length = 0;
    const count = (chunk: Uint8Array): void => {
      length += chunk.length;
      if (length > FEED_LIMIT_BYTES) token.cancel();
    };
    try {
      const options = this.createRequestOptions(url);
      // Null where there was no content, whatever the type says.
      const text: Promise<string | null | undefined> = this.executor.doApiRequest(
        options,
        token,
        (request) => {
          request.on('response', (response) => {
            response.on('data', count);
          });
          request.end();
        },
      );
      return (await text) ?? '';
    } catch (thrown) {
      throw length > FEED_LIMIT_BYTES ? feedTooLong() : thrown;
    } finally {
      clearTimeout(timer);
    }
  }

  resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
    return resolveFiles(info, this.#options.address);
  }
}
