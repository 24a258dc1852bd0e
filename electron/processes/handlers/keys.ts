import type { HandlersOf } from '../../wire/answer.ts';
import type { keyChannels } from '../../../shared/ipc/key-channels.ts';
import type { OpenParts, TakingSecrets } from './open-parts.ts';
import { extendMany } from '../../keys/registry/extend-many.ts';
import type { ClockAgreement } from '../../keys/types.ts';
import type { Asking } from '../vault-handlers.ts';
import { withAgreedClock } from './agreed-clock.ts';
import { lending } from './lending.ts';

export function keysHandlers(
  open: () => OpenParts,
  taking: TakingSecrets,
  clock: Asking['clock'],
): HandlersOf<typeof keyChannels, 'vault'> {
  const accounts = (): OpenParts['accounts'] => open().accounts;
  const agreeing = <Result>(
    connectionId: string,
    act: (agreed?: ClockAgreement) => Promise<Result>,
  ): Promise<Result> => withAgreedClock(accounts(), clock, connectionId, act);
  return {
    'keys.list': () => ({ keys: [...accounts().listKeys()] }),
    'keys.detail': ({ keyId }) => accounts().keyDetail(keyId),
    'keys.create': (input) => agreeing(input.connectionId, (agreed) => accounts().createKey(input, agreed)),
    'keys.rotate': (input) =>
      agreeing(accounts().keyDetail(input.keyId).connectionId, (agreed) =>
        accounts().rotateKey(input, agreed),
      ),
    'keys.revoke': (input) => accounts().revokeKey(input),
    'keys.delete': ({ keyId }) => {
      accounts().deleteKey(keyId);
    },
    'keys.test': ({ keyId, accountId }) =>
      accounts().testKey(keyId, accountId === undefined ? {} : { accountId }),
    'keys.edit': (input) => accounts().editKey(input),
    'keys.confirm-secret': ({ keyId }) => accounts().confirmSecret(keyId),
    'keys.add-secret': ({ keyId, secret }) => lending(secret, (bytes) => accounts().addSecret(keyId, bytes)),
    'keys.resolve-interrupted': async ({ keyId, decision }) => ({
      created: await accounts().resolveIntent(keyId, decision),
    }),
    'keys.reveal-secret': ({ keyId }) =>
      taking({ name: accounts().keyDetail(keyId).name, use: 'reveal' }, () =>
        // SECURITY: the only string made of a secret for the renderer, at the user's own request.
        accounts().useSecret(keyId, 'reveal', (secret) => ({ secret: secret.revealText() })),
      ),
    'keys.requests': async ({ keyId }) => {
      const { requests, ...read } = await accounts().keyRequests(keyId);
      return { requests: [...requests], ...read };
    },
    'rotations.check-old-key': ({ rotationId }) => accounts().checkOldKey(rotationId),
    'rotations.end-overlap': ({ keyId, confirmation }) => accounts().endOverlap(keyId, confirmation),
    'rotations.extend': ({ rotationId, seconds }) => accounts().extendOverlap(rotationId, seconds),
    'rotations.extend-many': ({ rotationIds, seconds }) => extendMany(accounts(), rotationIds, seconds),
    'rotations.tick-place': ({ rotationId, placeId, done }) =>
      accounts().tickPlace(rotationId, placeId, done),
    'rotations.list': () => ({ rotations: [...accounts().listRotations()] }),
  };
}
