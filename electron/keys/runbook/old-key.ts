/** One request with the old secret of a leak response, whichever way its refusal is noted. */
import type { AccountService } from '../types.ts';
import type { GuideKeeper } from './guide-keeper.ts';

export async function tryOldKey(
  guides: GuideKeeper,
  accounts: Pick<AccountService, 'listRotations' | 'checkOldKey' | 'testKey' | 'keyDetail'>,
  guideId: string,
): Promise<void> {
  const { keyId } = guides.get(guideId);
  if (keyId === null) return;
  const rotation = accounts.listRotations().find(({ oldKeyId }) => oldKeyId === keyId);
  if (rotation !== undefined) {
    await accounts.checkOldKey(rotation.id);
    return;
  }
  if (!accounts.keyDetail(keyId).secretHeld) return;
  const { outcome, at } = await accounts.testKey(keyId, {});
  if (outcome === 'refused') guides.link(guideId, { refusedAt: at });
}
