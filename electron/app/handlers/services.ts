/** What the handlers of the IPC contract need. Main builds it; nothing in here imports a window or the vault itself. */
import type { EditorCommand } from '../../../shared/editor-command.ts';
import type { CommandState, ThirdParty, UpdateState } from '../../../shared/ipc/about-channels.ts';
import type { ChoicePurpose, DropPurpose } from '../../../shared/grant-purposes.ts';
import type { AppState, ChannelOutput, ChannelParsedInput, Settings } from '../../../shared/ipc-contract.ts';
import type { DesktopAbilities, DueDate, NavigationTarget } from '../../../shared/ipc/desktop-channels.ts';
import type { Source } from '../../../shared/ipc/source-channels.ts';
import type { AddressQuestion, SandboxAddress } from '../../../shared/account-address.ts';
import type { ExportedList, VaultProcessMethods } from '../../wire/protocol.ts';
import type { RpcPeer } from '../../wire/rpc.ts';

type Answer = ChannelOutput<'grants.choose'>;

/** SECURITY: dialogs of main's own, which no page can answer. */
export interface GrantService {
  choose(purpose: ChoicePurpose): Promise<Answer>;
  /** What was dropped onto the window: the page did not name it, and is not believed that a person did. */
  dropped(purpose: DropPurpose, file: string): Promise<Answer>;
  address(input: ChannelParsedInput<'grants.address'>): Promise<Answer>;
  program(input: ChannelParsedInput<'grants.program'>): Promise<Answer>;
  /** Before a folder is scanned that was stored, or found in, before folders were confirmed. */
  askAboutFolders(folders: readonly string[]): Promise<boolean>;
  askAboutUsualPlaces(): Promise<boolean>;
}

export interface IpcServices {
  readonly grants: GrantService;
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
    print(page: () => Promise<string>): Promise<boolean>;
    save(page: () => Promise<string>, name?: string): Promise<string | null>;
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
    /** SECURITY: a dialog of the system's own, before the vault is protected less than now. */
    confirmWeakening(changes: {
      readonly [Name in keyof Settings]?: Settings[Name] | undefined;
    }): Promise<boolean>;
    updateSettings(changes: { readonly [Name in keyof Settings]?: Settings[Name] | undefined }): Settings;
    openExternal(url: string): Promise<void>;
    /** The pages of a service that the user named; http only where its address is. */
    openServicePages(url: string): Promise<void>;
    /** A person agreed to it; empty: the package's own. */
    setUpdateFeed(address: string): void;
    /** SECURITY: a dialog of the system's own, so that neither a page nor a file names a place that keys are sent to. */
    confirmAddresses(questions: readonly AddressQuestion[]): Promise<boolean>;
    /** The one that the interface has now. */
    language(): 'en' | 'de';
    /** Asks where to; the vault's process writes it. @returns null where the user closed the dialog */
    readonly exportList: (name: string, extension: string, list: ExportedList) => Promise<string | null>;
    editors(): readonly { readonly id: string; readonly name: string }[];
    openInEditor(
      editor: string,
      place: { readonly file: string; readonly line: number | null; readonly column: number | null },
    ): Promise<void>;
    /** Asks where to, and ends the app. @returns whether it ends */
    moveVault(): Promise<boolean>;
    /** Shows a file in the system's file manager. */
    showFile(path: string): void;
  };
  /** A program of the user's own that opens files. */
  readonly editor: {
    command(): EditorCommand | null;
    /** A person agreed to it. */
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
    startAtLogin(enabled: boolean): Promise<boolean>;
    stayUnlocked(): void;
  };
}
