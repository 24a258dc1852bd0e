import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useAppStore } from './app-store.ts';
import { useDrafts, type DraftValues } from './drafts-store.ts';

/** Long enough not to write with every letter, short enough that a lock takes next to nothing. */
const SAVE_AFTER_MS = 400;

export interface KeptDraft {
  /** What was typed before is in the form again. */
  readonly restored: boolean;
  /** When it was last typed into, then; null: nothing was restored. */
  readonly restoredAt: string | null;
  /** The form was sent, or given up on purpose: nothing of it is kept. */
  readonly discard: () => void;
}

/** A text of the draft; empty where it holds none. */
export function textOf(values: DraftValues, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}

/**
 * Keeps what is typed into a form, sealed, over a lock or a crash. SECURITY: never give it a field that holds a secret.
 * @param formId which form, and of what: `create-key`, `key-notes:apke_…`
 * @param values what the form holds now
 * @param untouched whether that is what it holds when nobody has typed anything
 * @param restore called once, with what was typed before
 * @param until `discarded`: kept until it is sent or given up; `closed`: gone with the form, unless that went by a lock
 */
export function useDraft(
  formId: string,
  values: DraftValues,
  untouched: boolean,
  restore: (values: DraftValues) => void,
  until: 'discarded' | 'closed' = 'discarded',
): KeptDraft {
  const [restoredAt, setRestoredAt] = useState<string | null>(null);
  const [ready, setReady] = useState(false);
  const timer = useRef<number | null>(null);
  const over = useRef(false);
  const saved = useRef(false);
  /** What the vault has of it; the same is not written again. */
  const written = useRef<string | null>(null);
  const restoreNow = useRef(restore);

  // Before the form is first drawn, where the drafts are read already: nothing in it moves then.
  useLayoutEffect(() => {
    let current = true;
    over.current = false;
    const fill = (): void => {
      if (!current) return;
      // From the store and not from the first reply: it may have been discarded since.
      const draft = useDrafts.getState().drafts.find((item) => item.formId === formId);
      if (draft !== undefined) {
        saved.current = true;
        written.current = JSON.stringify(draft.values);
        restoreNow.current(draft.values);
        setRestoredAt(draft.savedAt);
      }
      setReady(true);
    };
    const { isRead, load } = useDrafts.getState();
    if (isRead) fill();
    else void load().then(fill);
    return () => {
      current = false;
    };
  }, [formId]);

  const text = JSON.stringify(values);
  useEffect(() => {
    // A form that holds nothing of its own any more may be filled anew.
    if (untouched) over.current = false;
    if (!ready || over.current) return;
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      timer.current = null;
      const { save, remove } = useDrafts.getState();
      if (!untouched) {
        if (written.current === text) return;
        saved.current = true;
        written.current = text;
        void save(formId, JSON.parse(text) as DraftValues);
      } else if (saved.current) {
        saved.current = false;
        written.current = null;
        void remove(formId);
      }
    }, SAVE_AFTER_MS);
  }, [formId, text, untouched, ready]);

  const discard = useCallback(() => {
    over.current = true;
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    if (saved.current) void useDrafts.getState().remove(formId);
    saved.current = false;
    written.current = null;
    setRestoredAt(null);
  }, [formId]);

  useEffect(() => {
    if (until === 'discarded') return;
    return () => {
      // Locking takes the whole window away: that is what drafts are for.
      if (useAppStore.getState().state?.phase === 'unlocked') discard();
    };
  }, [until, discard]);

  return { restored: restoredAt !== null, restoredAt, discard };
}
