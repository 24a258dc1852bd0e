/** The same in German. An id without its text, or a text with other values, does not compile. */
import type { Translated } from '../catalogue.ts';
import type { english } from '../en/index.ts';
import { actionGerman } from './action.ts';
import { agentGerman } from './agent.ts';
import { appGerman } from './app.ts';
import { command1German } from './command-1.ts';
import { command2German } from './command-2.ts';
import { command3German } from './command-3.ts';
import { command4German } from './command-4.ts';
import { columnGerman } from './column.ts';
import { doctorGerman } from './doctor.ts';
import { fileGerman } from './file.ts';
import { networkGerman } from './network.ts';
import { keys1German } from './keys-1.ts';
import { keys2German } from './keys-2.ts';
import { processGerman } from './process.ts';
import { account1German } from './account-1.ts';
import { account2German } from './account-2.ts';
import { sharingGerman } from './sharing.ts';
import { vault1German } from './vault-1.ts';
import { vault2German } from './vault-2.ts';
import { stateGerman } from './state.ts';
import { serviceGerman } from './service.ts';
import { sandboxGerman } from './sandbox.ts';
import { staysGerman } from './stays.ts';
import { scan1German } from './scan-1.ts';
import { archiveGerman } from './archive.ts';
import { scan2German } from './scan-2.ts';
import { reportGerman } from './report.ts';
import { leakReportGerman } from './leak-report.ts';
import { matterGerman } from './matter.ts';
import { recordGerman } from './record.ts';
import { settingGerman } from './setting.ts';
import { tableGerman } from './table.ts';
import { valueGerman } from './value.ts';

const texts = {
  ...actionGerman,
  ...agentGerman,
  ...appGerman,
  ...command1German,
  ...command2German,
  ...command3German,
  ...command4German,
  ...columnGerman,
  ...doctorGerman,
  ...fileGerman,
  ...networkGerman,
  ...keys1German,
  ...keys2German,
  ...processGerman,
  ...account1German,
  ...account2German,
  ...sharingGerman,
  ...vault1German,
  ...vault2German,
  ...stateGerman,
  ...serviceGerman,
  ...sandboxGerman,
  ...staysGerman,
  ...scan1German,
  ...archiveGerman,
  ...scan2German,
  ...reportGerman,
  ...leakReportGerman,
  ...matterGerman,
  ...recordGerman,
  ...settingGerman,
  ...tableGerman,
  ...valueGerman,
} as const;

export const german: Translated<typeof english, typeof texts> = texts;
