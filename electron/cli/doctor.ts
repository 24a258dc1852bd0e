/** `augno-vault doctor`: what of this system works. */
import { checksOf, examine, type CheckId, type CheckResult } from '../doctor/index.ts';
import { loadSqlite } from '../vault/storage/sqlite.ts';
import { say } from '../../shared/messages/say.ts';
import { readArguments } from './arguments.ts';
import { printTable } from './output.ts';
import { EXIT, type Command } from './types.ts';
import { thisPlatform } from '../platform/this-platform.ts';

const HELP = `augno-vault doctor: what of this system works

Usage: augno-vault doctor [--json]

Asks each thing that the program stands on: runtime, database, key derivation, the vault's folder, Git, the loopback
address, the window's sandbox, keyring, notifications, tray, lock signals, clipboard. Nothing is changed, nothing is
sent, no vault is opened. Put its output into a report of a fault: it holds no name of a user, key or folder.

Exit code: 0 if a vault can be opened here, 2 if something that it needs is missing.

Examples:
  augno-vault doctor
  augno-vault doctor --json | jq '.checks[] | select(.state != "works")'
`;

const NAMES: Readonly<Record<CheckId, string>> = {
  runtime: 'runtime',
  database: 'database',
  derivation: 'key derivation',
  folder: "vault's folder",
  git: 'Git',
  loopback: 'loopback address',
  'renderer-sandbox': "window's sandbox",
  keyring: 'keyring',
  notifications: 'notifications',
  tray: 'tray',
  'lock-signals': 'lock signals',
  clipboard: 'clipboard',
};

function sqliteVersion(): string {
  const Sqlite = loadSqlite();
  const database = new Sqlite(':memory:');
  try {
    return String(database.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    database.close();
  }
}

async function argon2(password: string, salt: string): Promise<string> {
  const { default: library } = await import('argon2');
  const hash = await library.hash(password, {
    raw: true,
    type: library.argon2id,
    version: 0x13,
    hashLength: 32,
    salt: Buffer.from(salt),
    memoryCost: 8,
    timeCost: 1,
    parallelism: 1,
  });
  return hash.toString('hex');
}

const lineOf = ({ id, state, found, next }: CheckResult): readonly string[] => [
  NAMES[id],
  state,
  next === null ? found : `${found} ${next}`,
];

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'say what of this system works',
  help: HELP,
  async run(args, context) {
    readArguments('doctor', args, {});
    const results = await examine(
      checksOf({
        platform: thisPlatform,
        environment: process.env,
        vaultFolder: context.vaultFolder,
        sqliteVersion,
        argon2,
      }),
    );
    const missing = results.filter(({ essential, state }) => essential && state !== 'works');
    if (context.globals.json) {
      const { node } = process.versions;
      context.printJson({
        version: context.version,
        node,
        platform: thisPlatform,
        arch: process.arch,
        checks: results,
      });
    } else {
      printTable(context, [say('table.part'), say('table.state'), say('table.what')], results.map(lineOf));
    }
    return missing.length === 0 ? EXIT.done : EXIT.usage;
  },
};
