import { CircleCheck, Copy } from 'lucide-react';
import { useCallback, useEffect, useState, type ReactElement, type ReactNode } from 'react';
import type { MoveOut, Place, PlacePreview } from '../../../../shared/ipc/flow-channels.ts';
import { call } from '../../../lib/bridge.ts';
import { useText } from '../../../lib/intl.tsx';
import { useAction } from '../../../lib/use-action.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { copyPlainText } from '../../../ui/copy-plain-text.ts';
import { TextField } from '../../../ui/field.tsx';
import { ErrorNotice, Notice } from '../../../ui/notice.tsx';
import { showToast } from '../../../ui/toast.tsx';
import { DiffLines, PlaceDiff } from './place-diff.tsx';
import styles from './flows.module.css';

const c = classes(styles);

/** The last parts of a path: the whole one stands in the card's head. */
const nameOf = (file: string): string => file.split(/[/\\]/).at(-1) ?? file;

export interface MoveOutProps {
  readonly oldKeyId: string;
  readonly newKeyId: string;
  readonly place: Place;
  /** Looks at the file again, as its new value may go into it now. */
  readonly onIgnored: () => void;
  /** What went wrong, where Git is not what stands in the way. */
  readonly fallback: ReactNode;
}

/** For a file that Git keeps, or would: the key becomes a variable, and the value goes where Git does not look. */
export function MoveOutGuide({ oldKeyId, newKeyId, place, onIgnored, fallback }: MoveOutProps): ReactElement {
  const { run, error, pending } = useAction();
  const [plan, setPlan] = useState<MoveOut | null>(null);
  const load = useCallback(async (): Promise<void> => {
    const done = await run(() => call('places.move-out', { oldKeyId, newKeyId, place }));
    if (done !== null) setPlan(done.value);
  }, [run, oldKeyId, newKeyId, place]);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it sets state after the reply, not in the effect
    void load();
  }, [load]);
  if (error !== null) return <ErrorNotice error={error} />;
  if (plan === null) return <>{fallback}</>;
  if (plan.standing === 'outside' || plan.standing === 'ignored') return <>{fallback}</>;
  const ignore = async (): Promise<void> => {
    const done = await run(() => call('places.ignore-in-git', { keyId: newKeyId, placeId: plan.envPlaceId }));
    if (done === null) return;
    if (plan.envFile === plan.file) onIgnored();
    else await load();
  };
  return <Steps plan={plan} newKeyId={newKeyId} pending={pending} onIgnore={() => void ignore()} />;
}

function Steps({
  plan,
  newKeyId,
  pending,
  onIgnore,
}: {
  readonly plan: MoveOut;
  readonly newKeyId: string;
  readonly pending: boolean;
  readonly onIgnore: () => void;
}): ReactElement {
  const t = useText();
  const [variable, setVariable] = useState(plan.variable);
  const env = nameOf(plan.envFile);
  const itself = plan.envFile === plan.file;
  const isKeptOut = plan.envStanding === 'ignored' || plan.envStanding === 'outside';
  const asked = plan.standing === 'tracked' ? 'tracked' : plan.standing === 'unknown' ? 'unknown' : null;
  return (
    <div className="form-column" data-testid="move-out">
      <Notice tone="notice">
        <p>{t(`move-out.${asked ?? 'not-ignored'}`)}</p>
      </Notice>
      {itself ? null : (
        <>
          <h4>{t('move-out.title')}</h4>
          <TextField
            mono
            label={t('move-out.variable')}
            value={variable}
            onChange={(event) => setVariable(event.target.value)}
          />
        </>
      )}
      {isKeptOut ? (
        <p className={c('done')}>
          <CircleCheck aria-hidden />
          <span className="wrap">{t('move-out.ignore-done', { file: env })}</span>
        </p>
      ) : plan.envStanding !== 'not-ignored' ? (
        <Notice tone="warn">
          <p className="wrap">{t('move-out.env-tracked', { file: plan.envFile })}</p>
        </Notice>
      ) : (
        <section className="form-column" aria-label={t('move-out.ignore', { file: env })}>
          <p className="wrap">{t('move-out.ignore-line', { file: plan.ignoreFile ?? '' })}</p>
          <code className="wrap selectable">{plan.ignoreLine}</code>
          <div>
            <Button size="small" pending={pending} onClick={onIgnore}>
              {t('move-out.ignore-add')}
            </Button>
          </div>
        </section>
      )}
      {itself ? null : (
        <>
          {isKeptOut ? <EnvValue key={variable} plan={plan} newKeyId={newKeyId} variable={variable} /> : null}
          <CodeLines plan={plan} variable={variable} />
        </>
      )}
    </div>
  );
}

function EnvValue({
  plan,
  newKeyId,
  variable,
}: {
  readonly plan: MoveOut;
  readonly newKeyId: string;
  readonly variable: string;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [preview, setPreview] = useState<PlacePreview | null>(null);
  const [written, setWritten] = useState(false);
  const file = nameOf(plan.envFile);
  const look = async (): Promise<void> => {
    const place = { kind: 'listed', placeId: plan.envPlaceId } as const;
    const done = await action.run(() =>
      call('places.preview-variable', { keyId: newKeyId, place, variable }),
    );
    if (done !== null) setPreview(done.value);
  };
  const write = async (planId: string): Promise<void> => {
    const done = await action.run(() => call('places.apply', { planId }));
    if (done === null) return;
    setPreview(null);
    setWritten(true);
  };
  return (
    <section className="form-column" aria-label={t('move-out.value', { file })}>
      {written ? (
        <p className={c('done')} role="status">
          <CircleCheck aria-hidden />
          <span className="wrap">{t('move-out.value-done', { variable, file: plan.envFile })}</span>
        </p>
      ) : (
        <p className="wrap">{t('move-out.value', { file: plan.envFile })}</p>
      )}
      {preview === null ? null : <PlaceDiff preview={preview} />}
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      {written ? null : (
        <div>
          {preview === null ? (
            <Button size="small" pending={action.pending} onClick={() => void look()}>
              {t('move-out.value-look')}
            </Button>
          ) : (
            <Button
              size="small"
              variant="primary"
              pending={action.pending}
              onClick={() => void write(preview.planId)}
            >
              {t('move-out.value-write', { file })}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function CodeLines({ plan, variable }: { readonly plan: MoveOut; readonly variable: string }): ReactElement {
  const t = useText();
  const named = plan.expression?.replaceAll(plan.variable, variable) ?? null;
  const copy = (text: string): void => {
    if (copyPlainText(text)) showToast(t('common.copied'), text);
  };
  return (
    <section className="form-column" aria-label={t('move-out.code')}>
      <p>{t('move-out.code')}</p>
      {named === null ? <p className="wrap">{t('move-out.code-any', { variable })}</p> : null}
      {plan.lines.map(({ line, before, after }) => {
        const whole = named === null ? null : (after?.replace(plan.expression ?? '', () => named) ?? null);
        return (
          <div key={`${line}-${before}`} className="form-column">
            <table className={c('diff')}>
              <tbody>
                <DiffLines line={line} before={before} after={whole} />
              </tbody>
            </table>
            {named === null || whole !== null ? null : (
              <p className="wrap">
                {t('move-out.code-part')} <code className="selectable">{named}</code>
              </p>
            )}
          </div>
        );
      })}
      {plan.needs === null ? null : <p className="wrap">{t('move-out.code-needs', { needs: plan.needs })}</p>}
      {named === null ? null : (
        <div>
          <Button size="small" icon={<Copy aria-hidden />} onClick={() => copy(named)}>
            {t('move-out.code-copy')}
          </Button>
        </div>
      )}
      <p className="muted">{t('move-out.code-hint')}</p>
    </section>
  );
}
