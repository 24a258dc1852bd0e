import type { ReactElement } from 'react';
import type { ImportPreviewEntry } from '../../../shared/ipc/protection-channels.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Checkbox } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './protection.module.css';

const c = classes(styles);

/** By the entries' index. */
export interface ImportChoices {
  /** Whose secret a person said to be theirs. */
  readonly confirmed: ReadonlySet<number>;
  /** Under which service a key of another one is to be added. */
  readonly added: ReadonlyMap<number, string>;
}
export const NOTHING_CHOSEN: ImportChoices = { confirmed: new Set(), added: new Map() };

interface Choosing {
  readonly choices: ImportChoices;
  readonly onChoices: (choices: ImportChoices) => void;
}

/** What is nothing, or begins like nothing of ours, is no line of the preview. */
function saysWhy<Problem extends string>(
  problem: Problem | null,
): problem is Exclude<Problem, 'empty' | 'prefix'> {
  return problem !== null && problem !== 'empty' && problem !== 'prefix';
}

export function ImportPreview({
  entries,
  ...choosing
}: Choosing & { readonly entries: readonly ImportPreviewEntry[] }): ReactElement {
  const t = useText();
  return (
    <div className={c('entries')} tabIndex={0} role="region" aria-label={t('import.preview')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import.line')}</th>
            <th scope="col">{t('import.in-file')}</th>
            <th scope="col">{t('import.key')}</th>
            <th scope="col">{t('import.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            // Several keys may stand in one line.
            <tr key={`${String(entry.line)}-${String(index)}`}>
              <td className="figures">{entry.line}</td>
              <td>
                {entry.label ?? ''} {entry.redacted === null ? null : <code>{entry.redacted}</code>}
              </td>
              <td>{entry.keyName ?? '–'}</td>
              <td
                className={
                  entry.outcome === 'store' || entry.outcome === 'other-service' ? undefined : 'muted'
                }
              >
                <Outcome entry={entry} index={index} {...choosing} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type OutcomeProps = Choosing & { readonly entry: ImportPreviewEntry; readonly index: number };

function Outcome({ entry, index, choices, onChoices }: OutcomeProps): ReactElement {
  const t = useText();
  const { outcome, problem, proven, service, line } = entry;
  if (outcome === 'other-service')
    return (
      <>
        {t('import.outcome-other-service', { service: service?.name ?? '' })}
        <AddThere entry={entry} index={index} choices={choices} onChoices={onChoices} />
      </>
    );
  if (outcome !== 'store')
    return <>{saysWhy(problem) ? t(`import.problem-${problem}`) : t(`import.outcome-${outcome}`)}</>;
  if (proven) return <>{t('import.outcome-proven')}</>;
  const isConfirmed = choices.confirmed.has(index);
  return (
    <>
      {t(isConfirmed ? 'import.outcome-confirmed' : 'import.outcome-unproven')}
      <Checkbox
        checked={isConfirmed}
        label={t('import.confirm-line', { line })}
        onChange={(on) => {
          const confirmed = new Set(choices.confirmed);
          if (on) confirmed.add(index);
          else confirmed.delete(index);
          onChoices({ ...choices, confirmed });
        }}
      />
    </>
  );
}

const NOWHERE = '';

/** A key of another service goes under that service, if it is here; else the service comes first. */
function AddThere({ entry, index, choices, onChoices }: OutcomeProps): ReactElement {
  const t = useText();
  const openDialog = useNavigation((store) => store.openDialog);
  const connections = entry.service?.connections ?? [];
  const choose = (connectionId: string): void => {
    const added = new Map(choices.added);
    if (connectionId === NOWHERE) added.delete(index);
    else added.set(index, connectionId);
    onChoices({ ...choices, added });
  };
  const chosen = choices.added.get(index) ?? NOWHERE;
  const [first] = connections;
  if (first === undefined)
    return (
      <>
        <p>{t('import.service-first')}</p>
        <Button onClick={() => openDialog({ kind: 'service', serviceId: null })}>
          {t('import.add-service')}
        </Button>
      </>
    );
  if (connections.length === 1)
    return (
      <Checkbox
        checked={chosen !== NOWHERE}
        label={t('import.add-there', { name: first.name })}
        onChange={(on) => choose(on ? first.id : NOWHERE)}
      />
    );
  return (
    <div className={c('there')}>
      <Select
        label={t('import.add-where', { line: entry.line })}
        value={chosen}
        options={[
          { value: NOWHERE, label: t('import.add-nowhere') },
          ...connections.map(({ id, name }) => ({ value: id, label: t('import.add-there', { name }) })),
        ]}
        onChange={choose}
      />
    </div>
  );
}
