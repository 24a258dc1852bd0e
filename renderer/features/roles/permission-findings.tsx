import type { ReactElement } from 'react';
import type { PermissionFinding } from '../../../shared/ipc/guide-channels.ts';
import { useText } from '../../lib/intl.tsx';

const STATES = ['seen', 'implied', 'unknown', 'unseen'] as const;

/** For each permission why it is, or is not, in the proposal. What only guards fields is asked about apart from these. */
export function PermissionFindings({
  findings,
}: {
  readonly findings: readonly PermissionFinding[];
}): ReactElement {
  const t = useText();
  return (
    <dl>
      {STATES.map((state) => {
        const permissions = findings.filter((finding) => finding.state === state);
        if (permissions.length === 0) return null;
        return (
          <div key={state}>
            <dt>{t(`usage.state-${state}`, { count: permissions.length })}</dt>
            <dd className="muted">{permissions.map(({ permission }) => permission).join(', ')}</dd>
          </div>
        );
      })}
    </dl>
  );
}
