import type { ReactElement } from 'react';
import { BRANDS, CURRENT_BRAND, brandOfHost, otherBrand } from '../../../shared/brands.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { Button } from '../../ui/button.tsx';

function hostOf(url: string): string {
  try {
    return new URL(url.trim()).hostname;
  } catch {
    return '';
  }
}

/** Where an admin key comes from: the dashboard of the vendor, which has had two names. The button follows the API's address. */
export function AdminKeySource({ url }: { readonly url: string }): ReactElement {
  const t = useText();
  const current = BRANDS[CURRENT_BRAND];
  const { dashboardOrigin } = brandOfHost(hostOf(url)) ?? current;
  return (
    <div>
      <p className="muted">
        {t('connect.where', {
          current: new URL(current.dashboardOrigin).hostname,
          former: new URL(BRANDS[otherBrand(CURRENT_BRAND)].dashboardOrigin).hostname,
        })}
      </p>
      <Button
        variant="link"
        onClick={() => void call('app.open-external', { url: `${dashboardOrigin}/dashboard` })}
      >
        {t('connect.open-dashboard', { host: new URL(dashboardOrigin).hostname })}
      </Button>
    </div>
  );
}
