import { Play } from 'lucide-react';
import { useState, type ReactElement, type SubmitEvent } from 'react';
import type { Program, ProgramResult } from '../../../shared/ipc/flow-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText, type TextFunction } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Checkbox, Field, TextField } from '../../ui/field.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import styles from '../keys/flows/flows.module.css';
import { PRESETS, splitCommand, type Preset, type PresetField } from './split-command.ts';

const c = classes(styles);
const FREE = 'free';

type Values = Readonly<Record<PresetField['id'], string>>;
const NO_VALUES: Values = { name: '', where: '', entry: '' };

function fieldProblem(field: PresetField, value: string, t: TextFunction): string | null {
  const typed = value.trim();
  if (typed === '') return field.optional === true ? null : t('pass-on.field-missing');
  return field.pattern.test(typed) ? null : t('pass-on.field-wrong', { example: field.example });
}

/** Which program would run; null while something is missing. */
function programOf(preset: Preset | null, values: Values, line: string, newline: boolean): Program | null {
  if (preset === null) {
    const split = splitCommand(line);
    return split.ok ? { command: split.command, args: [...split.args], newline } : null;
  }
  const trimmed: Values = {
    name: values.name.trim(),
    where: values.where.trim(),
    entry: values.entry.trim(),
  };
  const complete = preset.fields.every((field) => {
    const value = trimmed[field.id];
    return value === '' ? field.optional === true : field.pattern.test(value);
  });
  if (!complete) return null;
  const [command, ...args] = preset.program(trimmed);
  return { command, args, newline: false };
}

export function ToProgram({
  keyId,
  onRunning,
}: {
  readonly keyId: string;
  /** While the program is asked about or runs, what becomes of it has to be seen. */
  readonly onRunning: (running: boolean) => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [choice, setChoice] = useState<Preset['id'] | typeof FREE>('gh');
  const [values, setValues] = useState<Values>(NO_VALUES);
  const [line, setLine] = useState('');
  const [newline, setNewline] = useState(false);
  const [tried, setTried] = useState(false);
  const [result, setResult] = useState<ProgramResult | null>(null);
  const [declined, setDeclined] = useState(false);
  useDraft(
    `pass-on-program:${keyId}`,
    { choice, line, newline, ...values },
    line === '' && Object.values(values).every((value) => value === ''),
    (kept) => {
      const known = PRESETS.find(({ id }) => id === kept['choice'])?.id;
      setChoice(known ?? FREE);
      setLine(textOf(kept, 'line'));
      setNewline(kept['newline'] === true);
      setValues({ name: textOf(kept, 'name'), where: textOf(kept, 'where'), entry: textOf(kept, 'entry') });
    },
    'closed',
  );
  const preset = PRESETS.find((item) => item.id === choice) ?? null;
  const program = programOf(preset, values, line, newline);
  const split = splitCommand(line);

  const run = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    setResult(null);
    setDeclined(false);
    if (program === null) return;
    onRunning(true);
    const granted = await action.run(() => call('grants.program', { purpose: 'pass-on', keyId, program }));
    const grant = granted?.value.granted?.grant ?? null;
    const done = grant === null ? null : await action.run(() => call('pass-on.run', { grant }));
    onRunning(false);
    setDeclined(granted !== null && grant === null);
    if (done !== null) setResult(done.value.result);
  };

  return (
    <form className="form-column" noValidate onSubmit={(event) => void run(event)}>
      <p className="muted">{t('pass-on.program-hint')}</p>
      <Field label={t('pass-on.program')}>
        {({ id, labelId }) => (
          <Select
            id={id}
            labelledBy={labelId}
            value={choice}
            options={[
              ...PRESETS.map((item) => ({ value: item.id, label: item.title })),
              { value: FREE, label: t('pass-on.free') },
            ]}
            onChange={(next) => {
              setChoice(next);
              setValues(NO_VALUES);
              setTried(false);
              setResult(null);
            }}
          />
        )}
      </Field>
      {preset?.fields.map((field) => (
        <TextField
          key={field.id}
          mono
          label={t(`pass-on.${preset.id}-${field.id}` as Parameters<TextFunction>[0])}
          optional={field.optional === true}
          placeholder={field.example}
          value={values[field.id]}
          error={tried ? fieldProblem(field, values[field.id], t) : null}
          onChange={(event) => setValues({ ...values, [field.id]: event.target.value })}
        />
      ))}
      {preset !== null ? null : (
        <>
          <TextField
            mono
            label={t('pass-on.line')}
            hint={t('pass-on.line-hint')}
            placeholder="wrangler secret put AUGNO_API_KEY"
            value={line}
            error={tried && !split.ok ? t(`pass-on.line-${split.problem}`) : null}
            onChange={(event) => setLine(event.target.value)}
          />
          <Checkbox label={t('pass-on.newline')} checked={newline} onChange={setNewline} />
        </>
      )}
      {program === null ? null : (
        <div>
          <p className="muted small">{t('pass-on.runs')}</p>
          <ul className={c('arguments')} aria-label={t('pass-on.runs')}>
            {[program.command, ...program.args].map((part, index) => (
              <li key={`${index}-${part}`} className={c('argument')}>
                <code>{part}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={c('card-actions')}>
        <Button type="submit" variant="primary" pending={action.pending} icon={<Play aria-hidden />}>
          {t('pass-on.run')}
        </Button>
        {action.pending ? (
          <Button onClick={() => void call('pass-on.cancel', undefined)}>{t('common.cancel')}</Button>
        ) : null}
      </div>
      {declined ? <p role="status">{t('pass-on.declined')}</p> : null}
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      {result === null ? null : <Result result={result} />}
    </form>
  );
}

function Result({ result }: { readonly result: ProgramResult }): ReactElement {
  const t = useText();
  const worked = result.exitCode === 0;
  return (
    <>
      <Notice
        tone={worked ? 'ok' : 'warn'}
        alert
        title={
          worked
            ? t('pass-on.worked')
            : result.exitCode === null
              ? t('pass-on.ended-by', { signal: result.signal ?? '' })
              : t('pass-on.failed', { code: result.exitCode })
        }
      >
        {worked ? null : <p>{t('pass-on.failed-hint')}</p>}
      </Notice>
      {result.output.trim() === '' ? null : (
        <pre className={c('output')} aria-label={t('pass-on.output')} tabIndex={0}>
          {result.output}
        </pre>
      )}
      {result.truncated ? <p className="muted small">{t('pass-on.truncated')}</p> : null}
    </>
  );
}
