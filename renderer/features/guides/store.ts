import { useEffect } from 'react';
import type { Guide, GuideKind } from '../../../shared/ipc/guide-channels.ts';
import { call } from '../../lib/bridge.ts';
import { createCollection } from '../../lib/collection.ts';
import { useNavigation } from '../../lib/navigation-store.ts';

export const useGuides = createCollection<Guide, 'guides.list'>(
  () => call('guides.list', undefined),
  (value) => value.guides,
);

/** Opens a guide, or goes on with the one that was begun. @returns what went wrong */
export async function startGuide(
  kind: GuideKind,
  about: { readonly keyId?: string; readonly connectionId?: string },
): ReturnType<typeof call<'guides.start'>> {
  const reply = await call('guides.start', {
    kind,
    keyId: about.keyId ?? null,
    connectionId: about.connectionId ?? null,
  });
  if (reply.ok) {
    await useGuides.getState().load();
    useNavigation.getState().openGuide(reply.value.id);
  }
  return reply;
}

/** What a step that knows by itself that it is done does: says so, once. */
export function useTickWhen(
  { begun }: Guide,
  isDone: boolean,
  tick: (done: boolean) => Promise<void>,
  wasDone: boolean,
): void {
  useEffect(() => {
    // What is so already when a guide is opened is no step that somebody took.
    if (begun && isDone && !wasDone) void tick(true);
    // Ticking is idempotent; a new function of the same meaning must not send it again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [begun, isDone, wasDone]);
}
