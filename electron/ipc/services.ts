/** What the handlers of the IPC contract need. Main builds it; nothing in here imports a window or the vault itself. */
import type { EditorCommand } from '../../shared/editor-command.ts';
import type { CommandState, ThirdParty, UpdateState } from '../../shared/ipc/about-channels.ts';
import type { FilePurpose } from '../../shared/ipc/protection-channels.ts';
import type { AppState, Settings } from '../../shared/ipc-contract.ts';
import type { Program } from '../../shared/ipc/flow-channels.ts';
import type { KeyMode } from '../../shared/key-format.ts';
import type { DesktopAbilities, DueDate, NavigationTarget } from '../../shared/ipc/desktop-channels.ts';
import type { Source } from '../../shared/ipc/source-channels.ts';
import type { SandboxAddress } from '../augno/types.ts';
import type { VaultProcessMethods } from '../processes/protocol.ts';
import type { RpcPeer } from '../processes/rpc.ts';

/** What a person is asked before a program is given a secret. */
export interface ProgramQuestion {
  readonly name: string;
  readonly redacted: string;
  readonly mode: KeyMode;
  readonly program: Program;
}

export interface IpcServices {
  readonly vault: {
    readonly call: RpcPeer<VaultProcessMethods>['call'];
    quickUnlock(): Promise<void>;
    setQuickUnlock(enabled: boolean): Promise<void>;
    acceptRollback(): Promise<void>;
    lock(): Promise<void>;
  };
  readonly sandbox: { address(): Promise<SandboxAddress> };
  /** The emergency kit, as a page. */
  readonly kit: {
    print(page: string): Promise<boolean>;
    save(page: string): Promise<string | null>;
  };
  readonly scans: {
    start(request: {
      readonly paths: readonly string[];
      readonly history: boolean;
    }): Promise<{ readonly scanId: string }>;
    /** One of the watched folders, now. */
    startSource(source: Source): Promise<{ readonly scanId: string }>;
    cancel(scanId: string): void;
  };
  readonly app: {
    state(): AppState;
    updateSettings(changes: { readonly [Name in keyof Settings]?: Settings[Name] | undefined }): Settings;
    openExternal(url: string): Promise<void>;
    /** The pages of a service that the user named; http only where its address is. */
    openServicePages(url: string): Promise<void>;
    chooseFolder(): Promise<string | null>;
    chooseFile(purpose: FilePurpose): Promise<string | null>;
    /** SECURITY: a dialog of the system's own, so that a page gone wrong can't start a program by itself. */
    confirmProgram(question: ProgramQuestion): Promise<boolean>;
    /** Asks where to, and writes it. @returns null where the user closed the dialog */
    saveText(name: string, extension: string, text: () => Promise<string>): Promise<string | null>;
    editors(): readonly { readonly id: string; readonly name: string }[];
    openInEditor(
      editor: string,
      place: { readonly file: string; readonly line: number | null; readonly column: number | null },
    ): void;
    /** Shows a file in the system's file manager. */
    showFile(path: string): void;
  };
  /** A program of the user's own that opens files. */
  readonly editor: {
    command(): EditorCommand | null;
    /** @throws AppError `invalid-input` */
    check(command: EditorCommand): void;
    /** SECURITY: a dialog of the system's own, so that a page gone wrong can't name a program by itself. */
    confirm(command: EditorCommand): Promise<boolean>;
    save(command: EditorCommand | null): void;
  };
  readonly clipboard: {
    /** SECURITY: the page never has it. @returns what was copied, redacted, and when it is cleared */
    copySecret(keyId: string): Promise<{ readonly redacted: string; readonly clearsAt: string }>;
    /** Said where clearing cannot be promised; else null. */
    readonly warning: string | null;
  };
  readonly about: {
    thirdParty(): ThirdParty;
    /** In the system's file manager. */
    showChromiumLicences(): void;
    command(): CommandState;
    readonly updates: {
      state(): UpdateState;
      check(): Promise<UpdateState>;
      download(): Promise<UpdateState>;
      install(): Promise<void>;
    };
  };
  readonly desktop: {
    takeTarget(): NavigationTarget | null;
    dueDates(): readonly DueDate[];
    snooze(ids: readonly string[], until: string | null): Promise<void>;
    abilities(): Promise<DesktopAbilities>;
    /** @returns whether it is on afterwards */
    startAtLogin(enabled: boolean): boolean;
    stayUnlocked(): void;
  };
}
