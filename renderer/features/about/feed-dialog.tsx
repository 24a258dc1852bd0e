import { useState, type ReactElement } from 'react';
import { useAppStore } from '../../app/app-store.ts';
import { useText } from '../../app/intl.tsx';
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
  onSave,
  onClose,
}: {
  readonly address: string;
  readonly onSave: (address: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const [text, setText] = useState(address);
  const development = useAppStore((store) => store.state?.development ?? false);
  const [wrong, setWrong] = useState(false);
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
        onSave(text.trim());
        onClose();
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
        error={wrong ? t('about.feed-wrong') : null}
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
