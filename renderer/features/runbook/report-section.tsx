import { useEffect, useState, type ReactElement } from 'react';
import type { Guide, LeakProof } from '../../../shared/ipc/guide-channels.ts';
import type { SerializedError } from '../../../shared/errors.ts';
import type { Said } from '../../../shared/messages/say.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { SaveMenu } from '../../ui/save-menu.tsx';
import { showToast } from '../../ui/toast.tsx';
import styles from '../guides/guides.module.css';

const c = classes(styles);
const FORMATS = ['md', 'pdf'] as const;

/** What the report says, as it is kept in the log when the response ends, and as a file. */
export function ReportSection({
  guide,
  proof,
}: {
  readonly guide: Guide;
  /** Told anew when something else was measured. */
  readonly proof: LeakProof | null;
}): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const [lines, setLines] = useState<readonly Said[] | null>(null);
  const [error, setError] = useState<SerializedError | null>(null);
  const { id: guideId, endedAt } = guide;
  const measured = JSON.stringify(proof);
  useEffect(() => {
    let current = true;
    void call('guides.report', { guideId }).then((reply) => {
      if (!current) return;
      if (reply.ok) setLines(reply.value.lines);
      setError(reply.ok ? null : reply.error);
    });
    return () => {
      current = false;
    };
  }, [guideId, endedAt, measured]);
  const save = async (format: (typeof FORMATS)[number]): Promise<void> => {
    const done = await action.run(() => call('guides.save-report', { guideId, format }));
    if (done !== null && done.value.path !== null) showToast(t('report.saved'));
  };
  return (
    <section className={c('report')} aria-label={t('report.title')}>
      <p className="muted">{t(endedAt === null ? 'report.what' : 'report.kept')}</p>
      {error === null ? null : <ErrorNotice error={error} />}
      {error !== null && lines === null ? null : (
        <ul tabIndex={0} aria-label={t('report.title')} aria-busy={lines === null}>
          {lines?.map((line, index) => (
            <li
              // oxlint-disable-next-line react/no-array-index-key -- lines have no other name, and are never reordered
              key={index}
              className={c(line.id.startsWith('leak-report.about-') && 'report-heading')}
            >
              {sentence(line)}
            </li>
          ))}
        </ul>
      )}
      <div>
        <SaveMenu
          small
          label={t('report.save')}
          action={action}
          formats={FORMATS.map((value) => ({ value, label: t(`report.save-${value}`) }))}
          onSave={(format) => void save(format)}
        />
      </div>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </section>
  );
}
