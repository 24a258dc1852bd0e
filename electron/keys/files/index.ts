/** Keys in files on this machine: reading and replacing them. Knows neither vault nor API. */
export {
  applyPlan,
  isVariableName,
  linesWithKey,
  planAssignment,
  planReplacement,
  wipePlan,
  type EditPlan,
} from './edit.ts';
export { isChangedAfter, isRefusal, notKnown, placeError, shownPath } from './errors.ts';
export {
  assertWritable,
  LARGEST_FILE,
  readPlace,
  resolvePlace,
  sha256Of,
  temporaryNameFor,
  type FileState,
} from './files.ts';
export { assertKeptOutOfGit, gitPlaceOf, isKeptOutOfGit } from './git-tracking.ts';
export { ignoreFileFor, ignoreInGit } from './ignore-line.ts';
export { readingIn, readingLine } from './reading-line.ts';
export { fileOfNote } from './noted-places.ts';
export {
  fillReferences,
  fillTemplate,
  holdsReference,
  referencesInFile,
  referencesIn,
  referenceTo,
  type Reference,
} from './references.ts';
export { parseEnvText } from './env-file.ts';
export { keyValueOf, type KeyValue } from './value.ts';
export { restoreFile, writeValues, writeWithoutValues, type FileWithValues } from './writer.ts';
