import { CircleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { PlacePreview } from '../../../../shared/ipc/flow-channels.ts';
import { useText } from '../../../lib/intl.tsx';
import { classes } from '../../../ui/classes.ts';
import styles from './flows.module.css';

const c = classes(styles);

/** What goes and what comes, line by line. A sign and a word say it too, not only a colour. */
export function PlaceDiff({ preview }: { readonly preview: PlacePreview }): ReactElement {
  const t = useText();
  const kept = [
    preview.mode === null ? null : t('places.kept-mode', { mode: preview.mode }),
    preview.form === 'bytes' ? null : preview.form.toUpperCase(),
    preview.lineEnding === 'crlf' ? 'CRLF' : null,
  ].filter((part) => part !== null);
  return (
    <>
      <table className={c('diff')} aria-label={t('places.diff', { file: preview.file })}>
        <tbody>
          {preview.changes.map((change) => (
            <DiffLines key={`${change.line}-${change.after}`} {...change} />
          ))}
        </tbody>
      </table>
      {preview.creates ? <p className="muted small">{t('places.creates')}</p> : null}
      {kept.length === 0 ? null : (
        <p className="muted small">{t('places.kept', { what: kept.join(' · ') })}</p>
      )}
      {preview.leftAlone.map((left) => (
        <p key={`${left.line ?? 0}-${left.writing}`} className={c('left-alone')}>
          <CircleAlert aria-hidden />
          <span>
            {left.line === null
              ? t('places.left-alone-binary', { writing: left.writing })
              : t('places.left-alone', { line: left.line, writing: left.writing })}
          </span>
        </p>
      ))}
    </>
  );
}

/** A line that goes, one that comes, or both; null for what is not there. */
export function DiffLines({
  line,
  before,
  after,
}: {
  readonly line: number;
  readonly before: string | null;
  readonly after: string | null;
}): ReactElement {
  return (
    <>
      {before === null ? null : <DiffLine line={line} way="goes" text={before} />}
      {after === null ? null : <DiffLine line={line} way="comes" text={after} />}
    </>
  );
}

const SIGNS = { goes: '−', comes: '+' } as const;

function DiffLine({
  line,
  way,
  text,
}: {
  readonly line: number;
  readonly way: keyof typeof SIGNS;
  readonly text: string;
}): ReactElement {
  const t = useText();
  return (
    <tr className={c(way)}>
      <th scope="row" className="figures">
        <span className="visually-hidden">{t(`places.line-${way}`)} </span>
        {line}
      </th>
      <td>
        <code className="wrap">
          {SIGNS[way]} {text}
        </code>
      </td>
    </tr>
  );
}
