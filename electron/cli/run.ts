/** `augno-vault run`: a program with secrets in its environment and none of them in its output. */
import { BRAND_IDS, BRANDS } from '../../shared/brands.ts';
import type { KeySummary } from '../../shared/domain.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import { fillReferences, holdsReference, referencesIn, referenceTo } from '../keys/files/index.ts';
import { isNotFound, withKeySource, type KeySource, type WantedKeys } from './key-source.ts';
import { assertNotTakenByNode } from './options-of-node.ts';
import { environmentWith } from './run/environment.ts';
import { readRunArguments, type Assignment, type RunArguments } from './run/arguments.ts';
import { RUN_EXIT, runChild } from './run/child.ts';
import { formsOf, type MaskForm } from '../keys/masking/forms.ts';
import { takeTypedAhead } from './terminal-input.ts';
import type { Command, CommandContext } from './types.ts';
import { assertUsable, warningOf } from './usable-key.ts';
import { say } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

/** No key's name is longer. */
const LONGEST_NAME = 1024;

interface Injection {
  readonly env: Record<string, string>;
  readonly forms: MaskForm[];
}

/** The names of keys that a variable needs. */
function namedIn(assignment: Assignment): readonly string[] {
  if ('key' in assignment) return [assignment.key];
  return referencesIn(assignment.text, '').map(({ key }) => key);
}

/** What could be a key's name as well; null where that is out of the question. */
function plainTextOf(assignment: Assignment): string | null {
  if ('key' in assignment || assignment.isSurelyText || holdsReference(assignment.text)) return null;
  const text = assignment.text.trim();
  return text === '' || text.length > LONGEST_NAME ? null : text;
}

/** @throws AppError `ambiguous` where a plain value may have been meant as a key's name */
function assertPlain(assignment: Assignment, find: (text: string) => KeySummary): void {
  const text = plainTextOf(assignment);
  if (text === null || 'key' in assignment) return;
  try {
    find(text);
  } catch (thrown) {
    if (isNotFound(thrown)) return;
    if (!(thrown instanceof AppError) || thrown.code !== 'ambiguous') throw thrown;
  }
  const { variable, where } = assignment;
  throw new AppError({
    code: 'ambiguous',
    message: say('command.where-text-is-also-how-a-key', { where, text: terminalLine(text) }),
    hint: say('command.nothing-was-started-for-the-key-write', {
      variable,
      text: referenceTo(text),
      text2: terminalLine(text),
    }),
  });
}

/** All keys are looked at before the first secret is opened: one refused key means that none was used. */
async function inject(
  source: KeySource,
  assignments: readonly Assignment[],
  context: CommandContext,
): Promise<{ injection: Injection; keys: readonly KeySummary[] }> {
  const find = (text: string): KeySummary => source.find(text);
  const chosen = new Map<string, KeySummary>();
  for (const assignment of assignments) {
    for (const name of namedIn(assignment)) chosen.set(name, find(name));
    assertPlain(assignment, find);
  }
  const keys = [...new Map([...chosen.values()].map((key) => [key.id, key])).values()];
  for (const key of keys) assertUsable(key, say('command.nothing-was-started'));
  for (const key of keys) {
    const warning = warningOf(key);
    if (warning !== null) context.note(warning);
  }
  const injection: Injection = { env: {}, forms: [] };
  const secrets = new Map<string, string>();
  for (const [id, secret] of await source.lend(keys)) {
    injection.forms.push(...formsOf(secret.bytes()));
    // SECURITY: an environment takes nothing but strings; this is the last moment before the program starts.
    secrets.set(id, secret.revealText());
    secret.wipe();
  }
  const secretOf = (name: string): string => certain(secrets.get(certain(chosen.get(name)).id));
  for (const assignment of assignments) {
    injection.env[assignment.variable] =
      'key' in assignment ? secretOf(assignment.key) : fillReferences(assignment.text, secretOf);
  }
  return { injection, keys };
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
      .filter((line) => line.trim() !== '' && certain(line.split(':')[0]).trim().toLowerCase() !== name);
    variables[environment.customHeaders] = [...others, `${headers.account}: ${accountId}`].join('\n');
  }
  return variables;
}

async function prepare(parsed: RunArguments, context: CommandContext): Promise<Injection> {
  const wanted: WantedKeys = {
    names: parsed.assignments.flatMap(namedIn),
    texts: parsed.assignments.flatMap((each) => plainTextOf(each) ?? []),
    place: null,
    secrets: true,
  };
  return withKeySource(context, wanted, async (source) => {
    const { injection, keys } = await inject(source, parsed.assignments, context);
    const brands = keys.map(({ provider }) => BRAND_IDS.find((id) => id === provider.called) ?? 'augno');
    Object.assign(injection.env, accountVariables(parsed.accountId, brands, process.env));
    return injection;
  });
}

export const runCommand: Command = {
  name: 'run',
  async run(args, context) {
    let injection: Injection | null = null;
    try {
      assertNotTakenByNode(process.argv.slice(2));
      const parsed = await readRunArguments(args, context.signal);
      injection = await prepare(parsed, context);
      const code = await runChild({
        command: parsed.command,
        args: parsed.commandArguments,
        env: environmentWith(process.env, injection.env),
        forms: injection.forms,
        masking: parsed.masking,
        typedAhead: takeTypedAhead(),
        stdout: process.stdout,
        stderr: process.stderr,
        warn: (message) => {
          context.warn(say('command.from-augno-vault', { message }));
        },
      });
      if (code === 0 && (await context.outputWritten?.()) === false) return RUN_EXIT.failed;
      return code;
    } catch (thrown) {
      // The usual exit codes could be the program's own, so every failure of ours is 125.
      const error = toAppError(thrown);
      const { message, hint } = error.said;
      context.warn(say('command.message-and-hint', { message, hint }));
      return RUN_EXIT.failed;
    } finally {
      for (const form of injection?.forms ?? []) form.wipe();
    }
  },
};
