/** What main's view of the vault is put together from. */
import type { VaultProcessCallbacks, VaultProcessMethods } from '../wire/protocol.ts';
import type { LockingStep } from './locking.ts';
import type { Machine } from './machine-methods.ts';
import type { PageConnection } from './page-connection.ts';
import type { QuestionService } from './question-service.ts';
import type { startUtilityProcess } from './utility-process.ts';
import type { VaultStatus } from './vault-status.ts';

export interface VaultControllerOptions extends Machine {
  readonly folder: string;
  readonly diagnose: (line: string) => void;
  readonly onStatus: (status: VaultStatus) => void;
  /** The page's line leads to one process: it needs a new one with every new process. */
  readonly page: Pick<PageConnection, 'open' | 'close'>;
  /** Whether the vault that was opened has a slot for the keychain. */
  readonly onQuickUnlock: (enabled: boolean) => void;
  readonly onChange: (collections: readonly string[]) => void;
  /** What the vault's process had put on the clipboard is not there any more. */
  readonly onSelectionEnded: () => void;
  /** SECURITY: what was shown of the vault goes with its keys: a window in the place of the one that showed it. */
  readonly dropPage: () => void;
  /** What goes with the keys: what was copied, a scan. None of it can keep the vault's process from being ended. */
  readonly lockingSteps: readonly LockingStep[];
  readonly questions: Pick<QuestionService, 'methodsFor' | 'close'>;
  readonly askAboutPlace: (place: VaultProcessCallbacks['main.ask-about-place']['input']) => Promise<boolean>;
  /** Tests give processes of their own. */
  readonly start?: typeof startUtilityProcess<VaultProcessCallbacks, VaultProcessMethods>;
}
