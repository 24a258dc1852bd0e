/** `augno-vault export FILE` and `augno-vault import FILE`: keys with their secrets from one vault to another. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { ExportProposal, LeftOut } from '../../../shared/export-proposal.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { importExport } from '../../providers/augno/index.ts';
import { PORTABLE_COLLECTIONS } from '../../inventory/collections.ts';
import { LEFT_BY_IMPORT, leftOutOf } from '../../inventory/left-out.ts';
import { servicesImport } from '../../providers/index.ts';
import { exportVault } from '../../vault/index.ts';
import { EXIT, type Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { askAboutAddresses, noteAsleep } from './addresses.ts';
import { withServices } from './session.ts';
import { kdfTaking, openVaultForCommand, PASSWORD_BYTES_HELP, PASSWORD_BYTES_OPTION } from '../vault/open.ts';
import { say } from '../../../shared/messages/say.ts';

const EXPORT_HELP = `augno-vault export FILE

Writes accounts, keys of Augno and of other services with their secrets, rotations, trash, findings, reviews and the like
to one encrypted file under a password of its own, for another vault; second secrets and replies that were kept apart too. What belongs to this vault or computer alone stays:
operations under way, other admins' identities, replaced files, drafts. A backup is a whole vault; an export is what is in one. An existing file is never overwritten.
Secrets, in this order: the master password, the export's password.

Examples
  augno-vault export keys.augnoexport`;

export const exportCommand: Command = {
  name: 'export',
  summary: 'write keys and their secrets to an encrypted file',
  help: EXPORT_HELP,
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

const IMPORT_HELP = `augno-vault import FILE [--dry-run] [--password-bytes]

Adds what an export holds and this vault does not, under new ids: each account, its address and each key are named, and
nothing that is here is changed or replaced; what the file has and an import leaves is named, with the reason. Accounts come asleep: nothing is sent to their addresses before you confirm
them, here on the terminal or with "augno-vault connections repair NAME". For .env and CSV files there is
"augno-vault keys import". Secrets, in this order: the master password, the export's password.

  --dry-run   say what would be added, and add nothing
${PASSWORD_BYTES_HELP}

Examples
  augno-vault import keys.augnoexport --dry-run`;

export const importCommand: Command = {
  name: 'import',
  summary: 'add the keys of an encrypted export',
  help: IMPORT_HELP,
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
          services: servicesImport,
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

const WHY: Readonly<Record<ExportProposal['refused'][number]['why'], string>> = {
  malformed: 'it is not as this program writes it',
  repeated: 'its id stands in the file before',
  'no-account': 'its account is not in the file',
  'not-its-secret': 'taken without the secret in the file, which is another key’s',
  'secret-held': 'taken without its secret, which is stored here with another key',
  'second-secret': 'it stands beside another secret, and is no key of that account or service',
  reserved: 'a file may not bring that',
};

const leftOutLine = ({ what, records, why }: LeftOut): string => `${what} (${String(records)}). ${why}`;

function linesOf(proposal: ExportProposal, dryRun: boolean): readonly string[] {
  const { accounts, services, keys, views, keptReplies, refused, leftOut, records, secrets, skipped } =
    proposal;
  return [
    ...accounts.map(({ name, address, mode, here, adminKey }) => {
      const account = `Account ${terminalLine(name)} (${mode}) at ${terminalLine(address)}`;
      if (here !== null) return `${account}: here already, as ${terminalLine(here)}; left as it is.`;
      return `${account}: asleep until you confirm the address${adminKey === null ? '' : `; works with ${terminalLine(adminKey)} of the file then`}.`;
    }),
    ...services.map(({ name, service, address, here }) => {
      const known = `${terminalLine(service)} ${terminalLine(name)}${address === null ? '' : ` at ${terminalLine(address)}`}`;
      if (here !== null) return `${known}: here already, as ${terminalLine(here)}; left as it is.`;
      return address === null ? `${known}.` : `${known}: asleep until you confirm the address.`;
    }),
    ...keys.map(
      ({ name, redacted, account, secret, trash, second }) =>
        `Key ${terminalLine(name)} ${terminalLine(redacted)} of ${terminalLine(account)}${second ? ', with a second secret that was kept for it' : secret ? ', with its secret' : ''}${trash ? ', into the trash' : ''}.`,
    ),
    ...views.map((name) => `View ${terminalLine(name)}.`),
    ...keptReplies.map(
      ({ name, account }) =>
        `Kept apart, what ${terminalLine(account)} sent for ${terminalLine(name)}: it stays kept apart.`,
    ),
    ...refused.map(
      ({ kind, name, why }) =>
        `Refused: ${terminalLine(kind)}${name === null ? '' : ` ${terminalLine(name)}`}: ${WHY[why]}.`,
    ),
    ...leftOut.map((one) => `Not brought: ${leftOutLine(one)}`),
    `${dryRun ? 'Would add' : 'Added'} ${String(records)} records and ${String(secrets)} secrets; ${String(skipped)} are here already. Nothing is replaced.`,
  ];
}
