import { useState, type ReactElement } from 'react';
import { useAppStore } from '../../lib/app-store.ts';
import { call } from '../../lib/bridge.ts';
import { confirmAddress } from '../../lib/choose.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

/** Said here already; main takes no other address whatever the page says. */
function isUsable(text: string, allowLoopback: boolean): boolean {
  if (text === '') return true;
  try {
    const url = new URL(text);
    const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
    return (
      plain &&
      (url.protocol === 'https:' ||
        (allowLoopback && url.protocol === 'http:' && url.hostname === '127.0.0.1'))
    );
  } catch {
    return false;
  }
}

export function FeedDialog({
  address,
  onClose,
}: {
  readonly address: string;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const [text, setText] = useState(address);
  const development = useAppStore((store) => store.state?.development ?? false);
  const [wrong, setWrong] = useState(false);
  const action = useAction();
  const save = async (): Promise<void> => {
    const typed = text.trim();
    const feed =
      typed === '' ? null : await confirmAddress(action, { purpose: 'update-feed', address: typed });
    if (typed !== '' && feed === null) return;
    const done = await action.run(() => call('updates.set-feed', { grant: feed?.grant ?? null }));
    if (done !== null) onClose();
  };
  return (
    <Dialog
      title={t('about.feed-title')}
      description={t('about.feed-hint')}
      onClose={onClose}
      onSubmit={() => {
        if (!isUsable(text.trim(), development)) {
          setWrong(true);
          return;
        }
        void save();
      }}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('about.feed-save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('about.feed-address')}
        hint={t('about.feed-address-hint')}
        error={wrong ? t('about.feed-wrong') : action.fieldError('address')}
        value={text}
        inputMode="url"
        autoFocus
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
      />
    </Dialog>
  );
}
