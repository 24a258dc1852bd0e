/**
 * Where keys lie on a person's machine: shell histories, dotfiles, editors' and API clients' state, cloud and container
 * configuration, downloads. Relative to the home folder; what is not there is passed over.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLACE_CLASSES, type PlaceClass } from './place-classes.ts';
import { PLACES } from './place-table.ts';

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
  if (platform === 'win32') for (const place of inOneDrive(home)) all.add(place);
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

/** A company's is called after it. What OneDrive takes over keeps its name in the user's language. */
const ONE_DRIVE = /^OneDrive(?: - .+)?$/i;
const TAKEN_OVER =
  /^(?:Desktop|Downloads|Documents|Dokumente|Bureau|Téléchargements|Escritorio|Descargas|Documentos|Documenti|Scrivania)$/i;
const SHELLS = ['WindowsPowerShell', 'PowerShell'];

function inOneDrive(home: string): string[] {
  const folders = (at: string): string[] => {
    try {
      return readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
        entry.isFile() ? [] : [entry.name],
      );
    } catch {
      return [];
    }
  };
  return folders(home)
    .filter((name) => ONE_DRIVE.test(name))
    .flatMap((drive) =>
      folders(join(home, drive))
        .filter((name) => TAKEN_OVER.test(name))
        .flatMap((name) =>
          /^do[ck]u/i.test(name) ? SHELLS.map((shell) => `${drive}/${name}/${shell}`) : [`${drive}/${name}`],
        ),
    );
}
