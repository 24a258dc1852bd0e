/** `augno-vault keys import FILE`: stores the secrets of listed keys that stand in a file. Sends nothing. */
import { readFile, stat } from 'node:fs/promises';
import { BRANDS, BRAND_IDS } from '../../../shared/brands.ts';
import { AppError } from '../../../shared/errors.ts';
import { parseKey, type KeyParts } from '../../../shared/key-format.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { table, terminalText } from './output.ts';
import { readArguments, withSession } from './session.ts';

const LARGEST_FILE = 16 * 1024 * 1024;

interface Found {
  readonly secret: SecretBytes;
  readonly parts: KeyParts;
}

type Outcome = 'stored' | 'would-store' | 'held-already' | 'not-listed' | 'ambiguous';

const EXPLAINED: Readonly<Record<Outcome, string>> = {
  stored: 'stored',
  'would-store': 'would be stored',
  'held-already': 'held already',
  'not-listed': 'no connected account lists it',
  ambiguous: 'several listed keys end like it: add it by hand with keys add-secret',
};

async function readKeys(file: string): Promise<readonly Found[]> {
  let bytes: Buffer;
  try {
    if ((await stat(file)).size > LARGEST_FILE) {
      throw new AppError({
        code: 'invalid-input',
        message: 'The file is too large: 16 MiB at most.',
        hint: 'Take out the part that holds the keys. Nothing was imported.',
      });
    }
    bytes = await readFile(file);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError({
      code: 'invalid-input',
      message: `The file ${terminalText(file)} can't be read.`,
      hint: 'Check that it exists and that you may read it. Nothing was imported.',
      cause: thrown,
    });
  }
  const prefixes = BRAND_IDS.map((id) => BRANDS[id].keyPrefix).join('|');
  const pattern = new RegExp(
    `(?:${prefixes})(?:test|prod)_[A-Za-z0-9]{22}_[A-Za-z0-9]{50}(?![A-Za-z0-9])`,
    'g',
  );
  const found = new Map<string, Found>();
  try {
    for (const [text] of bytes.toString('utf8').matchAll(pattern)) {
      const parsed = parseKey(text);
      if (parsed.ok && !found.has(parsed.key.keyId)) {
        found.set(parsed.key.keyId, { secret: SecretBytes.fromText(text), parts: parsed.key });
      }
    }
  } finally {
    bytes.fill(0);
  }
  if (found.size > 0) return [...found.values()];
  throw new AppError({
    code: 'invalid-input',
    message: `No whole API key stands in ${terminalText(file)}.`,
    hint: 'A key counts when all its characters are there and its checksum is right. Nothing was imported.',
  });
}

export async function importKeys(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, { 'dry-run': { type: 'boolean' } }, 'keys', {
    least: 1,
    most: 1,
  });
  const dryRun = values['dry-run'] === true;
  const found = await readKeys(positionals[0]!);
  try {
    return await withSession(context, ({ service }) => {
      const listed = service.listKeys();
      const results = found.map(({ secret, parts }) => {
        const fitting = listed.filter((key) => key.redacted === parts.redacted);
        const key = fitting.length === 1 ? fitting[0]! : null;
        const outcome = outcomeOf(fitting, dryRun);
        if (outcome === 'stored') service.addSecret(key!.id, secret);
        return { id: key?.id ?? null, name: key?.name ?? null, redacted: parts.redacted, outcome };
      });
      if (context.globals.json) context.printJson({ dryRun, keys: results });
      else {
        const rows = results.map(({ id, name, redacted, outcome }) => [
          redacted,
          id ?? '-',
          terminalText(name ?? '-'),
          EXPLAINED[outcome],
        ]);
        for (const line of table(rows)) context.print(line);
      }
      const stored = results.some(({ outcome }) => outcome !== 'not-listed' && outcome !== 'ambiguous');
      return stored ? EXIT.done : EXIT.refused;
    });
  } finally {
    for (const { secret } of found) secret.wipe();
  }
}

function outcomeOf(fitting: readonly KeySummary[], dryRun: boolean): Outcome {
  if (fitting.length === 0) return 'not-listed';
  if (fitting.length > 1) return 'ambiguous';
  if (fitting[0]!.secretHeld) return 'held-already';
  return dryRun ? 'would-store' : 'stored';
}
