/** The vault is open, its files are exchanged, and it is asked to store a secret. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import type { Exchange } from './exchanges.ts';
import { contentsOf, NOTES } from './contents.ts';
import type { World } from './world.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

const LATE = 'stored after the exchange';

const digestOf = (file: string): string | null =>
  existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : null;

/** @returns what is wrong, a sentence each; empty where nothing is */
export async function tryExchange(world: World, exchange: Exchange): Promise<readonly string[]> {
  const problems: string[] = [];
  const { vault } = await world.open();
  vault.transaction((entry) => {
    entry.put(NOTES, 'early', 'stored before the exchange');
  });
  await exchange.act(world);
  const file = path.join(world.vault, 'vault.db');
  const arrived = digestOf(file);
  let stored = false;
  try {
    vault.transaction((entry) => {
      entry.put(NOTES, 'late', LATE);
      entry.putSecret('late', SecretBytes.fromText(LATE));
    });
    stored = true;
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code === 'internal')
      problems.push(`It was refused by no sentence of ours: ${String(thrown)}`);
  }
  try {
    vault.close();
  } catch (thrown) {
    problems.push(`Closing throws: ${String(thrown)}`);
  }
  exchange.undo?.(world);
  if (exchange.gone === true) {
    if (stored) problems.push('A secret was acknowledged that went to no file of this vault.');
    return problems;
  }
  if (!stored && digestOf(file) !== arrived)
    problems.push('It was refused, and the file that came was changed.');
  try {
    const opened = await world.open();
    if (stored && !opened.vault.hasSecret('late')) problems.push('Acknowledged, and not in the file.');
    for (const problem of opened.vault.verify().problems) problems.push(`verify: ${inEnglish(problem)}`);
    const { secrets } = await contentsOf(opened.vault);
    if (secrets.size === 0) problems.push('The file that came has lost its secrets.');
    opened.vault.close();
  } catch (thrown) {
    problems.push(`The file that came does not open: ${String(thrown)}`);
  }
  return problems;
}
