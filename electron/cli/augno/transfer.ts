/** `augno-vault export FILE` and `augno-vault import FILE`: keys with their secrets from one vault to another. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { syncedBy } from '../../platform/synced-folder.ts';
import { assertOutsideVaults } from '../../files/own-files.ts';
import type { ExportProposal, LeftOut } from '../../../shared/export-proposal.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { importExport } from '../../keys/transfer/import-export.ts';
import { PORTABLE_COLLECTIONS } from '../../inventory/collections.ts';
import { LEFT_BY_IMPORT, leftOutOf } from '../../inventory/left-out.ts';
import { importParts } from '../../providers/index.ts';
import { exportVault } from '../../vault/index.ts';
import { EXIT, type Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { askAboutAddresses, noteAsleep } from './addresses.ts';
import { withServices } from './session.ts';
import { kdfTaking, openVaultForCommand, PASSWORD_BYTES_OPTION } from '../vault/open.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export const exportCommand: Command = {
  name: 'export',
  async run(args, context) {
    const { operands } = readArguments('export', args, {}, ['FILE']);
    const file = path.resolve(operands[0]);
    // Said before any password is asked for; writing checks again.
    if (existsSync(file)) {
      throw new AppError({
        code: 'conflict',
        message: say('command.the-file-file-exists-already', { file: path.basename(file) }),
        hint: say('command.it-was-not-touched-give-the-export'),
      });
    }
    assertOutsideVaults(file, context.vaultFolder);
    const service = syncedBy(file);
    if (service !== null) context.warn(say('command.copied-by-service', { service }));
    const vault = await openVaultForCommand(context);
    try {
      const password = await context.readSecret(say('command.export-password'), { confirm: true });
      try {
        const { records, secrets } = await exportVault(vault, {
          file,
          password,
          collections: PORTABLE_COLLECTIONS,
        });
        const leftOut = leftOutOf(vault);
        if (context.globals.json) context.printJson({ file, records, secrets, leftOut });
        else {
          context.print(
            say('command.wrote-file-records-records-secrets-secrets', { file, records, secrets }),
          );
          for (const one of leftOut) context.print(say('command.not-in-it-one', { one: leftOutLine(one) }));
        }
      } finally {
        password.wipe();
      }
    } finally {
      vault.close();
    }
    return EXIT.done;
  },
};

export const importCommand: Command = {
  name: 'import',
  async run(args, context) {
    const { values, operands } = readArguments(
      'import',
      args,
      { 'dry-run': { type: 'boolean' }, ...PASSWORD_BYTES_OPTION },
      ['FILE'],
    );
    const file = path.resolve(operands[0]);
    const dryRun = values['dry-run'] === true;
    const vault = await openVaultForCommand(context);
    try {
      const password = await context.readSecret(say('command.export-password'));
      try {
        const options = {
          file,
          password,
          dryRun,
          parts: importParts,
          notBrought: LEFT_BY_IMPORT,
          ...kdfTaking(values['password-bytes']),
        };
        const proposal = await importExport(vault, { ...options, pipe: 'read', signal: context.signal });
        const added = [...proposal.accounts, ...proposal.services].flatMap(
          ({ connectionId }) => connectionId ?? [],
        );
        const asleep = dryRun
          ? []
          : await withServices(context, vault, ({ service }) => askAboutAddresses(context, service, added));
        if (context.globals.json) context.printJson({ file, dryRun, ...proposal });
        else for (const line of linesOf(proposal, dryRun)) context.print(line);
        noteAsleep(context, asleep);
      } finally {
        password.wipe();
      }
    } finally {
      vault.close();
    }
    return EXIT.done;
  },
};

const leftOutLine = ({ what, records, why }: LeftOut): Said =>
  say('command.left-out', { what, records, why });

function linesOf(proposal: ExportProposal, dryRun: boolean): readonly Said[] {
  const { accounts, services, keys, views, keptReplies, refused, leftOut, records, secrets, skipped } =
    proposal;
  return [
    ...accounts.map(({ name, address, mode, here, adminKey }) => {
      const account = {
        name: terminalLine(name),
        mode: say(`value.mode-${mode}`),
        address: terminalLine(address),
      };
      if (here !== null) return say('command.account-is-here', { ...account, here: terminalLine(here) });
      return adminKey === null
        ? say('command.account-asleep', account)
        : say('command.account-asleep-with-key', { ...account, adminKey: terminalLine(adminKey) });
    }),
    ...services.map(({ name, service, address, here }) => {
      // A service of its own is called by its name alone.
      const called = [...(service === name ? [] : [service]), name].map(terminalLine).join(' ');
      const known =
        address === null
          ? say('file.as-it-is', { text: called })
          : say('command.service-named-at', { service: called, address: terminalLine(address) });
      if (here !== null) return say('command.service-is-here', { known, here: terminalLine(here) });
      return say(address === null ? 'command.service-comes' : 'command.service-asleep', { known });
    }),
    ...keys.map(({ name, redacted, account, secret, trash, second }) =>
      say(trash ? 'command.key-comes-into-trash' : 'command.key-comes', {
        name: terminalLine(name),
        redacted: terminalLine(redacted),
        account: terminalLine(account),
        secret: say(
          second
            ? 'command.with-a-second-secret'
            : secret
              ? 'command.with-its-secret'
              : 'command.without-secret',
        ),
      }),
    ),
    ...views.map((name) => say('command.view-comes', { name: terminalLine(name) })),
    ...keptReplies.map(({ name, account }) =>
      say('command.kept-reply-comes', { account: terminalLine(account), name: terminalLine(name) }),
    ),
    ...refused.map(({ kind, name, why }) =>
      say('command.refused-of-file', {
        what: terminalLine(name === null ? kind : `${kind} ${name}`),
        why: say(`command.refused-${why}`),
      }),
    ),
    ...leftOut.map((one) => say('command.not-brought', { one: leftOutLine(one) })),
    say(dryRun ? 'command.import-would-add' : 'command.import-added', { records, secrets, skipped }),
  ];
}
