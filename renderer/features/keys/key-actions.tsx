/** What can be done with one key, in one list: its row's menu, its shortcuts and the palette all take it from here. */
import {
  Copy,
  Eye,
  FlaskConical,
  Hash,
  KeyRound,
  ListChecks,
  PanelRight,
  Pencil,
  RefreshCw,
  Send,
  ShieldMinus,
  Trash2,
  Unplug,
} from 'lucide-react';
import { useCallback, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { isPendingId } from '../../../shared/pending-keys.ts';
import { call } from '../../lib/bridge.ts';
import { useErrorText, useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { focusField } from '../../lib/when-there.ts';
import { startGuide } from '../guides/store.ts';
import { copyPlainText } from '../../ui/copy-plain-text.ts';
import { secondsUntil } from '../../ui/time.ts';
import { showToast } from '../../ui/toast.tsx';

export const KEY_ACTION_IDS = [
  'copy',
  'reveal',
  'open',
  'rotate',
  'test',
  'add-secret',
  'alias',
  'copy-id',
  'pass-on',
  'test-account',
  'narrow',
  'leak',
  'revoke',
  'delete',
] as const;
export type KeyActionId = (typeof KEY_ACTION_IDS)[number];
/** Where a key is led from its detail: the palette has these, and a row's menu stays short. */
export const NOT_IN_MENUS: ReadonlySet<KeyActionId> = new Set(['pass-on', 'test-account', 'narrow', 'leak']);

export interface KeyAction {
  readonly id: KeyActionId;
  readonly icon: ReactElement;
  /** In tinykeys' notation; it works on the row and in the key's details. */
  readonly shortcut: string | null;
  readonly danger: boolean;
  readonly run: () => void;
}

export const KEY_SHORTCUTS: Readonly<Partial<Record<KeyActionId, string>>> = {
  copy: '$mod+C',
  'copy-id': '$mod+Shift+C',
  open: 'Enter',
  alias: 'F2',
};

const ICONS: Readonly<Record<KeyActionId, ReactElement>> = {
  copy: <Copy aria-hidden />,
  reveal: <Eye aria-hidden />,
  open: <PanelRight aria-hidden />,
  rotate: <RefreshCw aria-hidden />,
  test: <FlaskConical aria-hidden />,
  'add-secret': <KeyRound aria-hidden />,
  alias: <Pencil aria-hidden />,
  'copy-id': <Hash aria-hidden />,
  'pass-on': <Send aria-hidden />,
  'test-account': <FlaskConical aria-hidden />,
  narrow: <ShieldMinus aria-hidden />,
  leak: <ListChecks aria-hidden />,
  revoke: <Unplug aria-hidden />,
  delete: <Trash2 aria-hidden />,
};

/** Whether it can be done with the key as it is; what cannot is not offered. */
export function isPossible(id: KeyActionId, key: KeySummary): boolean {
  const works = statusWorks(key.status);
  const { abilities } = key.provider;
  if (isPendingId(key.id)) return id === 'open';
  switch (id) {
    case 'open':
    case 'copy-id':
    case 'alias':
      return true;
    case 'copy':
    case 'reveal':
      return key.secretHeld;
    // Ways that only keys with an API of their own are led.
    case 'leak':
      return abilities.rotate === 'api';
    case 'test-account':
      return abilities.rotate === 'api' && key.secretHeld;
    case 'pass-on':
      return abilities.rotate === 'api' && key.secretHeld && works;
    case 'narrow':
      return abilities.rotate === 'api' && works;
    case 'rotate':
      return works;
    case 'test':
      return key.secretHeld && abilities.test === 'api';
    case 'add-secret':
      return !key.secretHeld && (abilities.rotate === 'api' || works);
    case 'revoke':
      return abilities.revoke === 'api' ? works : key.status !== 'revoked';
    case 'delete':
      return !works && key.status !== 'unresolved';
  }
}

export function useKeyActions(): (key: KeySummary) => readonly KeyAction[] {
  const t = useText();
  const errorText = useErrorText();
  const sentence = useSentence();
  const { openKey, openDialog } = useNavigation();
  return useCallback(
    (key) => {
      const failed = (error: Parameters<typeof errorText>[0]): void => {
        const { message, hint } = errorText(error);
        showToast(message, hint);
      };
      const begin = (kind: 'narrow' | 'leak'): void => {
        void startGuide(kind, { keyId: key.id }).then((reply) => {
          if (!reply.ok) failed(reply.error);
        });
      };
      const runs: Readonly<Record<KeyActionId, () => void>> = {
        // SECURITY: the secret goes from the vault's process to the clipboard; the page sees only its redacted form.
        copy: () => {
          void call('keys.copy-secret', { keyId: key.id }).then((reply) => {
            if (!reply.ok) {
              failed(reply.error);
              return;
            }
            const { clearsAt, warning } = reply.value;
            showToast(
              clearsAt === null
                ? t('action.copied', { name: key.name })
                : t('action.copied-clears', { name: key.name, seconds: secondsUntil(clearsAt, Date.now()) }),
              warning ?? undefined,
            );
          });
        },
        'copy-id': () => {
          if (copyPlainText(key.id)) showToast(t('action.copied-id', { name: key.name }));
        },
        // SECURITY: it is shown while its button is held, as ever; this leads there.
        reveal: () => {
          openKey(key.id);
          focusField('[data-field="key-reveal"]');
        },
        open: () => openKey(key.id),
        rotate: () => openDialog({ kind: 'rotate-key', keyId: key.id }),
        test: () => {
          void call('keys.test', { keyId: key.id }).then((reply) => {
            if (reply.ok) showToast(key.name, sentence(reply.value.message));
            else failed(reply.error);
          });
        },
        'add-secret': () => openDialog({ kind: 'add-secret', keyId: key.id }),
        alias: () => {
          openKey(key.id);
          focusField('[data-field="key-alias"]');
        },
        'pass-on': () => openDialog({ kind: 'pass-on', subjectId: key.id }),
        'test-account': () => openDialog({ kind: 'test-account', subjectId: key.id }),
        narrow: () => begin('narrow'),
        leak: () => begin('leak'),
        revoke: () => openDialog({ kind: 'revoke-key', keyId: key.id }),
        delete: () => openDialog({ kind: 'delete-key', keyId: key.id }),
      };
      return KEY_ACTION_IDS.filter((id) => isPossible(id, key)).map((id) => ({
        id,
        icon: ICONS[id],
        shortcut: KEY_SHORTCUTS[id] ?? null,
        danger: id === 'revoke' || id === 'delete',
        run: runs[id],
      }));
    },
    [t, errorText, sentence, openKey, openDialog],
  );
}
