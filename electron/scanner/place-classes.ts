/** The classes of places that `--usual-places` looks into; paths are relative to the home folder. */
export const PLACE_CLASSES = [
  'histories',
  'dotfiles',
  'editors',
  'api-clients',
  'clouds',
  'containers',
  'downloads',
] as const;
export type PlaceClass = (typeof PLACE_CLASSES)[number];

export interface Places {
  readonly everywhere: readonly string[];
  readonly linux: readonly string[];
  readonly darwin: readonly string[];
  readonly windows: readonly string[];
}
