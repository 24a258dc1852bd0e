import { useEffect, useState, type ReactElement } from 'react';
import { EDITOR_PLACEHOLDERS, editorProblem, type EditorCommand } from '../../../shared/editor-command.ts';
import { call } from '../../lib/bridge.ts';
import { confirmProgram } from '../../lib/choose.ts';
import { useText, type TextFunction } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { TextField } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useEditors } from '../findings/editors-store.ts';
import { splitCommand } from '../pass-on/split-command.ts';
import shared from '../../ui/screen.module.css';
import styles from '../../ui/settings.module.css';

const c = classes(shared, styles);

/** As it would be typed. */
function asText({ program, args }: EditorCommand): string {
  return [program, ...args]
    .map((part) => (/^[\w@%+=:,./{}-]+$/.test(part) ? part : `"${part.replaceAll(/(["\\])/g, '\\$1')}"`))
    .join(' ');
}

function read(
  text: string,
  t: TextFunction,
): { readonly command: EditorCommand } | { readonly problem: string } {
  const split = splitCommand(text);
  if (!split.ok) {
    return { problem: t(split.problem === 'quote' ? 'editor.problem-quote' : 'editor.problem-words') };
  }
  const command = { program: split.command, args: split.args };
  const problem = editorProblem(command);
  return problem === null
    ? { command }
    : { problem: t(`editor.problem-${problem}`, { name: '{file}', names: EDITOR_PLACEHOLDERS.join(' ') }) };
}

/** A program of the user's own for "open at the line". */
export function EditorSection(): ReactElement {
  const t = useText();
  const action = useAction();
  const [saved, setSaved] = useState<EditorCommand | null>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    void call('editor.command', undefined).then((reply) => {
      if (!reply.ok || reply.value.command === null) return;
      setSaved(reply.value.command);
      setText(asText(reply.value.command));
    });
  }, []);

  const save = async (): Promise<void> => {
    const result = read(text.trim(), t);
    setProblem('problem' in result ? result.problem : null);
    if ('problem' in result) return;
    const { program, args } = result.command;
    const command = { program, args: [...args] };
    const granted = await confirmProgram(action, { purpose: 'editor', command });
    if (granted === null) return;
    const done = await action.run(() => call('editor.set-command', { grant: granted.grant }));
    if (done === null) return;
    setSaved(result.command);
    useEditors.getState().forget();
    showToast(t('editor.saved'));
  };
  const remove = async (): Promise<void> => {
    const done = await action.run(() => call('editor.set-command', { grant: null }));
    if (done === null) return;
    setSaved(null);
    useEditors.getState().forget();
    setText('');
    setProblem(null);
    showToast(t('editor.removed'));
  };
  const own = action.fieldError('command');
  return (
    <section id="settings-editor" className={c('section')} aria-label={t('editor.title')}>
      <h2>{t('editor.title')}</h2>
      <form
        className={c('card', 'editor')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t('editor.command')}
          hint={t('editor.hint', { placeholders: EDITOR_PLACEHOLDERS.join(' ') })}
          mono
          value={text}
          maxLength={2000}
          placeholder="/usr/bin/gedit +{line}:{column} {file}"
          error={problem ?? own}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(null);
            action.clearError();
          }}
        />
        <div className={c('editor-buttons')}>
          <Button type="submit" pending={action.pending} disabled={text.trim() === ''}>
            {t('editor.save')}
          </Button>
          {saved === null ? null : <Button onClick={() => void remove()}>{t('editor.remove')}</Button>}
        </div>
        {action.error === null || own !== null ? null : <ErrorNotice error={action.error} />}
      </form>
    </section>
  );
}
