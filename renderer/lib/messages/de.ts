/** German, „Sie“. Loaded only where it is wanted. */
import { german } from '../../../shared/messages/de/index.ts';
import type { Words } from '../../../shared/messages/words.ts';
import type { MessageId } from './en.ts';
import { about } from './de/about.ts';
import { activity } from './de/activity.ts';
import { common } from './de/common.ts';
import { connections } from './de/connections.ts';
import { desktop } from './de/desktop.ts';
import { findings } from './de/findings.ts';
import { firstRun } from './de/first-run.ts';
import { flows } from './de/flows.ts';
import { help } from './de/help.ts';
import { kept } from './de/kept.ts';
import { keys } from './de/keys.ts';
import { lock } from './de/lock.ts';
import { merge } from './de/merge.ts';
import { overview } from './de/overview.ts';
import { protection } from './de/protection.ts';
import { roles } from './de/roles.ts';
import { runbook } from './de/runbook.ts';
import { review } from './de/review.ts';
import { programs } from './de/programs.ts';
import { providers } from './de/providers.ts';
import { settings } from './de/settings.ts';
import { shell } from './de/shell.ts';
import { unfinished } from './de/unfinished.ts';

export const de: Readonly<Record<MessageId, string>> = {
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
};

/** What is said by id. */
export const spoken: Words = german;
