import { CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import flowStyles from '../keys/flows/flows.module.css';
import type { StepProps } from '../runbook/step-props.ts';
import { useTickWhen } from '../runbook/store.ts';
import { RoleForm } from './role-form.tsx';
import { useKeyUsageReport } from './usage-step.tsx';

const c = classes(flowStyles);

/** A role made of just what the logs show; anything may be added or left out. */
export function RoleStep({ guide, step, tick }: StepProps): ReactElement {
  const t = useText();
  const { report, action } = useKeyUsageReport(guide.roleId === null ? guide.keyId : null);
  useTickWhen(guide.roleId !== null, tick, step.doneAt !== null);
  if (guide.roleId !== null) {
    return (
      <p className={c('done')}>
        <CircleCheck aria-hidden />
        {t('role.made')}
      </p>
    );
  }
  if (report === null && action.error === null) return <p className="muted">{t('usage.reading')}</p>;
  return (
    <>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <RoleForm
        connectionId={guide.connectionId}
        initialName={t('role.narrow-name', { name: guide.keyName })}
        initialPermissions={report?.needed ?? []}
        onCreated={async (role) => {
          await call('guides.link', { guideId: guide.id, roleId: role.id });
        }}
      />
    </>
  );
}
