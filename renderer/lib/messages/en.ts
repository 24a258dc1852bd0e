/** Every string of the interface, in ICU message format, one file an area. The other languages have to have the same ids. */
import { about } from './en/about.ts';
import { activity } from './en/activity.ts';
import { common } from './en/common.ts';
import { connections } from './en/connections.ts';
import { desktop } from './en/desktop.ts';
import { findings } from './en/findings.ts';
import { firstRun } from './en/first-run.ts';
import { flows } from './en/flows.ts';
import { help } from './en/help.ts';
import { kept } from './en/kept.ts';
import { keys } from './en/keys.ts';
import { lock } from './en/lock.ts';
import { merge } from './en/merge.ts';
import { overview } from './en/overview.ts';
import { protection } from './en/protection.ts';
import { roles } from './en/roles.ts';
import { runbook } from './en/runbook.ts';
import { review } from './en/review.ts';
import { programs } from './en/programs.ts';
import { providers } from './en/providers.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { unfinished } from './en/unfinished.ts';

export const en = {
  ...about,
  ...activity,
  ...common,
  ...connections,
  ...desktop,
  ...findings,
  ...firstRun,
  ...flows,
  ...help,
  ...keys,
  ...kept,
  ...lock,
  ...merge,
  ...overview,
  ...protection,
  ...roles,
  ...runbook,
  ...review,
  ...programs,
  ...providers,
  ...settings,
  ...shell,
  ...unfinished,
} as const;

export type MessageId = keyof typeof en;
