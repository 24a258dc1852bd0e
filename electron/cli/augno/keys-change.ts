/** The actions of `augno-vault keys` that change something, at Augno or here. */
import type { Connection, KeySummary } from '../../../shared/domain.ts';
import type { CreatedKey } from '../../../shared/ipc-contract.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { LONGEST_OVERLAP_MS } from '../../../shared/times.ts';
import { resolveKey } from '../../keys/resolve-key.ts';
import type { AccountService } from '../../keys/types.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { findRole } from './find-role.ts';
import { readArguments, usage } from '../arguments.ts';
import { askForName, pickConnection, withSession } from './session.ts';
import { agreedTime } from './agreed-time.ts';
import { endByHand, replaceByHand } from '../provider/keys.ts';
import { parseReason } from './reason.ts';
import { parseDuration, parseWhen } from '../when.ts';
import { say } from '../../../shared/messages/say.ts';

async function printCreated(
  service: AccountService,
  created: CreatedKey,
  reveal: boolean,
  context: CommandContext,
): Promise<void> {
  const isNew = created.replaces === null;
  const { name, keyId, redacted } = created;
  context.remember?.(say(isNew ? 'command.key-made' : 'command.key-rotated', { name, keyId }));
  const secret = reveal
    ? await service.useSecret(created.keyId, 'reveal', (held) => held.revealText())
    : null;
  if (context.globals.json) {
    context.printJson({
      id: created.keyId,
      name: created.name,
      redacted: created.redacted,
      stored: created.stored,
      replaces: created.replaces,
      ...(secret === null ? {} : { secret }),
    });
    return;
  }
  context.note(
    say(isNew ? 'command.created' : 'command.rotated', { name: terminalLine(name), keyId, redacted }),
  );
  context.print(secret ?? created.keyId);
}

async function create(args: readonly string[], context: CommandContext): Promise<number> {
  const { values } = readArguments('keys', args, {
    name: { type: 'string' },
    role: { type: 'string' },
    expires: { type: 'string' },
    reveal: { type: 'boolean' },
    'accept-clock': { type: 'boolean' },
  });
  const { name, role, expires } = values;
  if (name === undefined) throw usage(say('command.name-is-missing'), 'keys');
  if (role === undefined) throw usage(say('command.role-is-missing'), 'keys');
  // What can't be read is said before anything is opened or asked.
  if (expires !== undefined) parseWhen(expires, 'expires', new Date());
  return withSession(context, async ({ service }) => {
    const connection: Connection = pickConnection(service, context.globals.connection);
    const now =
      expires === undefined
        ? new Date()
        : await agreedTime(service, connection, values['accept-clock'] === true, context);
    const expiresAt = expires === undefined ? null : parseWhen(expires, 'expires', now).toISOString();
    const found = findRole(await service.listRoles(connection.id), role);
    const created = await service.createKey(
      { connectionId: connection.id, name, roleId: found.id, expiresAt },
      { clockAgreed: true },
    );
    await printCreated(service, created, values.reveal === true, context);
    return EXIT.done;
  });
}

/** What has to be typed for a key whose end can hurt; null where nothing has to. */
async function confirmationFor(
  key: KeySummary,
  given: string | undefined,
  what: 'rotated' | 'revoked',
  context: CommandContext,
): Promise<string | null> {
  if (given !== undefined) return given;
  if (key.mode !== 'prod') return null;
  return askForName(context, say(`command.name-production-${what}`, { name: terminalLine(key.name) }));
}

async function rotate(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, operands } = readArguments(
    'keys',
    args,
    {
      overlap: { type: 'string' },
      expires: { type: 'string' },
      reason: { type: 'string' },
      confirm: { type: 'string' },
      reveal: { type: 'boolean' },
      'rotate-by': { type: 'string' },
      'accept-clock': { type: 'boolean' },
    },
    ['KEY'],
  );
  const overlap = values.overlap === undefined ? 0 : parseDuration(values.overlap, 'overlap');
  if (overlap > LONGEST_OVERLAP_MS) throw usage(say('command.overlap-can-be-30d-at-most'), 'keys');
  const { expires } = values;
  if (expires !== undefined) parseWhen(expires, 'expires', new Date());
  const reason = parseReason(values.reason);
  return withSession(context, async (session) => {
    const { service } = session;
    const key = resolveKey(service, operands[0], context.globals.connection);
    if (key.provider.abilities.rotate === 'guided') return replaceByHand(session, key, values, context);
    const connection = service.listConnections().find(({ id }) => id === key.connectionId);
    const sendsTime =
      connection !== undefined && key.provider.abilities.expires && (overlap > 0 || expires !== undefined);
    const now = sendsTime
      ? await agreedTime(service, connection, values['accept-clock'] === true, context)
      : new Date();
    const created = await service.rotateKey(
      {
        keyId: key.id,
        overlapSeconds: Math.round(overlap / 1000),
        expiresAt: expires === undefined ? undefined : parseWhen(expires, 'expires', now).toISOString(),
        reason,
        confirmation: await confirmationFor(key, values.confirm, 'rotated', context),
      },
      { clockAgreed: sendsTime },
    );
    await printCreated(service, created, values.reveal === true, context);
    return EXIT.done;
  });
}

async function revoke(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, operands } = readArguments(
    'keys',
    args,
    { reason: { type: 'string' }, confirm: { type: 'string' }, 'without-test': { type: 'boolean' } },
    ['KEY'],
  );
  const reason = parseReason(values.reason);
  return withSession(context, async (session) => {
    const { service } = session;
    const key = resolveKey(service, operands[0], context.globals.connection);
    if (key.provider.abilities.revoke === 'guided') return endByHand(session, key, values, context);
    const revoked = await service.revokeKey({
      keyId: key.id,
      reason,
      confirmation: await confirmationFor(key, values.confirm, 'revoked', context),
    });
    if (context.globals.json) {
      const { id, name, status, revokedAt } = revoked;
      context.printJson({ id, name, status, revokedAt });
    } else
      context.print(say('command.revoked-name-id', { name: terminalLine(revoked.name), id: revoked.id }));
    return EXIT.done;
  });
}

async function remove(args: readonly string[], context: CommandContext): Promise<number> {
  const { operands } = readArguments('keys', args, {}, ['KEY']);
  return withSession(context, ({ service }) => {
    const key = resolveKey(service, operands[0], context.globals.connection);
    service.deleteKey(key.id);
    if (context.globals.json) context.printJson({ id: key.id, deleted: true });
    else
      context.print(
        key.provider.abilities.lists
          ? say('command.to-the-trash', {
              name: terminalLine(key.name),
              id: key.id,
              provider: key.provider.name,
            })
          : say('command.to-the-trash-service', { name: terminalLine(key.name), id: key.id }),
      );
    return EXIT.done;
  });
}

async function edit(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, operands } = readArguments(
    'keys',
    args,
    { alias: { type: 'string' }, notes: { type: 'string' }, tag: { type: 'string', multiple: true } },
    ['KEY'],
  );
  return withSession(context, ({ service }) => {
    const key = resolveKey(service, operands[0], context.globals.connection);
    const detail = service.editKey({
      keyId: key.id,
      ...(values.alias === undefined ? {} : { alias: values.alias === '' ? null : values.alias }),
      ...(values.notes === undefined ? {} : { notes: values.notes }),
      ...(values.tag === undefined ? {} : { tags: values.tag.filter(Boolean) }),
    });
    if (context.globals.json) {
      context.printJson({
        id: detail.id,
        name: detail.name,
        alias: detail.alias,
        notes: detail.notes,
        tags: detail.tags,
      });
    } else
      context.print(
        say('command.changed-in-this-vault', {
          name: terminalLine(detail.name),
          id: detail.id,
          provider: detail.provider.name,
        }),
      );
    return EXIT.done;
  });
}

/** A person's word, typed: the key is named, and shown as it is known. */
async function confirmSecret(args: readonly string[], context: CommandContext): Promise<number> {
  const { operands } = readArguments('keys', args, {}, ['KEY']);
  return withSession(context, ({ service }) => {
    const key = resolveKey(service, operands[0], context.globals.connection);
    const summary = service.confirmSecret(key.id);
    if (context.globals.json) context.printJson(summary);
    else
      context.print(
        say('command.confirmed-the-secret-of-name-redacted-is', {
          name: terminalLine(key.name),
          redacted: key.redacted,
        }),
      );
    return EXIT.done;
  });
}

async function addSecret(args: readonly string[], context: CommandContext): Promise<number> {
  const { operands } = readArguments('keys', args, {}, ['KEY']);
  return withSession(context, async ({ service }) => {
    const key = resolveKey(service, operands[0], context.globals.connection);
    const secret = await context.readSecret(
      say('command.secret-of-name-redacted', { name: terminalLine(key.name), redacted: key.redacted }),
    );
    try {
      const summary = service.addSecret(key.id, secret);
      if (context.globals.json) context.printJson({ id: summary.id, stored: summary.secretHeld });
      else
        context.print(
          say('command.stored-the-secret-of-name-id', { name: terminalLine(summary.name), id: summary.id }),
        );
      return EXIT.done;
    } finally {
      secret.wipe();
    }
  });
}

async function resolve(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, operands } = readArguments(
    'keys',
    args,
    { 'send-again': { type: 'boolean' }, 'give-up': { type: 'boolean' } },
    ['KEY'],
  );
  const again = values['send-again'] === true;
  if (again === (values['give-up'] === true))
    throw usage(say('command.say-either-send-again-or-give-up'), 'keys');
  return withSession(context, async ({ service }) => {
    const key = resolveKey(service, operands[0], context.globals.connection);
    const created = await service.resolveIntent(key.id, again ? 'send-again' : 'give-up');
    if (created !== null) await printCreated(service, created, false, context);
    else if (context.globals.json) context.printJson({ id: key.id, resolved: true });
    else context.print(say('command.settled-name', { name: terminalLine(key.name) }));
    return EXIT.done;
  });
}

export const changeActions = {
  create,
  rotate,
  revoke,
  delete: remove,
  edit,
  'add-secret': addSecret,
  confirm: confirmSecret,
  resolve,
};
