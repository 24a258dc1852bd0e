/**
 * One registry for everybody who asks for keys: Augno's account service, with the keys of other services beside its own.
 * Whatever concerns an id of theirs goes to them; the account service itself knows nothing of it.
 */
import { unreadEntries } from '../../shared/unread-entries.ts';
import { AppError } from '../../shared/errors.ts';
import { whyLeftOut } from '../../shared/left-out.ts';
import type { KeyAction } from '../../shared/providers.ts';
import type { AccountService } from '../keys/types.ts';
import type { ProviderService } from './other/types.ts';

/** `base` with some of its methods replaced; the others go on working on `base` itself. */
function overlay<Base extends object>(base: Base, over: Partial<Base>): Base {
  return new Proxy(base, {
    get: (target, name) => {
      if (Object.hasOwn(over, name)) return over[name as keyof Base];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}

export function withProviders(accounts: AccountService, others: ProviderService): AccountService {
  /** What has no API is refused in words; the key's own steps are in its panel and under `augno-vault provider`. */
  const refuse = (keyId: string, action: KeyAction): never => {
    const why = whyLeftOut(others.keyDetail(keyId), action);
    throw new AppError({
      code: 'unsupported',
      message: why ?? 'This can’t be done with a key of another service.',
      hint: `Nothing was changed. In the command: augno-vault provider ${action} KEY.`,
    });
  };
  return overlay(accounts, {
    addressQuestions: () => [...accounts.addressQuestions(), ...others.addressQuestions()],
    confirmAddress: (connectionId, address) => {
      (others.owns(connectionId) ? others : accounts).confirmAddress(connectionId, address);
    },
    listKeys: () => [...accounts.listKeys(), ...others.listKeys()],
    keyDetail: (keyId) => (others.owns(keyId) ? others.keyDetail(keyId) : accounts.keyDetail(keyId)),
    rotateKey: async (input, agreed) =>
      others.owns(input.keyId) ? refuse(input.keyId, 'rotate') : accounts.rotateKey(input, agreed),
    revokeKey: async (input) =>
      others.owns(input.keyId) ? refuse(input.keyId, 'revoke') : accounts.revokeKey(input),
    deleteKey: (keyId) => {
      if (others.owns(keyId)) others.deleteKey(keyId);
      else accounts.deleteKey(keyId);
    },
    startBackground: () => {
      others.purgeTrash();
      accounts.startBackground();
    },
    sync: async (connectionId, signal) => {
      others.purgeTrash();
      return await accounts.sync(connectionId, signal);
    },
    testKey: (keyId, options) =>
      others.owns(keyId) ? others.testKey(keyId) : accounts.testKey(keyId, options),
    editKey: (input) => (others.owns(input.keyId) ? others.editKey(input) : accounts.editKey(input)),
    addSecret: (keyId, secret, from) =>
      others.owns(keyId) ? others.addSecret(keyId, secret) : accounts.addSecret(keyId, secret, from),
    keyRequests: async (keyId) =>
      others.owns(keyId)
        ? { requests: [], more: false, unread: unreadEntries([]) }
        : accounts.keyRequests(keyId),
    useSecret: (keyId, purpose, use) =>
      others.owns(keyId) ? others.useSecret(keyId, purpose, use) : accounts.useSecret(keyId, purpose, use),
    listRotations: () => [...accounts.listRotations(), ...others.listRotations()],
    checkOldKey: (rotationId) =>
      others.owns(rotationId) ? others.checkOldKey(rotationId) : accounts.checkOldKey(rotationId),
    tickPlace: (rotationId, placeId, done) =>
      others.owns(rotationId)
        ? others.tickPlace(rotationId, placeId, done)
        : accounts.tickPlace(rotationId, placeId, done),
    close: async () => {
      others.close();
      await accounts.close();
    },
  });
}
