/** Commands of the palette that lead into flows and help. */
import { CircleHelp, FlaskConical, MailOpen, ShieldPlus } from 'lucide-react';
import { useConnections } from '../features/connections/store.ts';
import { searchArticles, type Articles } from '../features/help/article.ts';
import { startGuide } from '../features/guides/store.ts';
import { showToast } from '../ui/toast.tsx';
import type { ErrorTextFunction } from '../lib/error-text.ts';
import type { TextFunction } from '../lib/intl.tsx';
import { useNavigation } from '../lib/navigation-store.ts';
import type { Command } from './palette-commands.tsx';

async function beginDrill(t: TextFunction, errorText: ErrorTextFunction): Promise<void> {
  const { connectionId } = useNavigation.getState();
  const connections = useConnections.getState().items;
  const test = connections.filter(({ mode }) => mode === 'test');
  const sandbox =
    test.find(({ id }) => id === connectionId) ?? test.find((item) => item.embeddedSandbox) ?? test[0];
  if (sandbox === undefined) {
    showToast(t('drill.no-sandbox'));
    return;
  }
  const reply = await startGuide('drill', { connectionId: sandbox.id });
  if (reply.ok) return;
  const { message, hint } = errorText(reply.error);
  showToast(message, hint);
}

export function flowCommands(t: TextFunction, errorText: ErrorTextFunction): readonly Command[] {
  const { openDialog, openHelp } = useNavigation.getState();
  const act = t('palette.actions');
  return [
    {
      id: 'create-role',
      group: act,
      label: t('role.title'),
      icon: <ShieldPlus aria-hidden />,
      run: () => openDialog({ kind: 'create-role' }),
    },
    {
      id: 'open-sealed',
      group: act,
      label: t('sealed.title'),
      icon: <MailOpen aria-hidden />,
      run: () => openDialog({ kind: 'open-sealed' }),
    },
    {
      id: 'drill',
      group: act,
      label: t('drill.start'),
      icon: <FlaskConical aria-hidden />,
      run: () => void beginDrill(t, errorText),
    },
    {
      id: 'help',
      group: act,
      label: t('nav.help'),
      icon: <CircleHelp aria-hidden />,
      run: () => openHelp(null),
    },
  ];
}

/** Help pages that hold what was typed. */
export function helpCommands(t: TextFunction, articles: Articles | null, search: string): readonly Command[] {
  if (articles === null || search.trim() === '') return [];
  const { openHelp } = useNavigation.getState();
  return searchArticles(articles, search).map((id) => ({
    id: `help-${id}`,
    group: t('help.group'),
    label: articles[id].title,
    icon: <CircleHelp aria-hidden />,
    run: () => openHelp(id),
  }));
}
