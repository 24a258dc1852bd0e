/** Everything that is said, in English. Its keys are the ids; `{name}` is a value. */
import { actionEnglish } from './action.ts';
import { agentEnglish } from './agent.ts';
import { appEnglish } from './app.ts';
import { command1English } from './command-1.ts';
import { command2English } from './command-2.ts';
import { command3English } from './command-3.ts';
import { command4English } from './command-4.ts';
import { columnEnglish } from './column.ts';
import { doctorEnglish } from './doctor.ts';
import { fileEnglish } from './file.ts';
import { networkEnglish } from './network.ts';
import { keys1English } from './keys-1.ts';
import { keys2English } from './keys-2.ts';
import { processEnglish } from './process.ts';
import { account1English } from './account-1.ts';
import { account2English } from './account-2.ts';
import { sharingEnglish } from './sharing.ts';
import { vault1English } from './vault-1.ts';
import { vault2English } from './vault-2.ts';
import { stateEnglish } from './state.ts';
import { serviceEnglish } from './service.ts';
import { sandboxEnglish } from './sandbox.ts';
import { staysEnglish } from './stays.ts';
import { scan1English } from './scan-1.ts';
import { archiveEnglish } from './archive.ts';
import { scan2English } from './scan-2.ts';
import { reportEnglish } from './report.ts';
import { leakReportEnglish } from './leak-report.ts';
import { matterEnglish } from './matter.ts';
import { recordEnglish } from './record.ts';
import { settingEnglish } from './setting.ts';
import { tableEnglish } from './table.ts';
import { valueEnglish } from './value.ts';

export const english = {
  ...actionEnglish,
  ...agentEnglish,
  ...appEnglish,
  ...command1English,
  ...command2English,
  ...command3English,
  ...command4English,
  ...columnEnglish,
  ...doctorEnglish,
  ...fileEnglish,
  ...networkEnglish,
  ...keys1English,
  ...keys2English,
  ...processEnglish,
  ...account1English,
  ...account2English,
  ...sharingEnglish,
  ...vault1English,
  ...vault2English,
  ...stateEnglish,
  ...serviceEnglish,
  ...sandboxEnglish,
  ...staysEnglish,
  ...scan1English,
  ...archiveEnglish,
  ...scan2English,
  ...reportEnglish,
  ...leakReportEnglish,
  ...matterEnglish,
  ...recordEnglish,
  ...settingEnglish,
  ...tableEnglish,
  ...valueEnglish,
} as const;
