import { useRef, useState, type ReactElement } from 'react';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import type { VaultCopy } from '../../../shared/ipc/protection-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useLocale, useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Choices, SecretField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { formatAbsolute } from '../../ui/time.ts';
import { RestoredDialog } from '../protection/restored-dialog.tsx';

type Tried = ChannelOutput<'vault.try-copy'>;
type Result = ChannelOutput<'vault.restore-copy'>;

/** From a damaged or missing vault to one of the copies it made of itself: looked at, tried, put in place. */
export function CopiesDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const [copies, setCopies] = useState<readonly VaultCopy[] | null>(null);
  const [name, setName] = useState('');
  const [empty, setEmpty] = useState(false);
  const [tried, setTried] = useState<Tried | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  // SECURITY: what is typed stays in the input alone; it is read for each step and goes with the dialog.
  const field = useRef<HTMLInputElement>(null);

  const typed = (): string | null => {
    const value = field.current?.value ?? '';
    setEmpty(value === '');
    if (value === '') field.current?.focus();
    return value === '' ? null : value;
  };
  const choose = (next: string): void => {
    setName(next);
    setTried(null);
    action.clearError();
  };
  const list = async (password: string): Promise<void> => {
    const done = await action.run(() => call('vault.copies', { password }));
    if (done === null) return;
    setCopies(done.value);
    choose(done.value.find(({ holds }) => holds !== null)?.name ?? '');
  };
  const attempt = async (): Promise<void> => {
    const password = typed();
    if (password === null) return;
    setTried(null);
    const done = await action.run(() => call('vault.try-copy', { name, password }));
    if (done !== null) setTried(done.value);
  };
  const submit = async (): Promise<void> => {
    const password = typed();
    if (password === null) return;
    if (copies === null) {
      await list(password);
      return;
    }
    const done = await action.run(() => call('vault.restore-copy', { name, password }));
    if (done !== null) setResult(done.value);
  };

  if (result !== null) {
    return (
      <RestoredDialog title={t('copies.title')} result={result} onClose={onClose}>
        {t('copies.missing')}
      </RestoredDialog>
    );
  }
  return (
    <FormDialog
      title={t('copies.title')}
      description={t('copies.text')}
      submit={t(copies === null ? 'copies.list' : 'copies.use')}
      submitDisabled={copies !== null && name === ''}
      action={action}
      onClose={onClose}
      onSubmit={submit}
      otherWay={
        copies === null || name === '' ? undefined : (
          <Button disabled={action.pending} onClick={() => void attempt()}>
            {t('copies.try')}
          </Button>
        )
      }
    >
      <SecretField
        ref={field}
        label={t('copies.password')}
        error={empty ? t('copies.password-empty') : null}
        autoFocus
      />
      {copies === null ? null : <CopyChoices copies={copies} name={name} onChoose={choose} />}
      {tried === null ? null : <Outcome tried={tried} />}
    </FormDialog>
  );
}

function CopyChoices({
  copies,
  name,
  onChoose,
}: {
  readonly copies: readonly VaultCopy[];
  readonly name: string;
  readonly onChoose: (name: string) => void;
}): ReactElement {
  const t = useText();
  const locale = useLocale();
  const sentence = useSentence();
  const closed = copies.filter(({ holds }) => holds === null);
  const options = copies.flatMap((copy) =>
    copy.holds === null
      ? []
      : [
          {
            value: copy.name,
            label: formatAbsolute(new Date(copy.at), locale),
            hint: t('copies.holds', copy.holds),
          },
        ],
  );
  return (
    <>
      {options.length === 0 ? null : (
        <Choices label={t('copies.which')} value={name} options={options} onChange={onChoose} />
      )}
      {closed.length === 0 ? null : (
        <Notice tone="warn" title={t('copies.closed')}>
          <ul>
            {closed.map((copy) => (
              <li key={copy.name}>
                <TimeText at={copy.at} form="absolute" />
                {': '}
                {copy.otherPassword || copy.problem === null
                  ? t('copies.other-password')
                  : sentence(copy.problem)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function Outcome({ tried }: { readonly tried: Tried }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  if (tried.sound) {
    return (
      <Notice tone="ok" title={t('copies.whole')} alert>
        <p>{t('copies.whole-text', { keys: tried.keys, secrets: tried.secrets })}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="danger" title={t('copies.damaged')} alert>
      <ul>
        {tried.problems.map((one, index) => (
          <li key={index}>{sentence(one)}</li>
        ))}
      </ul>
    </Notice>
  );
}
