import { ChevronDown, ChevronRight, Circle, CircleCheck, CircleDashed } from 'lucide-react';
import { useId, type ReactElement, type ReactNode } from 'react';
import type { GuideKind, GuideStep, StepWords } from '../../../shared/ipc/guide-channels.ts';
import type { MessageId } from '../../lib/messages/en.ts';
import { useText, type TextFunction } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { Checkbox } from '../../ui/field.tsx';
import styles from '../guides/guides.module.css';

const c = classes(styles);

/** The team's own words, else those that come with the app. */
export function stepWords(
  t: TextFunction,
  guide: GuideKind,
  step: StepWords,
): { readonly title: string; readonly text: string } {
  const built = (part: 'title' | 'text'): string =>
    step.kind === 'manual' ? '' : t(`guide.${guide}.${step.kind}-${part}` as MessageId);
  return { title: step.title ?? built('title'), text: step.text ?? built('text') };
}

export function StepCard({
  number,
  guideKind,
  step,
  expanded,
  current,
  onToggle,
  onTick,
  children,
}: {
  readonly number: number;
  readonly guideKind: GuideKind;
  readonly step: GuideStep;
  readonly expanded: boolean;
  readonly current: boolean;
  readonly onToggle: () => void;
  readonly onTick: ((done: boolean) => void) | null;
  readonly children: ReactNode;
}): ReactElement {
  const t = useText();
  const id = useId();
  const { title, text } = stepWords(t, guideKind, step);
  const done = step.doneAt !== null;
  const state = done ? 'done' : current ? 'open' : 'later';
  return (
    <li className={c('step', current && 'current')} aria-current={current ? 'step' : undefined}>
      <h3>
        <button
          type="button"
          className={c('step-head')}
          aria-expanded={expanded}
          aria-controls={id}
          onClick={onToggle}
        >
          {done ? (
            <CircleCheck className={c('step-done')} aria-hidden />
          ) : current ? (
            <CircleDashed aria-hidden />
          ) : (
            <Circle aria-hidden />
          )}
          <span className={c('step-title')}>
            <span className="figures">{number}.</span> {title}{' '}
            <span className="visually-hidden">({t(`rotation.step-${state}`)})</span>
          </span>
          {expanded ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
        </button>
      </h3>
      {expanded ? (
        <div id={id} className={c('step-body')}>
          {text === '' ? null : <p className={c('words')}>{text}</p>}
          {children}
          {onTick === null ? null : (
            <Checkbox label={t('guide.step-done')} checked={done} onChange={onTick} />
          )}
        </div>
      ) : null}
    </li>
  );
}
