/**
 * A baseline: the findings of an earlier scan, by key and place, that are not to be reported again. A place is a file on
 * disk: the same relative path in another folder is another place.
 *
 * A baseline is often kept in the repository that it is about and used where that was checked out elsewhere. So it names
 * each root from the folder in which it lies itself; a report that is used as one has absolute roots only, which count
 * where they are, or, where they are not of this computer, for one folder of the same name.
 */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { ScanFinding } from '../../../shared/findings.ts';
import { folderOfRoot, type Root } from '../roots.ts';
import { readNamedTextFile, unparsable } from './text-file.ts';
import { say } from '../../../shared/messages/say.ts';

const WHAT = 'baseline';

const baselineSchema = z.object({
  schema: z.enum(['augno-vault/baseline@1', 'augno-vault/scan@1']),
  findings: z.array(
    z.object({
      fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
      /** From the baseline's own folder; absolute in a report; left out by older versions. */
      root: z.string().optional(),
      path: z.string().nullable(),
      container: z.array(z.string()).default([]),
    }),
  ),
});

type Entry = z.infer<typeof baselineSchema>['findings'][number];

function keyOf(folder: string | null, { fingerprint, path, container }: Omit<Entry, 'root'>): string {
  const place = folder === null ? (path ?? '') : path === null ? folder : join(folder, ...path.split('/'));
  return [folder === null ? '' : 'in', fingerprint, place, ...container].join('\0');
}

/** A baseline of before may name an `mrp_` key by its former fingerprint. */
type Spelled = ScanFinding & { readonly formerFingerprint?: string };

/**
 * A baseline, or an earlier report in JSON.
 * @returns whether a finding, whose path is relative to `folder`, is in it
 * @throws AppError `scan-file-unparsable`, `cancelled`
 */
export async function readBaseline(
  path: string,
  roots: readonly Pick<Root, 'path' | 'folder'>[] = [],
  signal?: AbortSignal,
): Promise<(finding: Spelled, folder?: string) => boolean> {
  let value: unknown;
  try {
    value = JSON.parse(await readNamedTextFile(path, WHAT, signal));
  } catch (error) {
    if (error instanceof SyntaxError) throw unparsable(path, WHAT, say('scan.it-is-not-json'));
    throw error;
  }
  const parsed = baselineSchema.safeParse(value);
  if (!parsed.success) throw unparsable(path, WHAT, say('scan.it-is-neither-baseline-nor-report'));
  const own = dirname(resolve(path));
  const { findings } = parsed.data;
  const named = new Map<string, string | null>();
  for (const { root } of findings) {
    if (root !== undefined && !named.has(root)) named.set(root, placed(resolve(own, root), roots));
  }
  const known = new Set(
    findings.map((entry) => keyOf(entry.root === undefined ? null : (named.get(entry.root) ?? null), entry)),
  );
  const hasPlaces = findings.some(({ root }) => root !== undefined);
  return (finding, folder = '') => {
    const { formerFingerprint } = finding;
    const names = [
      finding,
      ...(formerFingerprint === undefined ? [] : [{ ...finding, fingerprint: formerFingerprint }]),
    ];
    return names.some(
      (name) => known.has(keyOf(realFolder(folder), name)) || (!hasPlaces && known.has(keyOf(null, name))),
    );
  };
}

/** The folder that is meant by a root of the baseline. */
function placed(root: string, roots: readonly Pick<Root, 'path' | 'folder'>[]): string {
  if (existsSync(root)) return realFolder(folderOfRoot(root));
  const [only, ...others] = roots;
  const isElsewhere = only !== undefined && others.length === 0 && basename(only.path) === basename(root);
  return realFolder(isElsewhere ? only.folder : folderOfRoot(root));
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
