/**
 * What of this system works: a list of checks, each asked by itself and within a limit, so that a first run on a system
 * that nobody here has reports itself. Nothing is changed, nothing is sent, no vault is opened. To add a check: a function
 * in `desktop.ts` or `machine.ts`, its id in `CheckId`, a line in `checksOf`.
 */
import { say, type Said } from '../../shared/messages/say.ts';
import { desktopChecks } from './desktop.ts';
import { machineChecks } from './machine.ts';

export type CheckId =
  | 'runtime'
  | 'database'
  | 'derivation'
  | 'folder'
  | 'git'
  | 'loopback'
  | 'renderer-sandbox'
  | 'keyring'
  | 'notifications'
  | 'tray'
  | 'lock-signals'
  | 'clipboard';

/** `unknown`: only the app can tell on this system, or nobody answered. */
export type CheckState = 'works' | 'limited' | 'missing' | 'unknown';

export interface CheckResult {
  readonly id: CheckId;
  readonly state: CheckState;
  /** One sentence: what was found. */
  readonly found: Said;
  /** One sentence: what to do, or what goes on without it; null where it works. */
  readonly next: Said | null;
  /** Without it no vault is opened. */
  readonly essential: boolean;
}

/** What a check says of what it asked. */
export type Answer = Omit<CheckResult, 'id' | 'essential'>;

export type Check = () => CheckResult | Promise<CheckResult>;

export interface DoctorSources {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly vaultFolder: string;
  /** A statement of the database library of this runtime. @returns its version; @throws where it can't be loaded */
  readonly sqliteVersion: () => string;
  /** Argon2id with a cost of next to nothing, of a fixed password. @returns hexadecimal; @throws where it can't be loaded */
  readonly argon2: (password: string, salt: string) => Promise<string>;
}

/** A check that hangs is a finding too. */
const LIMIT_MS = 8000;

export function checksOf(sources: DoctorSources): ReadonlyMap<CheckId, Check> {
  return new Map<CheckId, Check>([...machineChecks(sources), ...desktopChecks(sources)]);
}

export async function examine(
  checks: ReadonlyMap<CheckId, Check>,
  limitMs = LIMIT_MS,
): Promise<readonly CheckResult[]> {
  return await Promise.all(
    [...checks].map(async ([id, check]): Promise<CheckResult> => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<CheckResult>((resolve) => {
        timer = setTimeout(() => {
          resolve({
            id,
            state: 'unknown',
            found: say('doctor.late'),
            next: null,
            essential: false,
          });
        }, limitMs);
      });
      try {
        return await Promise.race([Promise.resolve().then(check), late]);
      } catch (thrown) {
        // SECURITY: the kind only; a message may quote a path or a value of the environment.
        const kind = (thrown as NodeJS.ErrnoException).code ?? (thrown as Error).name;
        return {
          id,
          state: 'unknown',
          found: say('doctor.not-asked', { kind }),
          next: null,
          essential: false,
        };
      } finally {
        clearTimeout(timer);
      }
    }),
  );
}
