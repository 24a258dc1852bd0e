import { Copy, Eye } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { KEY_ID_LENGTH } from '../../../shared/key-format.ts';
import type { SerializedError } from '../../../shared/errors.ts';
import { useAppStore } from '../../lib/app-store.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { secondsUntil } from '../../ui/time.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './key-dialogs.module.css';

const c = classes(styles);

/** Prefix with mode, public id, secret: the groups in which a key is read aloud. */
function splitKey(key: string): readonly [string, string, string] {
  // A key of another service has no public part: its prefix stands apart, where it has one.
  if (!/^(?:aug|mrp)_sk_/.test(key)) {
    const dot = key.indexOf('.') + 1;
    return [key.slice(0, dot), '', key.slice(dot)];
  }
  const bodyAt = key.indexOf('_', key.indexOf('_', key.indexOf('_') + 1) + 1) + 1;
  const secretAt = bodyAt + KEY_ID_LENGTH + 1;
  return [key.slice(0, bodyAt), key.slice(bodyAt, secretAt), key.slice(secretAt)];
}

export interface SecretViewProps {
  readonly keyId: string;
  readonly redacted: string;
  readonly primary?: boolean;
}

/**
 * Dots with the redacted tail; the secret while the button or its key is held; copying through main.
 * SECURITY: the secret is written into the page directly and removed on release. It never becomes React state.
 */
export function SecretView({ keyId, redacted, primary = false }: SecretViewProps): ReactElement {
  const t = useText();
  const parts = useRef<(HTMLSpanElement | null)[]>([]);
  const holding = useRef(false);
  const isHeld = useCallback((): boolean => holding.current, []);
  const [shown, setShown] = useState(false);
  const [error, setError] = useState<SerializedError | null>(null);
  const [copyWarning, setCopyWarning] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);
  const clipboard = useAppStore((store) => store.clipboard);
  const now = useNow(clipboard.clearsAt === null ? null : 1000);

  const hide = useCallback((): void => {
    holding.current = false;
    for (const part of parts.current) if (part !== null) part.textContent = '';
    setShown(false);
  }, []);

  const reveal = async (): Promise<void> => {
    if (holding.current) return;
    holding.current = true;
    const reply = await call('keys.reveal-secret', { keyId });
    if (!reply.ok) {
      holding.current = false;
      setError(reply.error);
      return;
    }
    // Released before the reply was here: nothing is shown.
    if (!isHeld()) return;
    setError(null);
    splitKey(reply.value.secret).forEach((text, index) => {
      const part = parts.current[index];
      if (part) part.textContent = text;
    });
    setShown(true);
  };

  useEffect(() => {
    window.addEventListener('blur', hide);
    return () => {
      window.removeEventListener('blur', hide);
      hide();
    };
  }, [hide]);

  const copy = async (): Promise<void> => {
    const reply = await call('keys.copy-secret', { keyId });
    if (!reply.ok) {
      setError(reply.error);
      return;
    }
    setError(null);
    setCopied(true);
    setCopyWarning(reply.value.warning);
  };

  const isRevealKey = (event: KeyboardEvent): boolean => event.key === ' ' || event.key === 'Enter';
  return (
    <div className={c('secret')}>
      <div className={c('secret-value')} data-testid="secret-value" aria-live="off">
        {shown ? null : (
          <>
            <span className={c('dots')} aria-hidden>
              ••••••••••••
            </span>
            <span>{redacted}</span>
          </>
        )}
        {[0, 1, 2].map((index) => (
          <span
            key={index}
            ref={(element) => {
              parts.current[index] = element;
            }}
            className={c('part', index === 2 && 'secret-part')}
          />
        ))}
      </div>
      <div className={c('secret-actions')}>
        <Button
          variant={primary ? 'primary' : 'default'}
          icon={<Copy aria-hidden />}
          onClick={() => void copy()}
        >
          {t('secret.copy')}
        </Button>
        <Button
          data-field="key-reveal"
          icon={<Eye aria-hidden />}
          aria-pressed={shown}
          onPointerDown={() => void reveal()}
          onPointerUp={hide}
          onPointerLeave={hide}
          onPointerCancel={hide}
          onKeyDown={(event) => {
            if (isRevealKey(event) && !event.repeat) void reveal();
          }}
          onKeyUp={(event) => {
            if (isRevealKey(event)) hide();
          }}
          onBlur={hide}
        >
          {t('secret.hold-to-show')}
        </Button>
      </div>
      <span className="visually-hidden" role="status">
        {copied ? t(clipboard.label === null ? 'secret.cleared' : 'secret.copied') : ''}
      </span>
      {/* There before anything is copied: a dialog that grows would take its buttons from under the pointer. */}
      <div className={c('copied')}>
        <p className={c('copied-room')} aria-hidden>
          {t('secret.copied-clears', { seconds: 88 })} {t('secret.copy-advice')}
        </p>
        <p role="timer" aria-live="off" className="figures">
          {!copied
            ? null
            : clipboard.label === null
              ? t('secret.cleared')
              : clipboard.clearsAt === null
                ? t('secret.copied')
                : t('secret.copied-clears', { seconds: secondsUntil(clipboard.clearsAt, now) })}{' '}
          <span className="muted">{t('secret.copy-advice')}</span>
        </p>
      </div>
      {copyWarning === null ? null : <p className="muted">{copyWarning}</p>}
      {error === null ? null : <ErrorNotice error={error} />}
    </div>
  );
}
