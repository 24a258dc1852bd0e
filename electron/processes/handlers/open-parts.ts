import type { AccountService } from '../../keys/types.ts';
import type { BatchKeeper } from '../../keys/batches/batch-keeper.ts';
import type { ReviewKeeper } from '../../keys/review/review-keeper.ts';
import type { GuideKeeper } from '../../keys/runbook/guide-keeper.ts';
import type { ProtectionFacts } from '../../keys/matters/protection-facts.ts';
import type { FindingsStore } from '../../keys/findings/index.ts';
import type { RequestLogBook } from '../../providers/augno/attention/request-log-book.ts';
import type { SignReader } from '../../providers/augno/attention/sign-reader.ts';
import type { SourceStore } from '../../keys/findings/sources.ts';
import type { ChosenPlaces } from '../../keys/places/chosen-places.ts';
import type { PlaceDesk } from '../desks/place-desk.ts';
import type { PlaceKeeper } from '../../keys/places/place-keeper.ts';
import type { ProgramAccessDesk } from '../desks/program-access.ts';
import type { ProgramRunner } from '../desks/program-runner.ts';
import type { SharingDesk } from '../desks/sharing-desk.ts';
import type { ProviderService } from '../../providers/other/types.ts';
import type { ManagedVault } from '../../vault/managed-vault.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { GrantBook } from '../../wire/grants.ts';
import type { ChannelMethods } from '../../wire/protocol.ts';
import type { StepUpAction } from '../step-up/action.ts';
import type { Typed } from '../step-up/step-up.ts';
import type { MethodHandlers } from '../../wire/rpc.ts';

/** What an open vault is made of, for those who answer for it. */
export interface OpenParts {
  readonly vault: ManagedVault;
  /** Every key: Augno's, and those of other services beside them. */
  readonly accounts: AccountService;
  /** What only other services have. */
  readonly providers: ProviderService;
  readonly findings: FindingsStore;
  readonly sources: SourceStore;
  readonly requestLogs: RequestLogBook;
  readonly signs: SignReader;
  readonly guides: GuideKeeper;
  readonly batches: BatchKeeper;
  readonly reviews: ReviewKeeper;
  readonly places: PlaceKeeper;
  readonly placeDesk: PlaceDesk;
  readonly chosen: ChosenPlaces;
  readonly grants: GrantBook;
  readonly programs: ProgramRunner;
  /** Programs that ask the open vault. */
  readonly access: ProgramAccessDesk;
  readonly sharing: SharingDesk;
  /** How well the vault is kept from being lost. */
  readonly protection: () => ProtectionFacts;
}

/**
 * Runs `use` once the person at the keyboard has typed the master password for this action in main's own window.
 * @throws AppError `cancelled` where nobody did; nothing was done then
 */
export type Confirmed = <Result>(
  action: StepUpAction,
  use: (typed: Typed) => Result | Promise<Result>,
) => Promise<Result>;

/**
 * Asks in main's own window for something that is no master password, until `check` takes it.
 * @throws AppError `cancelled` where nobody answered; what `check` throws, but for `vault-wrong-password`, which is said there
 */
export type Checked = <Result>(
  action: StepUpAction,
  check: (typed: SecretBytes, filePassword: SecretBytes | null) => Promise<Result>,
) => Promise<Result>;

/** For secrets that a page takes: asks once it is more than a person takes. */
export type TakingSecrets = <Result>(
  taking: { readonly name: string; readonly use: 'reveal' | 'copy' | 'seal' },
  take: () => Result | Promise<Result>,
) => Promise<Result>;

/** For every secret that leaves: asks where the log cannot take the entry that comes before it. */
export type Accounted = <Result>(
  taking: { readonly name: string; readonly use: 'reveal' | 'copy' | 'pass-on' },
  take: () => Result | Promise<Result>,
) => Promise<Result>;

export type VaultChannelHandlers = MethodHandlers<ChannelMethods>;
