/**
 * What travels in an export: what a person keeps about keys. Operations under way stay behind, since only one vault may
 * finish them; so does everything that belongs to this machine.
 */
import type { Collection } from '../../vault/types.ts';
import { findingsCollection } from '../findings/records.ts';
import { keptRepliesCollection } from '../kept/records.ts';
import { careCollection } from '../policies/care.ts';
import {
  connectionsCollection,
  deletedKeysCollection,
  keysCollection,
  rolesCollection,
  rotationsCollection,
} from '../registry/records.ts';

export const PORTABLE_COLLECTIONS: readonly Collection<unknown>[] = [
  connectionsCollection,
  keysCollection,
  careCollection,
  rolesCollection,
  rotationsCollection,
  deletedKeysCollection,
  keptRepliesCollection,
  findingsCollection,
] as readonly Collection<unknown>[];
