import type { HandlersOf } from '../../wire/answer.ts';
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type {
  mergeChannels,
  MergeOutcome,
  ShownDifference,
  WhichCopy,
} from '../../../shared/ipc/merge-channels.ts';
import { parseKey, redactKeysIn } from '../../../shared/key-format.ts';
import { MERGE_RULES } from '../../inventory/collections.ts';
import { connectionsCollection, keysCollection } from '../../keys/registry/records.ts';
import { providerConnectionsCollection } from '../../keys/registry/other-records.ts';
import { renewEvidence } from '../../providers/index.ts';
import { copiesBeside, secretsBeside, type MergeReport } from '../../vault/index.ts';
import type { ManagedVault } from '../../vault/managed-vault.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Asking } from '../vault-handlers.ts';
import type { OpenParts } from './open-parts.ts';
import { say } from '../../../shared/messages/say.ts';

/** More than anybody reads of one log in the window; the command shows all. */
const MOST_LOG_ENTRIES = 1000;
const LONGEST_VALUE = 2000;

interface Source {
  readonly file: string;
  /** It lies beside the vault. */
  readonly isBeside: boolean;
}

/** @param rollbackChanged the file holds now what it was warned of */
export function mergeHandlers(
  open: () => OpenParts,
  { confirmed, checked }: Asking,
  rollbackChanged: () => void,
): HandlersOf<typeof mergeChannels, 'vault'> {
  const withSource = async <Result>(
    copy: WhichCopy,
    isLook: boolean,
    work: (source: Source) => Promise<Result>,
  ): Promise<Result> => {
    const { grants, vault } = open();
    if (copy.kind === 'file') {
      const use = (file: string): Promise<Result> => work({ file, isBeside: false });
      return isLook
        ? await use(grants.look(copy.grant, 'open-copy'))
        : await grants.use(copy.grant, 'open-copy', use);
    }
    // SECURITY: the page says a name of the list; no path is made of it.
    const file = copiesBeside(vault.folder).find((one) => path.basename(one) === copy.name);
    if (file === undefined) throw noSuchCopy();
    return await work({ file, isBeside: true });
  };

  /** Under this vault's own key, and only where that does not open it with a password typed in main's window. */
  const merge = async (source: Source, dryRun: boolean): Promise<MergeReport> => {
    const fold = (secret: SecretBytes | null, dry: boolean): Promise<MergeReport> =>
      open().vault.mergeCopy(source.file, secret, MERGE_RULES, { dryRun: dry });
    try {
      return await fold(null, dryRun);
    } catch (thrown) {
      if (!(thrown instanceof AppError && thrown.field === 'copyPassword')) throw thrown;
    }
    // The window may be closed while this looks: nothing is folded in until it was answered.
    const { outlook, password } = await checked(
      { kind: 'open-copy', file: source.file, dryRun },
      async (typed) => ({ outlook: await fold(typed, true), password: typed.clone() }),
    );
    try {
      return dryRun ? outlook : await fold(password, false);
    } finally {
      password.wipe();
    }
  };

  return {
    'merge.beside': () => ({ names: copiesBeside(open().vault.folder).map((file) => path.basename(file)) }),
    'merge.look': ({ copy }) =>
      withSource(copy, true, async (source) => outcomeOf(open().vault, await merge(source, true), null)),
    'merge.fold': ({ copy }) =>
      withSource(copy, false, async (source) => {
        const { vault } = open();
        const isWarned = (): boolean => vault.rollbackWarning !== null;
        const wasWarned = isWarned();
        const report = await merge(source, false);
        if (!report.isEmpty) await renewEvidence(vault);
        if (wasWarned && !isWarned()) rollbackChanged();
        return outcomeOf(vault, report, source.isBeside ? moveAway(vault.folder, source.file) : null);
      }),
    'merge.differences': async () => ({ differences: await shownDifferences(open().vault) }),
    'merge.choose': async ({ index, state, ...place }) => {
      const { vault } = open();
      const shown = (await shownDifferences(vault)).find(
        ({ collection, id, field }) =>
          collection === place.collection && id === place.id && field === place.field,
      );
      if (shown === undefined || shown.state !== state || index >= shown.values.length) throw notAsShown();
      const choose = (): void => {
        vault.chooseDifference(place, index);
      };
      const { name, field, values, proposal } = shown;
      // SECURITY: where keys go, whom to trust, and the end of a secret are never a page's to decide.
      if (field !== null && (proposal === null || index === 0)) {
        choose();
        return undefined;
      }
      const give = values.filter((_, at) => at !== index);
      await confirmed({ kind: 'choose-value', name, field, keep: values[index] ?? null, give }, choose);
    },
    'audit.copies': () => ({
      copies: open()
        .vault.otherAuditLogs()
        .map(({ copy, entries }) => ({
          copy,
          first: entries[0]?.sequence ?? 0,
          last: entries.at(-1)?.sequence ?? 0,
          entries: [...entries].reverse().slice(0, MOST_LOG_ENTRIES),
        })),
    }),
  };
}

/** Among the backups, where it is in nobody's way; what cannot be moved stays and goes on being named. */
function moveAway(folder: string, file: string): string | null {
  const stamp = new Date().toISOString().replace(/[-:.]/g, '');
  const name = `merged-${stamp}-${path.basename(file)}`;
  try {
    const backups = path.join(folder, 'backups');
    mkdirSync(backups, { recursive: true, mode: 0o700 });
    renameSync(file, path.join(backups, name));
    return name;
  } catch {
    return null;
  }
}

const plain = (text: string): string => redactKeysIn(text).slice(0, LONGEST_VALUE);

function outcomeOf(vault: ManagedVault, report: MergeReport, movedTo: string | null): MergeOutcome {
  return {
    ...report,
    differences: report.differences.map(({ name, field }) => ({ name: plain(name), field })),
    proposals: report.proposals.map(({ kind, name, here, there }) => {
      const said = (value: string | null): string | null =>
        value === null ? null : kind === 'admin-key' ? keyName(vault, value) : plain(value);
      return { kind, name: plain(name), here: said(here), there: said(there) };
    }),
    movedTo,
  };
}

function keyName(vault: ManagedVault, id: string): string {
  const key = vault.get(keysCollection, id);
  return key === undefined ? plain(id) : plain(`${key.alias ?? key.apiName} (${key.redacted})`);
}

async function shownDifferences(vault: ManagedVault): Promise<ShownDifference[]> {
  const shown: ShownDifference[] = [];
  const beside = secretsBeside(vault.heldSecretIds());
  for (const difference of vault.differences(MERGE_RULES)) {
    const { collection, id, field, name, proposal, values: kept } = difference;
    // In the order in which one is chosen: the one in use, then those beside it.
    const ids = field === null ? [id, ...(beside.get(id) ?? [])] : [];
    const values =
      field === null
        ? await maskedSecrets(vault, ids, kept.length)
        : kept.map((value) => valueText(vault, field, value));
    // Of what they are and not of how they are shown: two long texts may begin alike.
    const state = createHash('sha256')
      .update(JSON.stringify([collection, id, field, kept, ids, values]))
      .digest('hex');
    const connection = [connectionsCollection, providerConnectionsCollection].some(
      (one) => one.name === collection,
    );
    shown.push({
      collection,
      id,
      field,
      name: plain(name),
      proposal,
      values: [...values],
      state,
      connectionId: connection && proposal !== null ? id : null,
    });
  }
  return shown;
}

function valueText(vault: ManagedVault, field: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return field === 'adminKeyId' ? keyName(vault, value) : plain(value);
  if (Array.isArray(value)) return plain(value.map(itemText).join(', ')) || null;
  return plain(JSON.stringify(value));
}

function itemText(item: unknown): string {
  const text: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'text') : item;
  return typeof text === 'string' ? text : JSON.stringify(item);
}

/** SECURITY: the page sees of each secret what a list of keys shows of it, and nothing more. */
async function maskedSecrets(
  vault: ManagedVault,
  ids: readonly string[],
  count: number,
): Promise<readonly (string | null)[]> {
  if (ids.length !== count) throw notAsShown();
  const masked: (string | null)[] = [];
  for (const one of ids) {
    masked.push(vault.hasSecret(one) ? await vault.withSecret(one, maskOf) : null);
  }
  return masked;
}

function maskOf(secret: SecretBytes): string {
  const text = secret.revealText();
  const parsed = parseKey(text);
  if (parsed.ok) return parsed.key.redacted;
  // Too short to show any of it.
  return text.length < 24 ? '••••' : `••••${text.slice(-4)}`;
}

function noSuchCopy(): AppError {
  return new AppError({
    code: 'not-found',
    message: say('process.this-copy-does-not-lie-beside-the'),
    hint: say('process.nothing-was-changed-look-at-the-list'),
  });
}

function notAsShown(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('process.what-is-kept-there-has-changed-since'),
    hint: say('process.nothing-was-changed-look-at-both-values'),
  });
}
