import { CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import type { PermissionFinding } from '../../../shared/ipc/guide-channels.ts';
import { isProposed } from '../../../shared/proposed-permissions.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { UnreadNote } from '../../ui/unread-note.tsx';
import flowStyles from '../keys/flows/flows.module.css';
import guideStyles from '../guides/guides.module.css';
import type { StepProps } from '../guides/step-props.ts';
import { useTickWhen } from '../guides/store.ts';
import { PermissionFindings } from './permission-findings.tsx';
import { RoleForm, useRoleFields } from './role-form.tsx';
import { useKeyUsageReport } from './usage-step.tsx';

const c = classes(flowStyles, guideStyles);

/** A role made of what the logs show and of what they can't rule out; anything may be added or left out. */
export function RoleStep({ guide, step, tick }: StepProps): ReactElement {
  const t = useText();
  const { report, action } = useKeyUsageReport(guide.roleId === null ? guide.keyId : null);
  useTickWhen(guide, guide.roleId !== null, tick, step.doneAt !== null);
  if (guide.roleId !== null) {
    return (
      <p className={c('done')}>
        <CircleCheck aria-hidden />
        {t('role.made')}
      </p>
    );
  }
  return (
    <div className={c('form-column', 'read-first')}>
      {report === null && action.error === null ? <p className="muted">{t('usage.reading')}</p> : null}
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      {report === null ? null : <UnreadNote unread={report.unread} />}
      {report === null && action.error === null ? null : (
        <NarrowRole guide={guide} findings={report?.permissions ?? []} />
      )}
    </div>
  );
}

function NarrowRole({
  guide,
  findings,
}: {
  readonly guide: StepProps['guide'];
  readonly findings: readonly PermissionFinding[];
}): ReactElement {
  const t = useText();
  const link = useAction();
  const fields = useRoleFields(
    `guide-role:${guide.id}`,
    t('role.narrow-name', { name: guide.keyName }),
    findings.filter(isProposed).map(({ permission }) => permission),
  );
  return (
    <>
      <PermissionFindings findings={findings} />
      <RoleForm
        connectionId={guide.connectionId}
        fields={fields}
        guardHeld={findings.find(({ state }) => state === 'asked')?.held ?? null}
        onCreated={async (role) => {
          await link.run(() => call('guides.link', { guideId: guide.id, roleId: role.id }));
        }}
      />
      {link.error === null ? null : <ErrorNotice error={link.error} />}
    </>
  );
}
