/** What main and the vault's process do together about what a person chose. */
import type { GrantBook } from '../../wire/grants.ts';
import { parseApiAddress } from '../../http/address.ts';
import { parseServiceAddress } from '../../providers/other/address.ts';
import type { GrantMethods } from '../../wire/protocol.ts';
import type { MethodHandlers } from '../../wire/rpc.ts';
import { sendsTo } from './connections.ts';
import type { OpenParts } from './open-parts.ts';

export function grantHandlers(open: () => OpenParts, grants: GrantBook): MethodHandlers<GrantMethods> {
  return {
    'process.grant': (grant) => {
      grants.put(grant);
    },
    'process.take-editor': ({ grant }) => grants.take(grant, 'editor'),
    'process.take-feed': ({ grant }) => grants.take(grant, 'update-feed'),
    'process.check-address': ({ purpose, provider, address }) => {
      if (purpose === 'account') {
        const { origin, brand } = parseApiAddress(address);
        if (!sendsTo(open().accounts, origin)) return { url: origin, asked: 'with-password' };
        return { url: origin, asked: brand === null ? 'in-dialog' : 'not' };
      }
      const { providers } = open().providers.list();
      const use = providers.find(({ id }) => id === provider)?.address.use ?? 'base';
      return { url: parseServiceAddress(address, use).url, asked: 'with-password' };
    },
    'process.scan-roots': (what) => {
      const { chosen, findings } = open();
      if (what.kind === 'chosen') {
        const folder = grants.take(what.grant, 'scan-folder');
        chosen.addFolder(folder);
        return { roots: [folder], unconfirmed: [] };
      }
      const found = findings.listFindings().filter(({ keyId }) => keyId === what.keyId);
      const roots = [...new Set(found.map(({ root }) => root))];
      return { roots, unconfirmed: roots.filter((root) => !chosen.hasFolder(root)) };
    },
    'process.confirm-folders': ({ folders }) => {
      const { chosen } = open();
      for (const folder of folders) chosen.addFolder(folder);
    },
  };
}
