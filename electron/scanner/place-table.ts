/** Which places `--usual-places` looks into: by class and system, relative to the home folder. */
import type { PlaceClass, Places } from './place-classes.ts';
import { PLACES_OF_CLOUDS } from './places-of-clouds.ts';
import { PLACES_OF_PROGRAMS } from './places-of-programs.ts';
import { PLACES_OF_SHELLS } from './places-of-shells.ts';

export const PLACES: Readonly<Record<PlaceClass, Places>> = {
  ...PLACES_OF_SHELLS,
  ...PLACES_OF_PROGRAMS,
  ...PLACES_OF_CLOUDS,
};
