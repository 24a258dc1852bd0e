import { useMemo, type ReactElement } from 'react';
import { openedBy, type Endpoint } from '../../../shared/endpoint-permissions.ts';
import { useText } from '../../lib/intl.tsx';

/** What a role with these permissions opens, as the official client's documentation names it. */
export function OpenedEndpoints({ chosen }: { readonly chosen: ReadonlySet<string> }): ReactElement {
  const t = useText();
  const { opened, perhaps } = useMemo(() => openedBy(chosen), [chosen]);
  return (
    <details>
      <summary>{t('role.opens', { count: opened.length, perhaps: perhaps.length })}</summary>
      <p className="muted small">{t('role.opens-note')}</p>
      <Endpoints endpoints={opened} />
      {perhaps.length === 0 ? null : (
        <>
          <p className="muted small">{t('role.opens-perhaps')}</p>
          <Endpoints endpoints={perhaps} />
        </>
      )}
    </details>
  );
}

function Endpoints({ endpoints }: { readonly endpoints: readonly Endpoint[] }): ReactElement {
  return (
    <ul>
      {endpoints.map(({ method, route }) => (
        <li key={`${method} ${route}`}>
          <code>
            {method} {route}
          </code>
        </li>
      ))}
    </ul>
  );
}
