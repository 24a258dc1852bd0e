import { ListChecks } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { Guide, GuideStep, StepKind } from '../../../shared/ipc/guide-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useDrafts } from '../../lib/drafts-store.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Badge, ModeMark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { useConnections } from '../connections/store.ts';
import { CleanUpStep, MakeStep, ProveStep, RotateStep } from '../drill/drill-steps.tsx';
import { useKeys } from '../keys/store.ts';
import { useFollowed, useReviews } from '../keys/upkeep-store.ts';
import { RoleStep } from '../roles/role-step.tsx';
import { UsageStep } from '../roles/usage-step.tsx';
import { EndStep } from './end-step.tsx';
import { LeakFacts } from './leak-facts.tsx';
import { LeakEnd } from './leak-end.tsx';
import { IssueStep } from './issue-step.tsx';
import { NoteStep } from './note-step.tsx';
import { PlacesStep } from './places-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { ScanStep } from './scan-step.tsx';
import { StepCard } from './step-card.tsx';
import type { StepProps } from '../guides/step-props.ts';
import { useGuides } from '../guides/store.ts';
import shared from '../../ui/screen.module.css';
import styles from '../guides/guides.module.css';

const c = classes(shared, styles);

/** Loaded with the screen, not with the app. */
const BODIES: Readonly<Record<StepKind, ((props: StepProps) => ReactElement | null) | null>> = {
  end: EndStep,
  issue: IssueStep,
  review: ReviewStep,
  places: PlacesStep,
  scan: ScanStep,
  note: NoteStep,
  usage: UsageStep,
  role: RoleStep,
  make: MakeStep,
  rotate: RotateStep,
  prove: ProveStep,
  'clean-up': CleanUpStep,
  manual: null,
};

/** Those that nothing but a person can call done. */
const TICKED_BY_HAND: readonly StepKind[] = ['places', 'review', 'usage', 'manual'];

export function GuideScreen(): ReactElement {
  const t = useText();
  const { guideId, go } = useNavigation();
  const guide = useGuides((store) => store.items.find((item) => item.id === guideId));
  if (guide === undefined) {
    return (
      <EmptyState
        icon={<ListChecks aria-hidden />}
        title={t('guide.none')}
        action={<Button onClick={() => go('overview')}>{t('nav.overview')}</Button>}
      />
    );
  }
  return <OneGuide key={guide.id} guide={guide} />;
}

function OneGuide({ guide }: { readonly guide: Guide }): ReactElement {
  const t = useText();
  const action = useAction();
  const { openKey, openDialog, go, back } = useNavigation();
  const { items: reviews, load } = useReviews();
  useFollowed(load);
  const asked = reviews
    .flatMap(({ items }) => items)
    .some((item) => item.decision === 'narrow' && item.keyId === guide.keyId);
  const connection = useConnections((store) => store.items.find((item) => item.id === guide.connectionId));
  const key = useKeys((store) => store.items.find((item) => item.id === guide.keyId));
  const current = guide.steps.find(({ doneAt }) => doneAt === null)?.id ?? null;
  const [opened, setOpened] = useState<string | null | undefined>(undefined);
  const shown = opened === undefined ? current : opened;
  const isOpen = guide.outcome === 'open';
  const tick = async (step: GuideStep, done: boolean): Promise<void> => {
    await action.run(() => call('guides.step', { guideId: guide.id, stepId: step.id, done }));
    // What comes next opens by itself, but for what was opened meanwhile; what was measured stays to be read.
    if (done) setOpened((now) => (now !== opened ? now : step.kind === 'scan' ? step.id : undefined));
  };
  const abandon = async (): Promise<void> => {
    const done = await action.run(() =>
      call('guides.end', { guideId: guide.id, outcome: 'abandoned', note: '' }),
    );
    if (done === null) return;
    for (const form of ['note', 'issue', 'role'])
      void useDrafts.getState().remove(`guide-${form}:${guide.id}`);
    // It is gone with its end. Whoever has gone on meanwhile stays where they are.
    const { route, guideId } = useNavigation.getState();
    const isHere = route === 'guide' && guideId === guide.id;
    if (!guide.begun && isHere && !back()) go('overview');
  };
  return (
    <div className={c('screen')}>
      <header className={c('head')}>
        <div className={c('head-row')}>
          <h2 className={c('title')}>{t(`guide.${guide.kind}-title`, { name: guide.keyName })}</h2>
          {connection === undefined ? null : <ModeMark mode={connection.mode} />}
          {guide.outcome === 'open' ? null : (
            <Badge tone={guide.outcome === 'finished' ? 'ok' : 'quiet'}>
              {t(`guide.outcome-${guide.outcome}`)}
            </Badge>
          )}
        </div>
        <p className="muted">
          {t(`guide.${guide.kind}-what`)}{' '}
          {guide.begun ? (
            <span className="nowrap">
              {t('guide.begun')} <TimeText at={guide.startedAt} />.
            </span>
          ) : (
            t('guide.not-begun')
          )}
        </p>
        <div className={c('actions')}>
          {guide.kind === 'narrow' && asked ? (
            <Button size="small" onClick={() => go('review')}>
              {t('review.back')}
            </Button>
          ) : null}
          {key === undefined ? null : (
            <Button size="small" onClick={() => openKey(guide.newKeyId ?? key.id)}>
              {t('findings.show-key')}
            </Button>
          )}
          {guide.kind !== 'leak' ? null : (
            <Button size="small" onClick={() => openDialog({ kind: 'edit-runbook' })}>
              {t('guide.edit')}
            </Button>
          )}
          {!isOpen ? null : (
            <Button size="small" variant="quiet" pending={action.pending} onClick={() => void abandon()}>
              {t('guide.abandon')}
            </Button>
          )}
        </div>
        {action.error === null ? null : <ErrorNotice error={action.error} />}
        {guide.kind === 'leak' && isOpen ? <LeakFacts guide={guide} /> : null}
        {guide.kind === 'leak' ? (
          isOpen ? null : (
            <LeakEnd guide={guide} />
          )
        ) : guide.outcome === 'finished' ? (
          <Notice tone="ok" alert title={t(`guide.${guide.kind}-finished`)}>
            <p>{t('guide.finished-hint')}</p>
          </Notice>
        ) : null}
      </header>
      <ol className={c('steps')}>
        {guide.steps.map((step, index) => {
          const Body = BODIES[step.kind];
          const expanded = isOpen && shown === step.id;
          return (
            <StepCard
              key={step.id}
              number={index + 1}
              guideKind={guide.kind}
              step={step}
              expanded={expanded}
              current={step.id === current}
              onToggle={() => setOpened(expanded ? null : step.id)}
              onTick={TICKED_BY_HAND.includes(step.kind) ? (done) => void tick(step, done) : null}
            >
              {Body === null || !expanded ? null : (
                <Body guide={guide} step={step} tick={(done) => tick(step, done)} />
              )}
            </StepCard>
          );
        })}
      </ol>
    </div>
  );
}
