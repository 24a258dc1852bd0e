/** Files that may hold the old key, what would change in each, and what was done. Holds nothing that is not redacted. */
import { useCallback, useEffect, useState } from 'react';
import type { SerializedError } from '../../../../shared/errors.ts';
import type { Place, PlacePreview, Replacement } from '../../../../shared/ipc/flow-channels.ts';
import type { Granted } from '../../../../shared/ipc/grant-channels.ts';
import type { Said } from '../../../../shared/messages/say.ts';
import { call } from '../../../lib/bridge.ts';

export interface PlaceEntry {
  readonly file: string;
  readonly place: Place;
  /** Nobody chose it, or a folder around it, yet: looking at it asks in a dialog of main's. */
  readonly unconfirmed: boolean;
  readonly from: 'finding' | 'note' | 'chosen';
  readonly preview: PlacePreview | null;
  readonly error: SerializedError | null;
  readonly replacement: Replacement | null;
  readonly busy: boolean;
}

export interface Places {
  /** Null until the first look is over. */
  readonly entries: readonly PlaceEntry[] | null;
  /** Noted places that are no files here. */
  readonly others: readonly (Said | string)[];
  readonly error: SerializedError | null;
  readonly add: (chosen: Granted) => void;
  readonly lookAgain: (file: string) => void;
  readonly replace: (file: string) => Promise<void>;
  readonly undo: (file: string) => Promise<void>;
}

export function usePlaces(oldKeyId: string, newKeyId: string): Places {
  const [entries, setEntries] = useState<readonly PlaceEntry[] | null>(null);
  const [others, setOthers] = useState<readonly (Said | string)[]>([]);
  const [error, setError] = useState<SerializedError | null>(null);

  const update = useCallback((file: string, change: Partial<PlaceEntry>): void => {
    setEntries((list) =>
      (list ?? []).map((entry) => (entry.file === file ? { ...entry, ...change } : entry)),
    );
  }, []);

  const look = useCallback(
    async (place: Place): Promise<Partial<PlaceEntry>> => {
      const reply = await call('places.preview', { oldKeyId, newKeyId, place });
      if (!reply.ok) return { preview: null, error: reply.error, busy: false };
      const { placeId } = reply.value;
      return {
        preview: reply.value,
        place: { kind: 'listed', placeId },
        unconfirmed: false,
        error: null,
        busy: false,
      };
    },
    [oldKeyId, newKeyId],
  );

  useEffect(() => {
    let current = true;
    const load = async (): Promise<void> => {
      const [candidates, done] = await Promise.all([
        call('places.candidates', { oldKeyId, newKeyId }),
        call('places.list', { keyId: newKeyId }),
      ]);
      if (!current) return;
      if (!candidates.ok) {
        setError(candidates.error);
        return;
      }
      const replaced = (done.ok ? done.value.replacements : []).filter(
        (item) => item.state === 'done' && item.oldKeyId === oldKeyId,
      );
      const files = new Map<string, PlaceEntry>();
      const empty = { preview: null, error: null, busy: false };
      for (const replacement of replaced) {
        const { file, placeId } = replacement;
        const place = { kind: 'listed', placeId } as const;
        files.set(file, { file, place, unconfirmed: false, from: 'chosen', ...empty, replacement });
      }
      for (const { file, placeId, from, confirmed } of candidates.value.files) {
        if (files.has(file)) continue;
        const place = { kind: 'listed', placeId } as const;
        const seen = confirmed ? await look(place) : {};
        files.set(file, { file, place, unconfirmed: !confirmed, from, ...empty, ...seen, replacement: null });
      }
      setOthers(candidates.value.others);
      setEntries([...files.values()]);
    };
    void load();
    return () => {
      current = false;
    };
  }, [oldKeyId, newKeyId, look]);

  return {
    entries,
    others,
    error,
    add: ({ grant, shown: file }) => {
      if ((entries ?? []).some((entry) => entry.file === file)) return;
      const place = { kind: 'chosen', grant } as const;
      const added = {
        file,
        place,
        unconfirmed: false,
        from: 'chosen' as const,
        preview: null,
        error: null,
        replacement: null,
        busy: true,
      };
      setEntries([...(entries ?? []), added]);
      void look(place).then((change) => update(file, change));
    },
    lookAgain: (file) => {
      const entry = (entries ?? []).find((one) => one.file === file);
      if (entry === undefined) return;
      update(file, { busy: true });
      void look(entry.place).then((change) => update(file, change));
    },
    replace: async (file) => {
      const planId = (entries ?? []).find((entry) => entry.file === file)?.preview?.planId;
      if (planId === undefined) return;
      update(file, { busy: true });
      const reply = await call('places.apply', { planId });
      if (reply.ok) update(file, { replacement: reply.value, preview: null, error: null, busy: false });
      else update(file, { error: reply.error, busy: false });
    },
    undo: async (file) => {
      const entry = (entries ?? []).find((one) => one.file === file);
      const replacement = entry?.replacement ?? null;
      if (entry === undefined || replacement === null) return;
      update(file, { busy: true });
      const reply = await call('places.undo', { replacementId: replacement.id });
      if (!reply.ok) update(file, { error: reply.error, busy: false });
      else update(file, { replacement: null, ...(await look(entry.place)) });
    },
  };
}
