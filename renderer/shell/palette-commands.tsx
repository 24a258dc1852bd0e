/** What the palette offers besides keys: screens, settings and every action that is about no key in particular. */
import {
  Archive,
  ArrowRight,
  Bookmark,
  FileInput,
  FolderPlus,
  FolderSearch,
  KeyRound,
  KeySquare,
  Keyboard,
  Languages,
  LifeBuoy,
  ListChecks,
  Lock,
  Merge,
  PackageX,
  Plug,
  Plus,
  RefreshCcw,
  RefreshCw,
  Settings,
  ShieldCheck,
  SunMoon,
  Trash2,
  Upload,
  UserMinus,
} from 'lucide-react';
import type { ReactElement } from 'react';
import type { SavedView } from '../../shared/ipc/upkeep-channels.ts';
import type { Settings as AppSettings } from '../../shared/ipc-contract.ts';
import { applyView } from '../features/keys/saved-view.ts';
import { SETTINGS_SECTIONS } from '../features/settings/sections.ts';
import { changeTextSize } from '../features/settings/text-size.ts';
import { call } from '../lib/bridge.ts';
import type { TextFunction } from '../lib/intl.tsx';
import type { MessageId } from '../lib/messages/en.ts';
import { useNavigation, type DialogRequest, type Route } from '../lib/navigation-store.ts';
import type { ErrorTextFunction } from '../lib/error-text.ts';
import { focusField, whenThere } from '../lib/when-there.ts';
import { flowCommands } from './palette-flows.tsx';
import { shortcutFor } from './shortcuts.ts';

export interface Command {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** What else somebody types for it. */
  readonly words?: string;
  readonly icon: ReactElement;
  readonly aside?: ReactElement;
  /** In tinykeys' notation. */
  readonly shortcut?: string | null;
  readonly run: () => void;
}

const ROUTES = [
  'overview',
  'keys',
  'review',
  'roles',
  'findings',
  'programs',
  'activity',
  'settings',
] as const satisfies readonly Route[];

const DIALOGS: readonly (readonly [
  id: string,
  title: MessageId,
  icon: ReactElement,
  request: DialogRequest,
])[] = [
  ['new', 'keys.new', <Plus aria-hidden />, { kind: 'create-key' }],
  ['service-key', 'providers.add-key', <KeySquare aria-hidden />, { kind: 'create-key', connectionId: null }],
  ['connect', 'connect.title', <Plug aria-hidden />, { kind: 'connect' }],
  ['service', 'providers.add-service', <Plug aria-hidden />, { kind: 'service', serviceId: null }],
  ['password', 'settings.change-password', <ShieldCheck aria-hidden />, { kind: 'change-password' }],
  ['shortcuts', 'shortcuts.title', <Keyboard aria-hidden />, { kind: 'shortcuts' }],
  ['someone-left', 'people.open', <UserMinus aria-hidden />, { kind: 'someone-left' }],
  ['trash', 'trash.open', <Trash2 aria-hidden />, { kind: 'trash' }],
  ['kept-replies', 'kept.open', <PackageX aria-hidden />, { kind: 'kept-replies' }],
  ['views', 'views.title', <Bookmark aria-hidden />, { kind: 'views' }],
  ['backup', 'backup.title', <Archive aria-hidden />, { kind: 'backup' }],
  ['export', 'export.title', <Upload aria-hidden />, { kind: 'export-keys' }],
  ['import', 'import.title', <FileInput aria-hidden />, { kind: 'import-keys' }],
  ['import-export', 'import-export.title', <FileInput aria-hidden />, { kind: 'import-export' }],
  ['merge', 'merge.title', <Merge aria-hidden />, { kind: 'merge-copy' }],
  ['differences', 'differences.title', <Merge aria-hidden />, { kind: 'differences' }],
  ['runbook', 'runbook.title', <ListChecks aria-hidden />, { kind: 'edit-runbook' }],
  ['recovery', 'recovery.title', <KeyRound aria-hidden />, { kind: 'new-recovery-key' }],
  ['restore-drill', 'drill.title', <LifeBuoy aria-hidden />, { kind: 'restore-drill' }],
  ['vault-key', 'vault-key.title', <RefreshCcw aria-hidden />, { kind: 'rotate-vault-key' }],
];

function settingsCommands(t: TextFunction): readonly Command[] {
  const { go } = useNavigation.getState();
  const group = t('nav.settings');
  const change = (changes: Partial<AppSettings>): void => void call('settings.update', changes);
  const language = t('settings.language');
  return [
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      id: `theme-${theme}`,
      group,
      label: `${t('settings.theme')}: ${t(`settings.theme-${theme}`)}`,
      icon: <SunMoon aria-hidden />,
      run: () => change({ theme }),
    })),
    ...(
      [
        ['system', t('settings.language-system')],
        ['en', 'English'],
        ['de', 'Deutsch'],
      ] as const
    ).map(([value, name]) => ({
      id: `language-${value}`,
      group,
      label: `${language}: ${name}`,
      icon: <Languages aria-hidden />,
      run: () => change({ language: value }),
    })),
    ...(
      [
        ['larger', 1],
        ['smaller', -1],
        ['normal-size', 'reset'],
      ] as const
    ).map(([name, step]) => ({
      id: `text-${name}`,
      group,
      label: t(`shortcuts.${name}`),
      icon: <Settings aria-hidden />,
      shortcut: shortcutFor(`shortcuts.${name}`),
      run: () => changeTextSize(step),
    })),
    ...SETTINGS_SECTIONS.map(([section, title]) => ({
      id: `settings-${section}`,
      group,
      label: t(title),
      icon: <Settings aria-hidden />,
      run: () => {
        go('settings');
        // It is there a moment after the screen.
        whenThere(`#settings-${section}`, (element) => element.scrollIntoView({ block: 'start' }));
      },
    })),
  ];
}

export function fixedCommands(t: TextFunction, errorText: ErrorTextFunction): readonly Command[] {
  const { go, openDialog } = useNavigation.getState();
  const act = t('palette.actions');
  return [
    ...DIALOGS.map(([id, title, icon, request]): Command => ({
      id,
      group: act,
      label: t(title),
      ...(id === 'backup' ? { words: t('palette.words-backup') } : {}),
      icon,
      shortcut: shortcutFor(title),
      run: () => openDialog(request),
    })),
    {
      id: 'scan',
      group: act,
      label: t('palette.scan'),
      icon: <FolderSearch aria-hidden />,
      run: () => {
        go('findings');
        focusField('[data-field="scan"]');
      },
    },
    {
      id: 'watch',
      group: act,
      label: t('sources.add'),
      icon: <FolderPlus aria-hidden />,
      run: () => {
        go('findings');
        focusField('[data-field="watch"]');
      },
    },
    {
      id: 'sync',
      group: act,
      label: t('status-line.sync-now'),
      icon: <RefreshCw aria-hidden />,
      run: () => void call('connections.sync', { connectionId: null }),
    },
    {
      id: 'lock',
      group: act,
      label: t('shell.lock-vault'),
      icon: <Lock aria-hidden />,
      shortcut: shortcutFor('shell.lock-vault'),
      run: () => void call('vault.lock', undefined),
    },
    ...flowCommands(t, errorText),
    ...ROUTES.map((route) => ({
      id: `go-${route}`,
      group: t('palette.go-to'),
      label: t(`nav.${route}`),
      icon: <ArrowRight aria-hidden />,
      shortcut: shortcutFor(`nav.${route}`),
      run: () => go(route),
    })),
    ...settingsCommands(t),
  ];
}

export function viewCommands(t: TextFunction, views: readonly SavedView[]): readonly Command[] {
  return views.map((view) => ({
    id: `view-${view.id}`,
    group: t('views.title'),
    label: view.name,
    icon: <Bookmark aria-hidden />,
    run: () => applyView(view),
  }));
}
