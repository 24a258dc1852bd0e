/** The rotation drill: a practice key of a sandbox and a practice file, made for it and removed after it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { statusWorks } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Guide } from '../../../shared/ipc/guide-channels.ts';
import { DAY_MS } from '../../../shared/times.ts';
import type { GuideKeeper } from '../runbook/guide-keeper.ts';
import type { AccountService } from '../types.ts';
import type { ChosenPlaces } from '../places/chosen-places.ts';
import type { PlaceKeeper } from '../places/place-keeper.ts';
import { say } from '../../../shared/messages/say.ts';

const VARIABLE = 'AUGNO_API_KEY';
const FOLDER_PREFIX = 'augno-vault-drill-';

export interface DrillParts {
  readonly accounts: AccountService;
  readonly guides: GuideKeeper;
  readonly places: PlaceKeeper;
  readonly chosen: ChosenPlaces;
}

/** Goes on where it stopped: a key that was made is not made again. */
export async function prepareDrill(parts: DrillParts, guideId: string, now: Date): Promise<Guide> {
  const { accounts, guides, places, chosen } = parts;
  let guide = requireDrill(guides, guideId);
  guides.begin(guideId);
  if (guide.keyId === null) {
    const roles = await accounts.listRoles(guide.connectionId);
    // The narrowest there is: nobody should get used to admin keys in a drill.
    const role = roles
      .filter(({ type }) => type !== 'admin')
      .sort((left, right) => (left.permissions?.length ?? 999) - (right.permissions?.length ?? 999))[0];
    const chosen = role ?? roles[0];
    if (chosen === undefined) {
      throw new AppError({
        code: 'not-found',
        message: say('keys.this-account-has-no-role-that-a'),
        hint: say('keys.nothing-was-made-make-a-role-first'),
      });
    }
    const created = await accounts.createKey({
      connectionId: guide.connectionId,
      name: `Rotation drill ${now.toISOString().slice(0, 10)}`,
      roleId: chosen.id,
      expiresAt: new Date(now.getTime() + DAY_MS).toISOString(),
    });
    guide = guides.link(guideId, { keyId: created.keyId });
  }
  if (guide.practiceFile === null && guide.keyId !== null) {
    const file = path.join(mkdtempSync(path.join(tmpdir(), FOLDER_PREFIX)), '.env');
    // Noted before it exists, so that cleaning up finds it whatever happens in between.
    guides.link(guideId, { practiceFile: file });
    const preview = await places.previewVariable(guide.keyId, file, VARIABLE);
    await places.apply(preview.planId);
    // Made here, so there is nothing to ask about it.
    chosen.addFile(preview.file);
    accounts.editKey({ keyId: guide.keyId, places: [file] });
  }
  return guides.step(guideId, 'make', true);
}

export async function cleanUpDrill(parts: DrillParts, guideId: string): Promise<Guide> {
  const { accounts, guides } = parts;
  const guide = requireDrill(guides, guideId);
  const keyIds = [guide.newKeyId, guide.keyId].filter((id) => id !== null);
  for (const keyId of keyIds) {
    const key = accounts.listKeys().find(({ id }) => id === keyId);
    if (key === undefined) continue;
    if (statusWorks(key.status)) {
      await accounts.revokeKey({
        keyId,
        reason: { kind: 'other', text: 'Rotation drill' },
        confirmation: key.name,
      });
    }
    accounts.deleteKey(keyId);
  }
  if (guide.practiceFile !== null) removePracticeFolder(guide.practiceFile);
  guides.step(guideId, 'clean-up', true);
  return guides.end(guideId, 'finished', '');
}

/** SECURITY: removes nothing but a folder of ours in the system's folder for temporary files. */
function removePracticeFolder(file: string): void {
  const folder = path.dirname(file);
  if (path.dirname(folder) !== path.resolve(tmpdir())) return;
  if (!path.basename(folder).startsWith(FOLDER_PREFIX)) return;
  rmSync(folder, { recursive: true, force: true });
}

function requireDrill(guides: GuideKeeper, guideId: string): Guide {
  const guide = guides.get(guideId);
  if (guide.kind === 'drill') return guide;
  throw new AppError({
    code: 'conflict',
    message: say('keys.this-is-no-drill'),
    hint: say('command.nothing-was-changed'),
  });
}
