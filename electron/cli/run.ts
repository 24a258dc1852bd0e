/** `augno-vault run`: a program with secrets in its environment and none of them in its output. */
import { BRANDS } from '../../shared/brands.ts';
import type { KeySummary } from '../../shared/domain.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { AccountService } from '../augno/types.ts';
import { readRunArguments, type Assignment, type RunArguments } from './run/arguments.ts';
import { RUN_EXIT, runChild } from './run/child.ts';
import { patternsOf, type MaskPattern } from './run/patterns.ts';
import type { Command, CommandContext } from './types.ts';

const HELP = `augno-vault run --env NAME=KEY … [--env-file FILE] [--account ID] -- COMMAND [ARG…]

Starts COMMAND with the secrets of keys in its environment. What it prints is passed on with those secrets masked, also
where they are base64-encoded or cut between two writes. Signals are forwarded. The vault is closed before COMMAND starts.

  --env NAME=KEY    put KEY's secret into the variable NAME; KEY is an id, a name or the last four characters
  --env-file FILE   the same from lines NAME=KEY; empty lines and # comments are allowed; --env wins
  --account ID      act in another account: adds its header to the variable that Augno's SDKs read for custom headers
                    (AUGNO_CUSTOM_HEADERS)

Exit codes: COMMAND's own; 128 + N where signal N ended it; 125 where nothing was started (wrong usage, the vault can't be
opened, a key is revoked, expired or not held here); 126 where COMMAND can't be run; 127 where it was not found.

Examples
  augno-vault run --env AUGNO_API_KEY="ERP Sync" -- node sync.js
  augno-vault run --env-file .env.keys -- docker compose up
  augno-vault run --env KEY=apke_01jm4r6700 --account ac_01gf7a82 -- ./import.sh`;

interface Injection {
  readonly env: Record<string, string>;
  readonly patterns: MaskPattern[];
}

type ResolveKey = (service: AccountService, text: string, connection?: string) => KeySummary;

/** @throws AppError `api-key-revoked`, `api-key-expired`, `not-found` (secret not held) */
function assertUsable(key: KeySummary): void {
  const hint = 'Nothing was started.';
  if (key.status === 'revoked') {
    throw new AppError({
      code: 'api-key-revoked',
      message: `The key “${key.name}” (${key.redacted}) is revoked.`,
      hint: `${hint} Name the key that replaced it; see augno-vault keys list.`,
    });
  }
  if (key.status === 'expired') {
    throw new AppError({
      code: 'api-key-expired',
      message: `The key “${key.name}” (${key.redacted}) has expired.`,
      hint: `${hint} Rotate it: augno-vault keys rotate ${key.id}.`,
    });
  }
  if (!key.secretHeld) {
    throw new AppError({
      code: 'not-found',
      message: `The secret of “${key.name}” (${key.redacted}) is not in this vault.`,
      hint: `${hint} Add the secret, or rotate the key to get a new one.`,
    });
  }
}

function describe(key: KeySummary): string | null {
  if (key.status === 'unresolved') return `The outcome of an operation on “${key.name}” is not known yet.`;
  if (key.status === 'revoking')
    return `“${key.name}” works until ${key.revokedAt ?? 'its revocation'} only.`;
  return null;
}

/** All keys are looked at before the first secret is opened: one refused key means that none was used. */
async function inject(
  service: AccountService,
  resolveKey: ResolveKey,
  assignments: readonly Assignment[],
  context: CommandContext,
): Promise<{ injection: Injection; keys: readonly KeySummary[] }> {
  const chosen = assignments.map(({ variable, key }) => ({
    variable,
    key: resolveKey(service, key, context.globals.connection),
  }));
  for (const { key } of chosen) assertUsable(key);
  const injection: Injection = { env: {}, patterns: [] };
  for (const { variable, key } of chosen) {
    const note = describe(key);
    if (note !== null) context.note(note);
    // The service writes the audit entry before it lends the secret.
    await service.useSecret(key.id, 'inject', (secret) => {
      injection.patterns.push(...patternsOf(secret.bytes()));
      // SECURITY: an environment takes nothing but strings; this is the last moment before the program starts.
      injection.env[variable] = secret.revealText();
    });
  }
  return { injection, keys: chosen.map(({ key }) => key) };
}

/** The account header, for the variable that the SDKs of the keys' brand read. */
export function accountVariables(
  accountId: string | null,
  brandIds: readonly (keyof typeof BRANDS)[],
  inherited: NodeJS.ProcessEnv,
): Record<string, string> {
  if (accountId === null) return {};
  const variables: Record<string, string> = {};
  for (const id of new Set(brandIds)) {
    const { environment, headers } = BRANDS[id];
    const name = headers.account.toLowerCase();
    const others = (inherited[environment.customHeaders] ?? '')
      .split('\n')
      .filter((line) => line.trim() !== '' && line.split(':')[0]!.trim().toLowerCase() !== name);
    variables[environment.customHeaders] = [...others, `${headers.account}: ${accountId}`].join('\n');
  }
  return variables;
}

async function prepare(parsed: RunArguments, context: CommandContext): Promise<Injection> {
  const [{ withSession }, { resolveKey }] = await Promise.all([
    import('./augno/session.ts'),
    import('../augno/index.ts'),
  ]);
  return withSession(context, async ({ service }) => {
    const { injection, keys } = await inject(service, resolveKey, parsed.assignments, context);
    const brands = new Map(service.listConnections().map(({ id, brand }) => [id, brand]));
    const used = keys.map((key) => brands.get(key.connectionId) ?? 'augno');
    Object.assign(injection.env, accountVariables(parsed.accountId, used, process.env));
    return injection;
  });
}

export const runCommand: Command = {
  name: 'run',
  summary: 'run a program with secrets in its environment',
  help: HELP,
  async run(args, context) {
    let injection: Injection | null = null;
    try {
      const parsed = readRunArguments(args);
      injection = await prepare(parsed, context);
      return await runChild({
        command: parsed.command,
        args: parsed.commandArguments,
        env: { ...process.env, ...injection.env },
        patterns: injection.patterns,
        stdout: process.stdout,
        stderr: process.stderr,
        warn: (line) => {
          context.warn(`augno-vault: ${line}`);
        },
      });
    } catch (thrown) {
      // The usual exit codes could be the program's own, so every failure of ours is 125.
      const error = toAppError(thrown);
      context.warn(`augno-vault: ${error.message}\n  ${error.hint}`);
      return RUN_EXIT.failed;
    } finally {
      for (const { bytes } of injection?.patterns ?? []) bytes.fill(0);
    }
  },
};
