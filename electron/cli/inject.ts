/** `augno-vault inject`: fills the references of a template into a file that is readable by its owner alone. */
import { randomBytes } from 'node:crypto';
import { lstatSync, statSync } from 'node:fs';
import path from 'node:path';
import type { KeySummary } from '../../shared/domain.ts';
import { AppError } from '../../shared/errors.ts';
import { readForeignFile } from '../files/foreign-file.ts';
import { assertNotOurs } from '../files/own-files.ts';
import {
  fillTemplate,
  keyValueOf,
  LARGEST_FILE,
  readPlace,
  referencesInFile,
  resolvePlace,
  shownPath,
  temporaryNameFor,
  writeValues,
  type FileState,
  type Reference,
} from '../keys/files/index.ts';
import type { SecretBytes } from '../vault/secret-bytes.ts';
import { withKeySource, type KeySource, type WantedKeys } from './key-source.ts';
import { readArguments, usage } from './arguments.ts';
import { EXIT, type Command, type CommandContext } from './types.ts';
import { assertUsable, warningOf } from './usable-key.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

interface InjectArguments {
  readonly input: string;
  /** Null: only checked. */
  readonly output: string | null;
}

const HINT = say('command.nothing-was-written-see-augno-vault-inject');

const wrong = (message: Said): AppError => usage(message, 'inject', HINT);

const OPTIONS = {
  input: { type: 'string', short: 'i' },
  output: { type: 'string', short: 'o' },
  check: { type: 'boolean' },
} as const;

function argumentsOf(args: readonly string[]): InjectArguments {
  const { values } = readArguments('inject', args, OPTIONS, [], HINT);
  const { input, output, check = false } = values;
  if (input === undefined || input === '') throw wrong(say('command.name-the-template-i-template'));
  if (check && output !== undefined) throw wrong(say('command.check-writes-nothing-leave-o-out'));
  if (check) return { input, output: null };
  if (output === undefined || output === '') throw wrong(say('command.name-the-file-to-write-o-file'));
  return { input, output: path.resolve(output) };
}

/** The output as it is; null where it is to be made. */
function outputState(output: string, input: string): FileState | null {
  if (lstatSync(output, { throwIfNoEntry: false }) === undefined) return null;
  const { state, bytes } = readPlace(output);
  bytes.fill(0);
  const template = statSync(input, { throwIfNoEntry: false });
  if (template !== undefined && template.ino === state.inode && template.dev === state.device) {
    throw wrong(say('command.the-file-to-write-is-the-template'));
  }
  return state;
}

interface Checked {
  readonly reference: Reference;
  readonly key: KeySummary | null;
  readonly problem: AppError | null;
}

function look(references: readonly Reference[], source: KeySource): readonly Checked[] {
  return references.map((reference): Checked => {
    let key: KeySummary | null = null;
    try {
      key = source.find(reference.key);
      assertUsable(key, say('command.nothing-was-written'));
      return { reference, key, problem: null };
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      return { reference, key, problem: thrown };
    }
  });
}

function reportCheck(checked: readonly Checked[], context: CommandContext): number {
  const bad = checked.filter(({ problem }) => problem !== null);
  if (context.globals.json) {
    context.printJson({
      references: checked.map(({ reference, key, problem }) => ({
        line: reference.line,
        key: reference.key,
        id: key?.id ?? null,
        problem: problem?.message ?? null,
      })),
      unknown: bad.length,
    });
  } else {
    for (const { reference, problem } of bad)
      context.print(
        say('command.line-line-message', { line: reference.line, message: certain(problem).said.message }),
      );
    context.note(
      say('command.length-of-length2-references-are-good', {
        length: checked.length - bad.length,
        length2: checked.length,
      }),
    );
  }
  return bad.length === 0 ? EXIT.done : EXIT.refused;
}

async function write(
  template: Buffer,
  output: string,
  before: FileState | null,
  checked: readonly Checked[],
  source: KeySource,
): Promise<void> {
  const keys = new Map(checked.map(({ reference, key }) => [reference.key, certain(key)]));
  const each = [...new Map([...keys.values()].map((key) => [key.id, key])).values()];
  let secrets: ReadonlyMap<string, SecretBytes> = new Map();
  let content: Buffer | null = null;
  try {
    secrets = await source.lend(each);
    content = fillTemplate(template, output, (name) => {
      const key = certain(keys.get(name));
      return keyValueOf(
        certain(secrets.get(key.id)).bytes(),
        key.provider.abilities.checksum ? 'checked' : 'free',
      );
    });
    source.enterPlace(each, shownPath(output));
    await writeValues({
      file: output,
      before,
      content,
      temporary: temporaryNameFor(resolvePlace(output), randomBytes(6).toString('hex')),
      mode: 0o600,
    });
  } finally {
    content?.fill(0);
    for (const secret of secrets.values()) secret.wipe();
  }
}

export const injectCommand: Command = {
  name: 'inject',
  async run(args, context) {
    const { input, output } = argumentsOf(args);
    const template = await readForeignFile(input, {
      maximumBytes: LARGEST_FILE,
      pipe: 'read',
      signal: context.signal,
    });
    const references = referencesInFile(template, output ?? input);
    if (output !== null) assertNotOurs(output, context.vaultFolder);
    const before = output === null ? null : outputState(output, input);
    const wanted: WantedKeys = {
      names: references.map(({ key }) => key),
      texts: [],
      place: output === null ? null : shownPath(output),
      secrets: output !== null,
    };
    return withKeySource(context, wanted, async (source) => {
      const checked = look(references, source);
      if (output === null) return reportCheck(checked, context);
      const wrong = checked.find(({ problem }) => problem !== null);
      if (wrong !== undefined) {
        const { code, said } = certain(wrong.problem);
        const { message, hint } = said;
        throw new AppError({
          code,
          message: say('command.line-line-message', { line: wrong.reference.line, message }),
          hint,
        });
      }
      for (const key of new Set(checked.map((each) => certain(each.key)))) {
        const warning = warningOf(key);
        if (warning !== null) context.note(warning);
      }
      await write(template, output, before, checked, source);
      context.remember?.(say('command.output-is-written', { output: shownPath(output) }));
      if (context.globals.json) context.printJson({ file: output, references: checked.length });
      else
        context.print(
          say('command.wrote-output-length-references-filled-in', {
            output: shownPath(output),
            length: checked.length,
          }),
        );
      return EXIT.done;
    });
  },
};
