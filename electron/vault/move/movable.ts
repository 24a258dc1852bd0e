/** Whether a vault can be moved from here to there, before anything is done. It does not ask whether the vault is open. */
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { say } from '../../../shared/messages/say.ts';
import { alreadyExists, invalid } from '../errors.ts';
import { foundBeside } from '../storage/beside.ts';
import { inspectDatabaseFile, vaultPaths } from '../storage/layout.ts';
import { BESIDE_VAULT } from './settle.ts';

const isThere = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined;

function isWithin(folder: string, file: string): boolean {
  const inside = path.relative(folder, file);
  return inside === '' || !(inside === '..' || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside));
}

/** Also while the vault is open. @throws AppError `invalid-input`, `vault-exists` */
export function assertTarget(from: string, to: string): void {
  const hint = say('vault.move-another-folder');
  if (isWithin(from, to) || isWithin(to, from))
    throw invalid(say('vault.move-into-itself', { folder: to }), hint, 'to');
  if (existsSync(vaultPaths(to).database)) throw alreadyExists(to);
  const taken = [to, ...BESIDE_VAULT.map((beside) => beside(to))].find(
    (folder) => isThere(folder) && !(folder === to && isEmptyFolder(folder)),
  );
  if (taken !== undefined) throw invalid(say('vault.move-is-taken', { folder: taken }), hint, 'to');
}

function isEmptyFolder(folder: string): boolean {
  return lstatSync(folder).isDirectory() && readdirSync(folder).length === 0;
}

/** @throws AppError `invalid-input`, `vault-missing` and what makes the folder unopenable */
function assertSource(from: string): void {
  const paths = vaultPaths(from);
  const link = lstatSync(paths.name, { throwIfNoEntry: false });
  if (link?.isSymbolicLink() === true)
    throw invalid(say('vault.move-is-a-link', { file: paths.name }), say('vault.move-link-hint'));
  inspectDatabaseFile(paths);
  // What a crash left there is judged with the vault's key.
  if (foundBeside(paths.database).length > 0)
    throw invalid(say('vault.move-something-beside'), say('vault.move-open-it-once'));
}

/** @throws AppError `invalid-input`, `vault-exists`, `vault-missing` and what makes the folder unopenable */
export function assertMovable(from: string, to: string): void {
  assertTarget(from, to);
  assertSource(from);
}
