import { Check, Copy, LockKeyhole } from 'lucide-react';
import { useCallback, useEffect, useState, type ReactElement, type SubmitEvent } from 'react';
import type { KnownAdmin } from '../../../shared/ipc/flow-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { copyPlainText } from '../../ui/copy-plain-text.ts';
import { Field, TextArea, TextField } from '../../ui/field.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import styles from '../keys/flows/flows.module.css';
import { AddAdminForm } from './add-admin-form.tsx';

const c = classes(styles);
const NEW = 'new';

/** Seals the secret so that one other admin's vault can open it, and no one on the way. */
export function ToAdmin({ keyId }: { readonly keyId: string }): ReactElement {
  const t = useText();
  const action = useAction();
  const { run } = action;
  const [admins, setAdmins] = useState<readonly KnownAdmin[] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [text, setText] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);

  useDraft(
    `pass-on-admin:${keyId}`,
    { note },
    note === '',
    (kept) => setNote(textOf(kept, 'note')),
    'closed',
  );

  const load = useCallback(async (): Promise<readonly KnownAdmin[]> => {
    const reply = await run(() => call('sharing.admins', undefined));
    const list = reply?.value.admins ?? [];
    setAdmins(list);
    return list;
  }, [run]);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it sets state after the reply, not in the effect
    void load().then((list) => setChosen((before) => before ?? list[0]?.id ?? NEW));
  }, [load]);

  const admin = admins?.find(({ id }) => id === chosen) ?? null;
  const seal = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (admin === null) return;
    const reply = await action.run(() =>
      call('sharing.seal', { keyId, adminId: admin.id, note: note.trim() }),
    );
    setText(reply?.value.text ?? null);
    setCopied(false);
  };
  if (admins === null) return <>{action.error === null ? null : <ErrorNotice error={action.error} />}</>;
  return (
    <div className="form-column">
      <p className="muted">{t('pass-on.admin-hint')}</p>
      {admins.length === 0 ? null : (
        <Field label={t('pass-on.admin')}>
          {({ id, labelId }) => (
            <Select
              id={id}
              labelledBy={labelId}
              value={chosen}
              options={[
                ...admins.map((item) => ({ value: item.id, label: item.name, hint: item.fingerprint })),
                { value: NEW, label: t('pass-on.admin-new') },
              ]}
              onChange={(next) => {
                setChosen(next);
                setText(null);
              }}
            />
          )}
        </Field>
      )}
      {chosen === NEW ? (
        <AddAdminForm
          onAdded={(added) => {
            void load().then(() => setChosen(added.id));
          }}
        />
      ) : null}
      {admin === null ? null : (
        <form className="form-column" noValidate onSubmit={(event) => void seal(event)}>
          {admin.compared ? null : (
            <Notice tone="warn">
              <p>{t('pass-on.not-compared', { name: admin.name })}</p>
              <p className={c('fingerprint')}>{admin.fingerprint}</p>
            </Notice>
          )}
          <TextField
            optional
            label={t('pass-on.note')}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          {text === null ? (
            <div className={c('card-actions')}>
              <Button
                type="submit"
                variant="primary"
                pending={action.pending}
                icon={<LockKeyhole aria-hidden />}
              >
                {t('pass-on.seal', { name: admin.name })}
              </Button>
            </div>
          ) : (
            <>
              <TextArea
                readOnly
                rows={6}
                className="mono"
                label={t('pass-on.sealed', { name: admin.name })}
                hint={t('pass-on.sealed-hint')}
                value={text}
                onFocus={(event) => event.target.select()}
              />
              <div className={c('card-actions')}>
                <Button
                  variant="primary"
                  icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
                  onClick={() => setCopied(copyPlainText(text))}
                >
                  {copied ? t('common.copied') : t('pass-on.copy-sealed')}
                </Button>
              </div>
            </>
          )}
        </form>
      )}
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </div>
  );
}
