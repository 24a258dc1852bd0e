/** Every form that keeps what is typed into it: what it was about, and the way back to it. */
import type { Draft } from '../../shared/ipc/desktop-channels.ts';
import { useKeys } from '../features/keys/store.ts';
import type { TextFunction } from '../lib/intl.tsx';
import type { NavigationStore } from '../lib/navigation-store.ts';

export interface DraftForm {
  /** @param name of the key or guide that it is about; empty where that is not known */
  readonly text: (t: TextFunction, name: string) => string;
  readonly goOn: (navigation: NavigationStore, subject: string) => void;
  /** What it is about, which has to be there still: a key, or a guide that is open. */
  readonly about?: 'key' | 'guide';
  /** It stands on this very screen: there is nothing to lead back to. */
  readonly isHere?: (navigation: NavigationStore, subject: string) => boolean;
}

const keyNotes: DraftForm = {
  about: 'key',
  text: (t, name) => t('draft.key-notes', { name }),
  goOn: ({ openKey }, keyId) => openKey(keyId),
  isHere: ({ route, keyId }, subject) => route === 'keys' && keyId === subject,
};
const guide: DraftForm = {
  about: 'guide',
  text: (t, name) => t('draft.guide', { name }),
  goOn: ({ openGuide }, guideId) => openGuide(guideId),
  isHere: ({ route, guideId }, subject) => route === 'guide' && guideId === subject,
};
const passOn: DraftForm = {
  about: 'key',
  text: (t, name) => t('draft.pass-on', { name }),
  goOn: ({ openDialog }, subjectId) => openDialog({ kind: 'pass-on', subjectId }),
};

/** Where it was sent in the moment before the lock, the key itself says how far it came. */
function changeOrShow(
  { openDialog, openKey }: NavigationStore,
  kind: 'rotate-key' | 'revoke-key',
  keyId: string,
): void {
  const status = useKeys.getState().items.find((key) => key.id === keyId)?.status;
  if (status === 'active' || status === 'expiring') openDialog({ kind, keyId });
  else openKey(keyId);
}

const FORMS: Readonly<Record<string, DraftForm>> = {
  'create-key': {
    text: (t) => t('draft.create-key'),
    goOn: ({ openDialog }) => openDialog({ kind: 'create-key' }),
  },
  'key-notes': keyNotes,
  'key-care': keyNotes,
  'ignore-finding': {
    text: (t) => t('draft.ignore-finding'),
    goOn: ({ go, openDialog }, findingId) => {
      go('findings');
      openDialog({ kind: 'ignore-finding', findingId });
    },
  },
  'who-was-it': {
    about: 'key',
    text: (t, name) => t('draft.who-was-it', { name }),
    goOn: ({ openDialog }, subjectId) => openDialog({ kind: 'who-was-it', subjectId }),
  },
  'rotate-key': {
    about: 'key',
    text: (t, name) => t('draft.rotate', { name }),
    goOn: (navigation, keyId) => changeOrShow(navigation, 'rotate-key', keyId),
  },
  'revoke-key': {
    about: 'key',
    text: (t, name) => t('draft.revoke', { name }),
    goOn: (navigation, keyId) => changeOrShow(navigation, 'revoke-key', keyId),
  },
  connect: { text: (t) => t('draft.connect'), goOn: ({ openDialog }) => openDialog({ kind: 'connect' }) },
  'create-role': {
    text: (t) => t('draft.create-role'),
    goOn: ({ openDialog }) => openDialog({ kind: 'create-role' }),
  },
  runbook: {
    text: (t) => t('draft.runbook'),
    goOn: ({ openDialog }) => openDialog({ kind: 'edit-runbook' }),
  },
  'guide-note': guide,
  'guide-issue': guide,
  'guide-role': guide,
  'review-note': {
    text: (t) => t('draft.review'),
    goOn: ({ go }) => go('review'),
    isHere: ({ route }) => route === 'review',
  },
  'pass-on': passOn,
  'pass-on-program': passOn,
  'pass-on-file': passOn,
  'pass-on-admin': passOn,
  service: {
    text: (t) => t('draft.service'),
    goOn: ({ openDialog }, serviceId) =>
      openDialog({ kind: 'service', serviceId: serviceId === '' ? null : serviceId }),
  },
  'service-key': {
    text: (t) => t('draft.service-key'),
    goOn: ({ openDialog }, serviceId) => openDialog({ kind: 'create-key', connectionId: serviceId }),
  },
  'edit-service-key': {
    about: 'key',
    text: (t, name) => t('draft.edit-service-key', { name }),
    goOn: ({ openDialog }, keyId) => openDialog({ kind: 'edit-key', keyId }),
  },
};

export interface OpenDraft {
  readonly draft: Draft;
  readonly form: DraftForm;
  readonly subject: string;
}

/** @returns null for a form that this version does not know, or cannot lead back to by itself */
export function openDraft(draft: Draft): OpenDraft | null {
  const at = draft.formId.indexOf(':');
  const name = at < 0 ? draft.formId : draft.formId.slice(0, at);
  const form = FORMS[name];
  return form === undefined ? null : { draft, form, subject: at < 0 ? '' : draft.formId.slice(at + 1) };
}
