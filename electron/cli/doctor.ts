/** `augno-vault doctor`: what of this system works. */
import { checksOf, examine, type CheckResult } from '../doctor/index.ts';
import { loadSqlite } from '../vault/storage/sqlite.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { readArguments } from './arguments.ts';
import { printTable } from './output.ts';
import { EXIT, type Command } from './types.ts';
import { thisPlatform } from '../platform/this-platform.ts';

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

const lineOf = ({ id, state, found, next }: CheckResult): readonly Said[] => [
  say(`doctor.part-${id}`),
  say(`doctor.state-${state}`),
  next === null ? found : say('doctor.found-next', { found, next }),
];

export const doctorCommand: Command = {
  name: 'doctor',
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
