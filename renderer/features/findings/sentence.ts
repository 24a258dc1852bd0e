/** How findings are grouped and told. */
import type { Finding } from '../../../shared/findings.ts';
import { standsForKey } from '../../../shared/leaks.ts';

export interface FindingGroup {
  /** Findings of one key stand together: registry id, else the public part, else the redacted form; or those of one root. */
  readonly id: string;
  /** The folder or repository, where that is what brings them together. */
  readonly root: string | null;
  readonly keyId: string | null;
  readonly name: string | null;
  readonly redacted: string;
  readonly findings: readonly Finding[];
}

/** Of the card of a group in the document. */
export function groupElementId({ id }: Pick<FindingGroup, 'id'>): string {
  return `findings-of-${id}`;
}

function groupId(finding: Finding): string {
  return finding.keyId ?? finding.finding.keyId ?? finding.finding.redacted;
}

function works(finding: Finding): boolean {
  const status = finding.keyStatus;
  return status === 'active' || status === 'expiring' || status === 'revoking' || status === 'unresolved';
}

/** Lower is worse: production before test, working before unknown before dead, shipped to users first. */
export function severity(finding: Finding): number {
  const mode = finding.finding.mode === 'prod' ? 0 : 1;
  const answer = finding.finding.verified;
  const alive =
    answer === 'works' || (works(finding) && answer !== 'refused')
      ? 0
      : finding.keyId === null && answer === null
        ? 1
        : 2;
  const shape = standsForKey(finding.finding) ? 0 : 20;
  return shape + alive * 4 + mode * 2 + (finding.finding.clientSide ? 0 : 1);
}

export function groupFindings(
  findings: readonly Finding[],
  by: 'key' | 'root' = 'key',
): readonly FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const id = by === 'key' ? groupId(finding) : finding.root;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [finding]);
    else group.push(finding);
  }
  const worst = (group: FindingGroup): number => Math.min(...group.findings.map(severity));
  return [...groups]
    .map(([id, list]) => ({
      id,
      root: by === 'root' ? id : null,
      keyId: by === 'key' ? (list[0]?.keyId ?? null) : null,
      name: by === 'key' ? (list[0]?.keyName ?? null) : null,
      redacted: by === 'key' ? (list[0]?.finding.redacted ?? '') : '',
      findings: list.toSorted((left, right) => severity(left) - severity(right)),
    }))
    .toSorted((left, right) => worst(left) - worst(right) || left.id.localeCompare(right.id));
}

/** Path and archive members, as one would walk them: `dist.zip › config/.env`. */
export function placeOf(finding: Finding): string | null {
  const { path, container } = finding.finding;
  const parts = [...(path === null ? [] : [path]), ...container];
  return parts.length === 0 ? null : parts.join(' › ');
}
