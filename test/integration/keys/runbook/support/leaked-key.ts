/** A key of an account of the sandbox, and a scan that found it. */
import { createFindingsStore } from '../../../../../electron/keys/findings/index.ts';
import type { MatchableFinding } from '../../../../../electron/keys/findings/match.ts';
import { keysCollection } from '../../../../../electron/keys/registry/records.ts';
import { PLAIN_PLACE, report } from '../../../providers/augno/support/findings.ts';
import type { World } from '../../../providers/augno/support/world.ts';

export interface FoundKey {
  readonly root: string;
  readonly finding: MatchableFinding;
}

/** What of a scan's report a test is about. */
interface ScanFacts {
  readonly complete?: boolean;
  readonly files?: number;
  readonly commits?: number;
  readonly durationMs?: number;
  /** The folder that was scanned, where it is another one than the findings are in. */
  readonly root?: string;
  readonly places?: readonly string[];
}

/** @param world to be closed by whoever made it */
export async function keyToLeak(world: World, connectionName: string) {
  const { vault, service } = await world.open();
  const { now } = world.clock;
  const connection = await service.connect({
    url: world.sandbox.url,
    name: connectionName,
    adminKey: world.adminKey(),
  });
  const roles = await service.listRoles(connection.id);
  const { keyId } = await service.createKey({
    connectionId: connection.id,
    name: 'Robot',
    roleId: roles.find(({ name }) => name === 'Order integration')!.id,
    expiresAt: null,
  });
  const found = (
    id: string,
    place: { readonly root: string } & Pick<MatchableFinding, 'path'> & Partial<MatchableFinding>,
  ): FoundKey => {
    const { publicId, redacted, mode } = vault.get(keysCollection, id)!;
    const { root, ...where } = place;
    const finding: MatchableFinding = {
      fingerprint: `${id} ${String(place.path)}`,
      class: 'valid',
      mode,
      brand: 'augno',
      keyId: publicId,
      redacted,
      line: 1,
      column: 1,
      ...PLAIN_PLACE,
      ...where,
    };
    return { root, finding };
  };
  const findings = createFindingsStore({ vault, actor: 'app', now });
  const recordScan = (folder: string, all: readonly FoundKey[], facts: ScanFacts = {}) =>
    findings.recordScan({
      fingerprintKey: new Uint8Array(32),
      findings: all,
      report: report({
        roots: [facts.root ?? folder],
        ...(facts.places === undefined ? {} : { usualPlaces: { root: folder, places: [...facts.places] } }),
        complete: facts.complete ?? true,
        scanned: {
          files: facts.files ?? 3,
          bytes: 1,
          blobs: 0,
          commits: facts.commits ?? 1,
          durationMs: facts.durationMs ?? 0,
        },
      }),
    });
  return { vault, service, now, keyId, found, recordScan };
}
