/** Files as the page names them: by what was listed to it, or by what a person chose. Between them and the place keeper. */
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import type {
  MoveOut,
  Place,
  PlaceCandidate,
  PlacePreview,
  Replacement,
} from '../../../shared/ipc/flow-channels.ts';
import { ignoreFileFor, resolvePlace } from '../../keys/files/index.ts';
import type { GrantBook } from '../../wire/grants.ts';
import type { ChosenPlaces } from '../../keys/places/chosen-places.ts';
import type { MadeReplacement, PlaceKeeper } from '../../keys/places/place-keeper.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

/** Asks a person, in a dialog of main's own, about one file. */
export type AskAboutPlace = (question: { readonly file: string; readonly keyId: string }) => Promise<boolean>;

export interface PlaceDeskOptions {
  readonly places: PlaceKeeper;
  readonly chosen: ChosenPlaces;
  readonly grants: GrantBook;
  readonly ask: AskAboutPlace;
}

export class PlaceDesk {
  readonly #options: PlaceDeskOptions;
  readonly #files = new Map<string, string>();
  readonly #ids = new Map<string, string>();

  constructor(options: PlaceDeskOptions) {
    this.#options = options;
  }

  candidates(oldKeyId: string, newKeyId: string): { files: PlaceCandidate[]; others: (Said | string)[] } {
    const { places, chosen } = this.#options;
    const { files, others } = places.candidates(oldKeyId, newKeyId);
    return {
      files: files.map(({ file, from }) => ({
        placeId: this.#idOf(file),
        file,
        from,
        confirmed: chosen.holds(file),
      })),
      others,
    };
  }

  preview(oldKeyId: string, newKeyId: string, place: Place): Promise<PlacePreview> {
    return this.#with(place, 'open-place', newKeyId, (file) =>
      this.#options.places.preview(oldKeyId, newKeyId, file),
    );
  }

  moveOut(oldKeyId: string, newKeyId: string, place: Place): Promise<MoveOut> {
    return this.#with(place, 'open-place', newKeyId, async (file) => {
      const planned = await this.#options.places.moveOut(oldKeyId, newKeyId, file);
      return { ...planned, envPlaceId: this.#idOf(planned.envFile) };
    });
  }

  /** SECURITY: the list of what Git ignores is a file like any other: confirmed before it is written. */
  async ignoreInGit(keyId: string, placeId: string): Promise<void> {
    const file = this.#listed(placeId);
    await this.#confirm(file, keyId);
    const list = await ignoreFileFor(file);
    if (list !== null) await this.#confirm(list, keyId);
    await this.#options.places.ignoreInGit(keyId, file);
  }

  previewVariable(keyId: string, place: Place, variable: string): Promise<PlacePreview> {
    return this.#with(place, 'save-place', keyId, (file) =>
      this.#options.places.previewVariable(keyId, file, variable),
    );
  }

  list(keyId: string): Replacement[] {
    return this.#options.places.list(keyId).map((made) => this.#shown(made));
  }

  async apply(planId: string): Promise<Replacement> {
    return this.#shown(await this.#options.places.apply(planId));
  }

  /** Also of what was replaced before files were confirmed: then asked about first. */
  async undo(replacementId: string): Promise<Replacement> {
    const { places } = this.#options;
    const { file, newKeyId } = places.made(replacementId);
    await this.#confirm(file, newKeyId);
    return this.#shown(await places.undo(replacementId));
  }

  async #with<Planned extends { readonly file: string }>(
    place: Place,
    purpose: 'open-place' | 'save-place',
    keyId: string,
    look: (file: string) => Promise<Planned>,
  ): Promise<Planned & { placeId: string }> {
    const { grants, chosen } = this.#options;
    if (place.kind === 'chosen') {
      return grants.use(place.grant, purpose, async (file) => {
        const planned = await look(file);
        chosen.addFile(planned.file);
        return { ...planned, placeId: this.#idOf(planned.file) };
      });
    }
    const file = this.#listed(place.placeId);
    await this.#confirm(file, keyId);
    return { ...(await look(file)), placeId: place.placeId };
  }

  #listed(placeId: string): string {
    const file = this.#files.get(placeId);
    if (file !== undefined) return file;
    throw new AppError({
      code: 'not-found',
      message: say('process.this-file-is-not-in-the-list'),
      hint: say('process.nothing-was-read-or-written-close-this'),
    });
  }

  /** SECURITY: before a file is so much as opened. @throws AppError `cancelled` */
  async #confirm(file: string, keyId: string): Promise<void> {
    const { chosen, ask } = this.#options;
    if (chosen.holds(file)) return;
    const resolved = resolvePlace(file);
    if (await ask({ file: resolved, keyId })) {
      chosen.addFile(resolved);
      return;
    }
    throw new AppError({
      code: 'cancelled',
      message: say('process.this-file-was-not-confirmed'),
      hint: say('process.it-was-neither-read-nor-written-look'),
    });
  }

  #shown(made: MadeReplacement): Replacement {
    return { ...made, placeId: this.#idOf(made.file) };
  }

  #idOf(file: string): string {
    const known = this.#ids.get(file);
    if (known !== undefined) return known;
    const id = randomUUID();
    this.#ids.set(file, id);
    this.#files.set(id, file);
    return id;
  }
}
