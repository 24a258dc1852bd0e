/** Keys of a service: stored, imported, edited, replaced, and gone when they are seen refused. */
import type { KeySummary, KeyTestResult } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { sendingForms } from '../../../shared/sending-forms.ts';
import { serviceName } from '../../keys/provider.ts';
import { readForeignFile } from '../../files/foreign-file.ts';
import { textOfFile } from '../../keys/transfer/file-text.ts';
import { parseReason } from '../augno/reason.ts';
import { printRows } from '../output.ts';
import { readArguments, usage } from '../arguments.ts';
import { askForName, withSession, type Session } from '../augno/session.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { resolveService, resolveServiceKey, when } from './shared.ts';
import { say } from '../../../shared/messages/say.ts';

const LARGEST_FILE = 500_000;

const OUTCOMES = {
  stored: say('table.import-done'),
  'would-store': say('table.import-would-be-stored'),
  'held-already': say('table.import-held-already'),
} as const;

/** 4 where nobody answered: the key is stored all the same. */
function exitOf(test: KeyTestResult | null): number {
  if (test === null) return EXIT.done;
  return { accepted: EXIT.done, refused: EXIT.refused, unreachable: EXIT.api }[test.outcome];
}

function report(
  context: CommandContext,
  key: KeySummary,
  test: KeyTestResult | null,
  replaces: string | null,
): number {
  if (context.globals.json) {
    const { id, name, redacted, status } = key;
    context.printJson({ id, name, redacted, status, stored: true, replaces, test });
  } else {
    context.note(
      say('command.name-redacted-is-in-the-vault', { name: terminalLine(key.name), redacted: key.redacted }),
    );
    if (test !== null) context.note(terminalLine(context.words(test.message)));
    context.print(key.id);
  }
  return exitOf(test);
}

async function addKey(args: readonly string[], context: CommandContext): Promise<number> {
  const options = {
    name: { type: 'string' },
    owner: { type: 'string' },
    expires: { type: 'string' },
    'rotate-by': { type: 'string' },
    'scan-prefix': { type: 'string' },
  } as const;
  const { values, operands } = readArguments('provider', args, options, ['SERVICE']);
  const { name } = values;
  if (name === undefined) throw usage(say('command.name-is-missing'), 'provider');
  const dates = {
    expiresAt: when(values.expires, 'expires'),
    rotateBy: when(values['rotate-by'], 'rotate-by'),
  };
  return withSession(context, async (session) => {
    const { connection } = resolveService(session, operands[0]);
    const secret = await context.readSecret(
      say('command.key-of-name', { name: terminalLine(connection.name) }),
    );
    try {
      const { key, test } = await session.providers.addKey({
        ...dates,
        connectionId: connection.id,
        name,
        owner: values.owner ?? null,
        scanPrefix: values['scan-prefix'] ?? null,
        secret,
      });
      return report(context, key, test, null);
    } finally {
      secret.wipe();
    }
  });
}

async function importFile(args: readonly string[], context: CommandContext): Promise<number> {
  const options = { 'dry-run': { type: 'boolean' } } as const;
  const { values, operands } = readArguments('provider', args, options, ['SERVICE', 'FILE']);
  const [name, file] = operands as [string, string];
  const bytes = await readForeignFile(file, {
    maximumBytes: LARGEST_FILE,
    pipe: 'read',
    signal: context.signal,
  });
  let text: string;
  try {
    text = textOfFile(bytes);
  } finally {
    bytes.fill(0);
  }
  return withSession(context, (session) => {
    const { connection, description } = resolveService(session, name);
    const keys = session.providers.importText({
      connectionId: connection.id,
      text,
      dryRun: values['dry-run'] === true,
    });
    if (context.globals.json) context.printJson({ dryRun: values['dry-run'] === true, keys });
    else if (keys.length === 0)
      context.note(
        say('command.no-key-of-providername-stands-in-that', {
          providerName: terminalLine(serviceName(description, connection.name)),
        }),
      );
    else {
      const rows = keys.map((key) => [key.redacted, key.kindLabel, key.name, OUTCOMES[key.outcome]]);
      printRows(context, rows);
    }
    return keys.length === 0 ? EXIT.refused : EXIT.done;
  });
}

async function edit(args: readonly string[], context: CommandContext): Promise<number> {
  const options = {
    name: { type: 'string' },
    owner: { type: 'string' },
    expires: { type: 'string' },
    'rotate-by': { type: 'string' },
  } as const;
  const { values, operands } = readArguments('provider', args, options, ['KEY']);
  return withSession(context, (session) => {
    const key = resolveServiceKey(session, operands[0], context);
    const edited = session.providers.editDates({
      keyId: key.id,
      name: values.name ?? key.apiName,
      owner: values.owner ?? key.care?.owner ?? null,
      expiresAt: values.expires === undefined ? key.expiresAt : when(values.expires, 'expires'),
      rotateBy:
        values['rotate-by'] === undefined
          ? (key.care?.rotateBy ?? null)
          : when(values['rotate-by'], 'rotate-by'),
    });
    if (context.globals.json) context.printJson(edited);
    return EXIT.done;
  });
}

async function headers(args: readonly string[], context: CommandContext): Promise<number> {
  const { operands } = readArguments('provider', args, {}, ['KEY']);
  return withSession(context, (session) => {
    const key = resolveServiceKey(session, operands[0], context);
    const { connection, description } = resolveService(session, key.connectionId);
    const forms = sendingForms(description, connection).map(({ id, label, lines }) => ({
      id,
      label,
      headers: lines,
    }));
    if (context.globals.json) context.printJson({ id: key.id, forms });
    else {
      for (const form of forms) {
        context.print(`${terminalLine(form.label)}:`);
        for (const line of form.headers) context.print(`  ${terminalLine(line)}`);
      }
    }
    return EXIT.done;
  });
}

async function rotate(args: readonly string[], context: CommandContext): Promise<number> {
  const options = {
    expires: { type: 'string' },
    'rotate-by': { type: 'string' },
    reason: { type: 'string' },
  } as const;
  const { values, operands } = readArguments('provider', args, options, ['KEY']);
  return withSession(context, (session) =>
    replaceByHand(session, resolveServiceKey(session, operands[0], context), values, context),
  );
}

/** The new key was made at the service: it is asked for, and stored beside the old one. */
export async function replaceByHand(
  session: Session,
  old: KeySummary,
  values: { readonly expires?: string; readonly 'rotate-by'?: string; readonly reason?: string },
  context: CommandContext,
): Promise<number> {
  const given = {
    expiresAt: when(values.expires, 'expires'),
    rotateBy: when(values['rotate-by'], 'rotate-by'),
    reason: parseReason(values.reason),
  };
  const secret = await context.readSecret(
    say('command.new-key-in-place-of-name', { name: terminalLine(old.name) }),
  );
  try {
    const { key, test } = await session.providers.rotateKey({ keyId: old.id, secret, ...given });
    context.note(say('command.the-old-key-works-until-you-delete-2', { id: old.id }));
    return report(context, key, test, old.id);
  } finally {
    secret.wipe();
  }
}

async function check(args: readonly string[], context: CommandContext): Promise<number> {
  const { operands } = readArguments('provider', args, {}, ['KEY']);
  return withSession(context, async (session) => {
    const key = resolveServiceKey(session, operands[0], context);
    const rotation = session.service
      .listRotations()
      .find(({ oldKeyId, newKeyId }) => oldKeyId === key.id || newKeyId === key.id);
    if (rotation === undefined) {
      throw new AppError({
        code: 'not-found',
        message: say('command.this-key-replaces-none-and-none-replaces'),
        hint: say('command.to-see-a-deleted-key-refused-augno'),
      });
    }
    const checked = await session.service.checkOldKey(rotation.id);
    if (context.globals.json) context.printJson(checked);
    else {
      context.print(
        checked.oldRefusedAt === null
          ? say('command.the-old-key-is-still-accepted-delete')
          : say('command.the-old-key-is-refused-since-oldrefusedat', { oldRefusedAt: checked.oldRefusedAt }),
      );
    }
    return checked.oldRefusedAt === null ? EXIT.refused : EXIT.done;
  });
}

async function revoke(args: readonly string[], context: CommandContext): Promise<number> {
  const options = {
    reason: { type: 'string' },
    'without-test': { type: 'boolean' },
    confirm: { type: 'string' },
  } as const;
  const { values, operands } = readArguments('provider', args, options, ['KEY']);
  return withSession(context, (session) =>
    endByHand(session, resolveServiceKey(session, operands[0], context), values, context),
  );
}

/** It was deleted at the service: it is gone here when it is seen refused, or on a person's word. */
export async function endByHand(
  session: Session,
  found: KeySummary,
  values: { readonly reason?: string; readonly 'without-test'?: boolean; readonly confirm?: string },
  context: CommandContext,
): Promise<number> {
  const withoutTest = values['without-test'] === true;
  const question = say('command.destroyed-on-your-word', { name: terminalLine(found.name) });
  const asked = withoutTest && found.mode === 'prod' && values.confirm === undefined;
  const { key, test } = await session.providers.checkRevoked({
    keyId: found.id,
    reason: parseReason(values.reason),
    confirmation: asked ? await askForName(context, question) : (values.confirm ?? null),
    withoutTest,
  });
  const gone = key.status === 'revoked';
  if (context.globals.json)
    context.printJson({ id: key.id, status: key.status, revokedAt: key.revokedAt, test });
  else {
    if (test !== null) context.note(terminalLine(context.words(test.message)));
    context.print(
      gone ? say('command.it-is-gone-its-secret-was-destroyed') : say('command.it-is-not-gone-delete-it-at'),
    );
  }
  return gone ? EXIT.done : test?.outcome === 'unreachable' ? EXIT.api : EXIT.refused;
}

export const keyActions = { 'add-key': addKey, import: importFile, edit, headers, rotate, check, revoke };
