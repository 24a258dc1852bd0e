/**
 * Where keys lie on a person's machine: shell histories, dotfiles, editors' and API clients' state, cloud and container
 * configuration, downloads. Relative to the home folder; what is not there is passed over.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLACE_CLASSES, PLACES, type PlaceClass } from './place-table.ts';

/** Relative to the home folder, `/` on every system. */
export function placesOf(kind: PlaceClass, platform: NodeJS.Platform): readonly string[] {
  const { everywhere, linux, darwin, windows } = PLACES[kind];
  const own = platform === 'darwin' ? darwin : platform === 'win32' ? windows : linux;
  return [...everywhere, ...own];
}

/**
 * All of them; none inside another one, so that nothing is read twice.
 * @param home where localised names of folders are looked up
 */
export function usualPlaces(platform: NodeJS.Platform, home: string): readonly string[] {
  const all = new Set(PLACE_CLASSES.flatMap((kind) => placesOf(kind, platform)));
  if (platform !== 'darwin' && platform !== 'win32') for (const place of namedFolders(home)) all.add(place);
  const isInside = (place: string): boolean => {
    const parts = place.split('/');
    return parts.some((_, count) => count > 0 && all.has(parts.slice(0, count).join('/')));
  };
  return [...all].filter((place) => !isInside(place));
}

/** `XDG_DOWNLOAD_DIR="$HOME/Téléchargements"`: what Linux desktops call these folders in the user's language. */
const NAMED_FOLDER = /^XDG_(?:DOWNLOAD|DESKTOP)_DIR="\$HOME\/([^"\n]+)"$/gm;

function namedFolders(home: string): string[] {
  try {
    const text = readFileSync(join(home, '.config', 'user-dirs.dirs'), 'utf8').slice(0, 65_536);
    return [...text.matchAll(NAMED_FOLDER)]
      .map(([, name = '']) => name.replace(/\/+$/, ''))
      .filter((name) => name !== '' && !name.split('/').includes('..'));
  } catch {
    return [];
  }
}
