import { FilePenLine } from 'lucide-react';
import { useEffect, type ReactElement } from 'react';
import { sentKey } from '../features/keys/sent-key.tsx';
import { useKeys } from '../features/keys/store.ts';
import { useGuides } from '../features/guides/store.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { openDraft, type OpenDraft } from './draft-forms.ts';
import { useDrafts } from '../lib/drafts-store.ts';
import { useText } from '../lib/intl.tsx';
import { useNavigation } from '../lib/navigation-store.ts';
import styles from './shell.module.css';
import { textOf } from '../lib/use-draft.ts';

const c = classes(styles);

/** Says, after unlocking, that a form was open before, and leads back to it. */
export function DraftsBar(): ReactElement | null {
  const navigation = useNavigation();
  const { drafts, load } = useDrafts();
  useEffect(() => void load(), [load]);
  const keys = useKeys((store) => store.items);
  const guides = useGuides((store) => store.items);
  const isThere = ({ form, subject }: OpenDraft): boolean =>
    form.about === 'key'
      ? keys.some(({ id }) => id === subject)
      : form.about !== 'guide' || guides.some(({ id, outcome }) => id === subject && outcome === 'open');
  const open = drafts
    .map(openDraft)
    .findLast(
      (item) => item !== null && isThere(item) && item.form.isHere?.(navigation, item.subject) !== true,
    );
  if (open === undefined || open === null || navigation.dialog !== null) return null;
  return <OneDraft open={open} />;
}

function OneDraft({ open }: { readonly open: OpenDraft }): ReactElement {
  const t = useText();
  const navigation = useNavigation();
  const remove = useDrafts((store) => store.remove);
  const { draft, form, subject } = open;
  const name = useKeys((store) => store.items.find((key) => key.id === subject)?.name);
  const guide = useGuides((store) => store.items.find((item) => item.id === subject));
  // It may have been sent in the moment before the lock: then the key is what there is to see.
  const sent = useKeys((store) =>
    draft.formId === 'create-key'
      ? sentKey(
          store.items,
          draft.savedAt,
          textOf(draft.values, 'connectionId'),
          textOf(draft.values, 'name'),
        )
      : null,
  );
  const title = guide === undefined ? '' : t(`guide.${guide.kind}-title`, { name: guide.keyName });
  const discard = (): void => void remove(draft.formId);
  return (
    <div className={c('bar')} role="status">
      <FilePenLine aria-hidden />
      <span className={c('bar-text', 'truncate')}>
        {sent === null ? form.text(t, name ?? title) : t('unfinished.bar-sent', { name: sent.name })}
      </span>
      {sent === null ? (
        <Button size="small" onClick={() => form.goOn(navigation, subject)}>
          {t('draft.continue')}
        </Button>
      ) : (
        <Button
          size="small"
          onClick={() => {
            discard();
            navigation.openKey(sent.id);
          }}
        >
          {t('unfinished.show-sent')}
        </Button>
      )}
      <Button size="small" onClick={discard}>
        {t('draft.discard')}
      </Button>
    </div>
  );
}
