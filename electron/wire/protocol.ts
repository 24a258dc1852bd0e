/**
 * What main and its utility processes ask of each other; begin here. `wire/` is what both ends of a line speak: calls (`rpc.ts`),
 * the page's contract (`wrapper.ts`, `answer.ts`, `preload.ts`) and ports (`page-line.ts`, `scan-line.ts`). App and processes
 * import it; it imports nobody. Inputs and outputs of the IPC contract are reused as they are.
 */
import type { EditorCommand } from '../../shared/editor-command.ts';
import type { SaidError, SerializedError } from '../../shared/errors.ts';
import type { EvidenceSettings } from '../../shared/evidence.ts';
import type { Said } from '../../shared/messages/say.ts';
import type { KeyMode } from '../../shared/key-format.ts';
import type { ScanProgress, ScanReport } from '../../shared/findings.ts';
import type {
  ChannelOutput,
  ChannelParsedInput,
  ChannelsOf,
  IpcContract,
} from '../../shared/ipc-contract.ts';
import type { SourceResult } from '../../shared/ipc/source-channels.ts';
import type { AddressQuestion, SandboxAddress } from '../../shared/account-address.ts';
import type { AccessAnswer, AccessQuestion } from './access-question.ts';
import type { Grant } from './grants.ts';
import type { LiveFinding } from '../scanner/types.ts';
import type { Notices } from '../keys/matters/notice-memory.ts';
import type { NoticeMemory } from '../keys/matters/scheduled-date.ts';

export type { NoticeEvent, ScheduledDate, WaitingMatters } from '../keys/matters/scheduled-date.ts';
/** What the process of the open vault answers, to the page and to main. */
export type VaultChannel = ChannelsOf<IpcContract, 'vault', 'unlocked'>;

export type ChannelMethods = {
  [Name in VaultChannel]: { input: ChannelParsedInput<Name>; output: ChannelOutput<Name> };
};

/** A list for a file: all of them redacted. */
export type ExportedList =
  | { readonly of: 'findings'; readonly format: 'csv' | 'json' | 'sarif' }
  /** The whole audit log and whether its chain is whole. */
  | { readonly of: 'activity'; readonly format: 'csv' | 'json' }
  | { readonly of: 'keys'; readonly keyIds: readonly string[] }
  | { readonly of: 'review'; readonly reviewId: string }
  | { readonly of: 'runbook' }
  | { readonly of: 'leak-report'; readonly guideId: string; readonly language: 'en' | 'de' };

/** What is known of a vault without its password. */
export interface ClosedVaultState {
  readonly exists: boolean;
  /** After failed tries: when the next one is allowed. */
  readonly nextTryAt: string | null;
  /** Why it can't be opened at all; null if it can. */
  readonly problem: SerializedError | null;
}

/** Whether the open vault can be written. */
export interface SerializedWriteAccess {
  /** Null while it can. */
  readonly problem: SerializedError | null;
  /** Entries that are not in the log yet. */
  readonly pending: number;
  /** They lie in a sealed file; false: in memory alone. */
  readonly kept: boolean;
}

/** What main names when it asks a person. */
export type DescribeMethods = {
  /** What the person is asked about before a program runs. */
  'process.describe-key': {
    input: { keyId: string };
    output: { name: string; redacted: string; mode: KeyMode };
  };
  /** Addresses that nobody confirmed on this computer; SECURITY: main shows them, and main alone confirms. */
  'process.address-questions': { input: undefined; output: readonly AddressQuestion[] };
  'process.confirm-addresses': {
    input: { addresses: readonly { readonly connectionId: string; readonly address: string }[] };
    output: undefined;
  };
};

/** What main and the vault's process do together about what a person chose. */
export type GrantMethods = {
  /** What a person agreed to in a dialog of main's. Also while the vault is closed: a backup is chosen then. */
  'process.grant': { input: Grant; output: undefined };
  /** For what main itself does with it. @throws AppError `conflict` */
  'process.take-editor': { input: { grant: number }; output: EditorCommand };
  'process.take-feed': { input: { grant: number }; output: string };
  /** An address as it would be stored. @throws AppError `invalid-input`, … */
  'process.check-address': {
    input: { purpose: 'account' | 'service'; provider: string | null; address: string };
    output: {
      url: string;
      /**
       * Where a person is asked about it: in the password window, when it is used; in main's dialog; or not at all, where it
       * is the public API of a brand of ours that this vault already sends to: nobody else's choice.
       */
      asked: 'with-password' | 'in-dialog' | 'not';
    };
  };
  /** Which folders are to be scanned, and which of them nobody chose yet. A grant is spent with it. */
  'process.scan-roots': {
    input: ChannelParsedInput<'scan.start'>['what'];
    output: { roots: readonly string[]; unconfirmed: readonly string[] };
  };
  /** A person confirmed these in main's dialog. */
  'process.confirm-folders': { input: { folders: readonly string[] }; output: undefined };
};

export type ExportMethods = {
  /** SECURITY: into the file that a person chose in main's dialog; what is in it never passes through main. */
  'process.export': { input: { list: ExportedList; file: string }; output: undefined };
  /** The report of a leak as a page, which only main can print. */
  'process.leak-report-page': { input: { guideId: string; language: 'en' | 'de' }; output: string };
};

export type FindingMethods = {
  /** Where one finding is that a person wants to be shown. `file`: null where it has none of its own inside its root. */
  'process.finding-place': {
    input: { findingId: string };
    output: { root: string; file: string | null; line: number | null; column: number | null };
  };
};

export type CopyMethods = {
  /**
   * Under X11: the process holds the clipboard's selection itself. The audit entry is written before. null: there is no
   * X11 server here.
   */
  'process.copy-secret': {
    input: { keyId: string; seconds: number };
    output: { redacted: string; clearsAt: string } | null;
  };
  /** SECURITY: for a clipboard that main alone can write. The audit entry is written before this answers. */
  'process.secret-for-clipboard': {
    input: { keyId: string };
    output: { bytes: Uint8Array; redacted: string };
  };
};

export type VaultProcessMethods = ChannelMethods &
  DescribeMethods &
  GrantMethods &
  ExportMethods &
  FindingMethods &
  CopyMethods & {
    'process.state': { input: { folder: string }; output: ClosedVaultState };
    /** Whether a vault is being opened that main has not heard of yet. */
    'process.is-opening': { input: undefined; output: boolean };
    /** SECURITY: the page with the recovery key that was made last, which only main can print. Null when there is none. */
    'process.kit-page': { input: undefined; output: string | null };
    'process.quick-unlock': { input: { folder: string }; output: undefined };
    /** Ends the write under way, wipes the keys and exits. */
    'process.close': { input: undefined; output: undefined };
    'process.set-quick-unlock': { input: { enabled: boolean }; output: undefined };
    /** Settings live outside the vault; that they were changed is in its log. */
    'process.note-settings': { input: { detail: readonly Said[] }; output: undefined };
    /** The older file is taken as the right one from now on. */
    'process.accept-rollback': { input: undefined; output: undefined };
    /** What is due, what happened since it was last told, and what was said of it. */
    'process.notices': {
      input: undefined;
      output: Notices;
    };
    /** Adds to what is remembered. */
    'process.remember-notices': {
      input: NoticeMemory & { readonly eventsUntil: number | null };
      output: undefined;
    };
    'process.connect-sandbox': {
      input: { address: SandboxAddress };
      output: ChannelOutput<'connections.connect-sandbox'>;
    };
    'process.record-source': { input: { sourceId: string; result: SourceResult }; output: undefined };
    /** The address that may be opened in a browser for a connection of another service. */
    'process.provider-pages': { input: { connectionId: string }; output: { url: string } };
  };

/** What a program of this user may. */
export type AccessCallbacks = {
  /** SECURITY: asks in a dialog of main's own what a program of this user may. */
  'main.ask-access': { input: AccessQuestion; output: AccessAnswer };
  /** It was answered elsewhere, or whoever asked is gone. */
  'main.close-access': { input: { code: string }; output: undefined };
};

export type QuickCallbacks = {
  /** What was chosen in the quick access window: copied as from the app's own, and that window goes. */
  'main.copy-quick': { input: { keyId: string }; output: undefined };
  'main.close-quick': { input: undefined; output: undefined };
};

/** What a person is asked in main's own windows and dialogs. */
export type QuestionCallbacks = AccessCallbacks &
  QuickCallbacks & {
    /** Main's own window for the master password; answers once it is closed. The port to it is handed over meanwhile. */
    'main.ask-password': { input: { question: number }; output: undefined };
    'main.close-password': { input: { question: number }; output: undefined };
    /** A dialog of main's: may a backup take the place of a vault whose password is lost, or that cannot be asked? */
    'main.confirm-restore': { input: { why: 'lost' | 'damaged'; file: string }; output: boolean };
    /** A dialog of main's: may the server's clock count, which is so far from this computer's? */
    'main.confirm-clock': { input: { host: string; aheadMs: number }; output: boolean };
  };

/** What main alone can reach on this computer. */
export type MachineCallbacks = {
  'main.sandbox-address': { input: undefined; output: SandboxAddress | null };
  /** The system's proxy for an origin, in the words of a PAC file. */
  'main.resolve-proxy': { input: string; output: string };
  'main.keychain-available': { input: undefined; output: boolean };
  'main.keychain-protect': { input: Uint8Array; output: Uint8Array };
  /** `stale`: the system wants it sealed anew. */
  'main.keychain-unprotect': {
    input: Uint8Array;
    output: { readonly bytes: Uint8Array; readonly stale: boolean } | null;
  };
  'main.keychain-read-anchor': { input: string; output: string | null };
  'main.keychain-write-anchor': { input: { vaultId: string; value: string }; output: undefined };
};

/** What the vault process asks of main or tells it. */
export type VaultProcessCallbacks = QuestionCallbacks &
  MachineCallbacks & {
    /** A vault was made or unlocked, at the page's word or by the keychain. */
    'main.vault-opened': {
      input: {
        name: string;
        rollbackWarning: SerializedError | null;
        /** The vault has a slot for the system's keychain. */
        quickUnlock: boolean;
        notes: SaidError[];
        writeAccess: SerializedWriteAccess;
      };
      output: undefined;
    };
    /** The disk was found full or read-only, or can be written again; and what was put right on that. */
    'main.write-access': {
      input: { writeAccess: SerializedWriteAccess; notes: SaidError[] };
      output: undefined;
    };
    /** What was said of the file when it was opened holds no more, or only in part: a copy was folded in. */
    'main.rollback-changed': { input: SerializedError | null; output: undefined };
    /** The vault's process ends by itself, and why. */
    'main.vault-lost': { input: SerializedError; output: undefined };
    /** A try failed, or a vault was put in place: what is known of it without its password is to be read again. */
    'main.closed-vault-changed': { input: undefined; output: undefined };
    /** What `process.copy-secret` put on the clipboard is not there any more. */
    'main.selection-ended': { input: undefined; output: undefined };
    'main.vault-changed': { input: { collections: readonly string[] }; output: undefined };
    /** SECURITY: asks in a dialog of main's own before a file that nobody chose is opened. */
    'main.ask-about-place': {
      input: { file: string; name: string; redacted: string };
      output: boolean;
    };
    /** A program that was let to the vault asks for the lock. */
    'main.lock': { input: undefined; output: undefined };
  };

export type SandboxProcessMethods = {
  start: { input: { folder: string }; output: SandboxAddress };
  stop: { input: undefined; output: undefined };
};

/**
 * What a scan's process asks of the vault's, over a line that main made and sees nothing of: what to look for, and, once, that
 * what it found be recorded.
 */
export type ScanLineMethods = {
  /** `evidence`: what to look for besides Augno's keys; null where the vault holds nothing else. */
  begin: { input: undefined; output: { fingerprintKey: Uint8Array; evidence: EvidenceSettings | null } };
  record: {
    input: {
      findings: readonly { readonly root: string; readonly finding: LiveFinding }[];
      report: Omit<ScanReport, 'findings'>;
    };
    output: RecordedScan;
  };
};

export interface RecordedScan {
  readonly newFindings: number;
  /**
   * Other than `vault`: that cannot be written, and takes it as soon as it can. `file`: also after it was locked; `memory`: if
   * it is still open then.
   */
  readonly place: 'vault' | 'file' | 'memory';
}

export type ScanProcessMethods = {
  /** SECURITY: main gets how many were found, and where none of them is. */
  start: {
    input: { paths: readonly string[]; history: boolean; usualPlaces: boolean; stateFolder: string };
    output: RecordedScan & { report: Omit<ScanReport, 'findings'>; findings: number };
  };
  cancel: { input: undefined; output: undefined };
};

export type ScanProcessCallbacks = {
  'main.progress': { input: ScanProgress; output: undefined };
};

/** For an end of the line that is never called. */
export type NoMethods = Record<string, never>;
