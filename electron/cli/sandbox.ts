/** `augno-vault sandbox`: the Augno-compatible server as a program of its own. Needs no vault. */
import { BRAND_IDS, type BrandId } from '../../shared/brands.ts';
import { AppError } from '../../shared/errors.ts';
import type { AuxotServer } from '../sandbox/auxot/index.ts';
import type { SandboxOptions } from '../sandbox/index.ts';
import { printJsonLine } from './output.ts';
import { readArguments } from './arguments.ts';
import { EXIT, type Command } from './types.ts';
import { say, type Said } from '../../shared/messages/say.ts';

function usage(message: Said, field: string): AppError {
  return new AppError({
    code: 'invalid-input',
    message,
    hint: say('command.see-augno-vault-sandbox-help'),
    field,
  });
}

function wholeNumber(text: string | undefined, name: string, maximum: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > maximum) {
    throw usage(say('command.name-must-be-a-whole-number-from', { name, maximum }), name);
  }
  return value;
}

interface ReadOptions {
  readonly sandbox: SandboxOptions;
  /** Null: no Auxot-shaped server was asked for. */
  readonly auxotPort: number | null;
}

function readOptions(args: readonly string[]): ReadOptions {
  const hint = say('command.see-augno-vault-sandbox-help');
  const options = {
    port: { type: 'string' },
    data: { type: 'string' },
    seed: { type: 'string' },
    'seed-keys': { type: 'string' },
    'auxot-port': { type: 'string' },
    brand: { type: 'string' },
    'test-controls': { type: 'boolean' },
  } as const;
  const { values: parsed } = readArguments('sandbox', args, options, [], hint);
  const { seed, brand, data } = parsed;
  if (seed !== undefined && seed !== 'demo' && seed !== 'empty') {
    throw usage(say('command.seed-must-be-demo-or-empty'), 'seed');
  }
  if (brand !== undefined && !BRAND_IDS.some((id) => id === brand)) {
    throw usage(say('command.brand-must-be-one-of-brandids', { brandIds: BRAND_IDS.join(', ') }), 'brand');
  }
  if (data === '') throw usage(say('command.data-needs-a-folder'), 'data');
  const port = wholeNumber(parsed.port, 'port', 65_535);
  const seedKeys = wholeNumber(parsed['seed-keys'], 'seed-keys', 200_000);
  const auxotPort = wholeNumber(parsed['auxot-port'], 'auxot-port', 65_535);
  const sandbox: SandboxOptions = {
    ...(port === undefined ? {} : { port }),
    ...(data === undefined ? {} : { dataFolder: data }),
    ...(seed === undefined ? {} : { seed }),
    ...(seedKeys === undefined ? {} : { seedKeys }),
    ...(brand === undefined ? {} : { brand: brand as BrandId }),
    testControls: parsed['test-controls'] === true,
  };
  return { sandbox, auxotPort: auxotPort ?? (seed === 'demo' ? 0 : null) };
}

async function startAuxot(port: number, testControls: boolean): Promise<AuxotServer> {
  const { startAuxotServer } = await import('../sandbox/auxot/index.ts');
  return startAuxotServer({ port, testControls });
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

export const sandboxCommand: Command = {
  name: 'sandbox',
  async run(args, context) {
    const { sandbox: options, auxotPort } = readOptions(args);
    const { startSandbox } = await import('../sandbox/index.ts');
    const sandbox = await startSandbox(options);
    let auxot: AuxotServer | null = null;
    try {
      auxot = auxotPort === null ? null : await startAuxot(auxotPort, options.testControls === true);
      // SECURITY: the admin keys are printed on purpose: they open this server and nothing else. One line, so that a script
      // can read it while the server runs.
      const { url, accounts } = sandbox;
      const beside =
        auxot === null ? {} : { auxot: { url: auxot.url, userKey: auxot.userKey, teamKey: auxot.teamKey } };
      printJsonLine(context, { url, accounts, ...beside });
      // Nobody would ever know the address.
      if ((await context.outputWritten?.()) === false) return EXIT.done;
      await whenAborted(context.signal);
    } finally {
      await auxot?.close();
      await sandbox.close();
    }
    return EXIT.done;
  },
};
