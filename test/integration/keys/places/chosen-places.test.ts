/** Files that a key is put into lie under what a person chose; every other is confirmed before it is opened. */
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChosenPlaces, chosenPlacesCollection } from '../../../../electron/keys/places/chosen-places.ts';
import { PlaceDesk } from '../../../../electron/processes/desks/place-desk.ts';
import { PlaceKeeper } from '../../../../electron/keys/places/place-keeper.ts';
import { GrantBook, newGrantNumber } from '../../../../electron/wire/grants.ts';
import { AppError } from '../../../../shared/errors.ts';
import { World } from '../../providers/augno/support/world.ts';

let world: World;
afterEach(async () => {
  await world.close();
});

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : String(thrown);
  }
  return 'nothing thrown';
};

/** A key and the one in its place, and a home folder with a profile and a project in it. */
async function start() {
  world = await World.start();
  const { vault, service } = await world.open();
  const connection = await service.connect({
    url: world.sandbox.url,
    name: 'Test',
    adminKey: world.adminKey(),
  });
  const roles = await service.listRoles(connection.id);
  const roleId = roles.find((role) => role.name === 'Order integration')!.id;
  const { keyId: oldKeyId } = await service.createKey({
    connectionId: connection.id,
    name: 'ERP',
    roleId,
    expiresAt: null,
  });
  const oldSecret = await service.useSecret(oldKeyId, 'reveal', (held) => held.revealText());
  const home = path.join(world.folder, 'home');
  const project = path.join(home, 'project');
  mkdirSync(project, { recursive: true });
  const profile = path.join(home, '.profile');
  const file = path.join(project, '.env');
  for (const one of [profile, file]) writeFileSync(one, `export AUGNO_API_KEY=${oldSecret}\n`);
  service.editKey({ keyId: oldKeyId, places: [profile, file] });
  const { keyId: newKeyId } = await service.rotateKey({
    keyId: oldKeyId,
    overlapSeconds: 0,
    reason: { kind: 'policy', text: '' },
    confirmation: null,
  });
  const chosen = new ChosenPlaces(vault, world.clock.now, home);
  const grants = new GrantBook();
  const places = new PlaceKeeper(vault, world.clock.now);
  const ask = vi.fn((_question: { readonly file: string; readonly keyId: string }) => Promise.resolve(false));
  const desk = new PlaceDesk({ places, chosen, grants, ask });
  const listed = (wanted: string) => {
    const found = desk.candidates(oldKeyId, newKeyId).files.find(({ file: one }) => one === wanted)!;
    return { confirmed: found.confirmed, place: { kind: 'listed', placeId: found.placeId } as const };
  };
  return {
    vault,
    chosen,
    grants,
    places,
    ask,
    desk,
    listed,
    oldKeyId,
    newKeyId,
    home,
    project,
    profile,
    file,
  };
}

describe('a file that the vault knows of', () => {
  it('is asked about before it is opened, and stays as it is where the person says no', async () => {
    const { ask, desk, listed, oldKeyId, newKeyId, profile } = await start();
    const { confirmed, place } = listed(profile);
    expect(confirmed).toBe(false);
    expect(ask).not.toHaveBeenCalled();
    expect(await codeOf(desk.preview(oldKeyId, newKeyId, place))).toBe('cancelled');
    expect(ask).toHaveBeenCalledExactlyOnceWith({ file: profile, keyId: newKeyId });
    // A variable in it is a way in as well.
    expect(await codeOf(desk.previewVariable(newKeyId, place, 'X'))).toBe('cancelled');
    expect(readFileSync(profile, 'utf8')).toContain('export AUGNO_API_KEY=');
    // A page does not name it otherwise.
    expect(await codeOf(desk.preview(oldKeyId, newKeyId, { kind: 'listed', placeId: profile }))).toBe(
      'not-found',
    );
  });

  it('is not asked about again once it was confirmed, or a folder around it chosen', async () => {
    const { ask, desk, chosen, listed, oldKeyId, newKeyId, project, profile, file } = await start();
    ask.mockResolvedValueOnce(true);
    const { planId } = await desk.preview(oldKeyId, newKeyId, listed(profile).place);
    await desk.apply(planId);
    expect(listed(profile).confirmed).toBe(true);
    chosen.addFolder(project);
    expect(listed(file).confirmed).toBe(true);
    expect((await desk.preview(oldKeyId, newKeyId, listed(file).place)).changes).toHaveLength(1);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is confirmed one by one in the home folder, whole or above it', async () => {
    const { chosen, home, profile, file } = await start();
    chosen.addFolder(home);
    chosen.addFolder(path.dirname(home));
    chosen.addFolder('/');
    expect([chosen.holds(profile), chosen.holds(file)]).toEqual([false, false]);
  });

  it('is confirmed again on another computer, and where it was noted before computers were told apart', async () => {
    const { vault, chosen, home, project, file, profile } = await start();
    chosen.addFolder(project);
    chosen.addFile(profile);
    const elsewhere = new ChosenPlaces(vault, world.clock.now, home, 'another computer');
    const held = (places: ChosenPlaces): readonly boolean[] => [
      places.holds(file),
      places.holds(profile),
      places.hasFolder(project),
    ];
    expect(held(chosen)).toEqual([true, true, true]);
    expect(held(elsewhere)).toEqual([false, false, false]);
    elsewhere.addFolder(project);
    expect(held(elsewhere)).toEqual([true, false, true]);
    vault.transaction((transaction) => {
      for (const { id, value } of transaction.list(chosenPlacesCollection)) {
        const { computer: _computer, ...before } = value;
        transaction.put(chosenPlacesCollection, id, before);
      }
    });
    expect(held(chosen)).toEqual([false, false, false]);
  });

  it('is outside of a chosen folder that a link leads out of', async () => {
    const { chosen, home, project } = await start();
    chosen.addFolder(project);
    symlinkSync(home, path.join(project, 'conf'));
    expect(chosen.holds(path.join(project, 'conf', '.profile'))).toBe(false);
    expect(chosen.holds(path.join(project, '../..', '.profile'))).toBe(false);
    // Beside it, with a name that begins like it.
    mkdirSync(`${project}-2`);
    expect(chosen.holds(path.join(`${project}-2`, '.env'))).toBe(false);
  });

  it('is outside of a folder in whose place a link was laid since', async () => {
    const { chosen, home, project, file } = await start();
    chosen.addFolder(project);
    expect([chosen.holds(file), chosen.hasFolder(project)]).toEqual([true, true]);
    const other = path.join(home, '.config');
    mkdirSync(other);
    writeFileSync(path.join(other, '.env'), 'A=b\n');
    renameSync(project, `${project}-moved`);
    symlinkSync(other, project);
    expect([chosen.holds(file), chosen.hasFolder(project)]).toEqual([false, false]);
    expect(chosen.holds(path.join(other, '.env'))).toBe(false);
    // Chosen anew as it is now.
    chosen.addFolder(project);
    expect([chosen.holds(file), chosen.hasFolder(project)]).toEqual([true, true]);
  });

  it('is not what a link leads to that was laid in its place after the preview', async () => {
    const { chosen, desk, listed, oldKeyId, newKeyId, project, profile, file } = await start();
    chosen.addFolder(project);
    const before = readFileSync(profile, 'utf8');
    const { planId } = await desk.preview(oldKeyId, newKeyId, listed(file).place);
    rmSync(file);
    symlinkSync(profile, file);
    expect(await codeOf(desk.apply(planId))).not.toBe('nothing thrown');
    expect(readFileSync(profile, 'utf8')).toBe(before);
  });

  it('is chosen in a dialog once, for looking again too', async () => {
    const { ask, desk, grants, chosen, newKeyId, home } = await start();
    const made = path.join(home, 'new.env');
    const grant = newGrantNumber();
    grants.put({ grant, purpose: 'save-place', content: made });
    const seen = await desk.previewVariable(newKeyId, { kind: 'chosen', grant }, 'A');
    expect(await codeOf(desk.previewVariable(newKeyId, { kind: 'chosen', grant }, 'A'))).toBe('conflict');
    await desk.previewVariable(newKeyId, { kind: 'listed', placeId: seen.placeId }, 'B');
    expect(chosen.holds(made)).toBe(true);
    expect(ask).not.toHaveBeenCalled();
  });

  it('is asked about before it is put back, where it was replaced before files were confirmed', async () => {
    const { ask, desk, places, oldKeyId, newKeyId, profile } = await start();
    const before = readFileSync(profile, 'utf8');
    const made = await places.apply((await places.preview(oldKeyId, newKeyId, profile)).planId);
    const after = readFileSync(profile, 'utf8');
    expect(await codeOf(desk.undo(made.id))).toBe('cancelled');
    expect(readFileSync(profile, 'utf8')).toBe(after);
    ask.mockResolvedValueOnce(true);
    expect(await desk.undo(made.id)).toMatchObject({ state: 'undone' });
    expect(readFileSync(profile, 'utf8')).toBe(before);
  });
});
