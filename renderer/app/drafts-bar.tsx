import { FilePenLine } from 'lucide-react';
import { useEffect, type ReactElement } from 'react';
import type { Draft } from '../../shared/ipc/desktop-channels.ts';
import { useKeys } from '../features/keys/store.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { useDrafts } from './drafts-store.ts';
import { useText } from './intl.tsx';
import { useNavigation, type NavigationStore } from './navigation-store.ts';
import styles from './shell.module.css';

const c = classes(styles);

/** What a form's id says: which form, and of what. */
function partsOf(formId: string): { readonly form: string; readonly subject: string } {
  const [form = '', ...subject] = formId.split(':');
  // Both stand in the key's details.
  return { form: form === 'key-care' ? 'key-notes' : form, subject: subject.join(':') };
}

function goOn(draft: Draft, { openDialog, openKey, go }: NavigationStore): void {
  const { form, subject } = partsOf(draft.formId);
  if (form === 'create-key') openDialog({ kind: 'create-key' });
  else if (form === 'key-notes') openKey(subject);
  else {
    go('findings');
    openDialog({ kind: 'ignore-finding', findingId: subject });
  }
}

/** Says, after unlocking, that a form was open before, and leads back to it. */
export function DraftsBar(): ReactElement | null {
  const t = useText();
  const navigation = useNavigation();
  const { drafts, load, remove } = useDrafts();
  const keys = useKeys((store) => store.items);
  useEffect(() => void load(), [load]);
  const draft = drafts.at(-1);
  if (draft === undefined || navigation.dialog !== null) return null;
  const { form, subject } = partsOf(draft.formId);
  if (form === 'key-notes' && navigation.keyId === subject) return null;
  const text =
    form === 'create-key'
      ? t('draft.create-key')
      : form === 'key-notes'
        ? t('draft.key-notes', { name: keys.find((key) => key.id === subject)?.name ?? '' })
        : t('draft.ignore-finding');
  return (
    <div className={c('bar')} role="status">
      <FilePenLine aria-hidden />
      <span className={c('bar-text', 'truncate')}>{text}</span>
      <Button size="small" onClick={() => goOn(draft, navigation)}>
        {t('draft.continue')}
      </Button>
      <Button size="small" onClick={() => void remove(draft.formId)}>
        {t('draft.discard')}
      </Button>
    </div>
  );
}
