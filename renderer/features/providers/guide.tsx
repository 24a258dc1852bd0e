import { Check, Copy, ExternalLink } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { copyPlainText } from '../../ui/copy-plain-text.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { useService } from './store.ts';
import styles from './providers.module.css';

const c = classes(styles);

/** What a person does at the service, because it has no API for it. */
export function Guide({
  step,
  connectionId,
  kindId,
  name,
}: {
  readonly step: 'create' | 'delete';
  readonly connectionId: string;
  readonly kindId: string;
  readonly name: string;
}): ReactElement | null {
  const t = useText();
  const open = useAction();
  const [copied, setCopied] = useState<string | null>(null);
  const { service, provider } = useService(connectionId);
  if (service === null || provider === null) return null;
  const hasPages = provider.address.use === 'base';
  const kind = provider.kinds.find(({ id }) => id === kindId);
  const written = kind?.sentence ?? null;
  const wanted = name.trim() === '' ? 'CI Pipeline' : name.trim().replaceAll('"', '');
  const sentence = step === 'create' && written !== null ? written.replace('{name}', () => wanted) : null;
  const place = kind?.place ?? null;
  return (
    <div className={c('guide')} role="group" aria-label={t('providers.guide', { service: service.name })}>
      <p>
        {place === null
          ? t(`providers.guide-${step}`, { service: service.name })
          : t(`providers.guide-${step}-at`, { service: service.name, place })}
      </p>
      {sentence === null ? null : (
        <p className="muted">
          {t('providers.guide-or')} <code className="selectable">{sentence}</code>
        </p>
      )}
      {hasPages || sentence !== null ? (
        <div className={c('guide-actions')}>
          {hasPages ? (
            <Button
              size="small"
              icon={<ExternalLink aria-hidden />}
              pending={open.pending}
              onClick={() => void open.run(() => call('providers.open-pages', { connectionId: service.id }))}
            >
              {t('providers.open', { service: service.name })}
            </Button>
          ) : null}
          {sentence === null ? null : (
            <Button
              size="small"
              icon={copied === sentence ? <Check aria-hidden /> : <Copy aria-hidden />}
              onClick={() => setCopied(copyPlainText(sentence) ? sentence : null)}
            >
              {t(copied === sentence ? 'common.copied' : 'providers.copy-sentence')}
            </Button>
          )}
        </div>
      ) : null}
      {open.error === null ? null : <ErrorNotice error={open.error} />}
    </div>
  );
}
