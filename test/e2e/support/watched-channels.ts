/**
 * The channels of the contract for which main may show a dialog, or end the page. Every other one is silent, whoever adds it:
 * the suite of the hostile page calls them all.
 */
import type { ChannelName } from '../../../shared/ipc-contract.ts';

/** `ends`: the page is gone afterwards. */
type Watched = 'silent' | 'asks' | 'ends';

const NOT_SILENT: Readonly<Partial<Record<ChannelName, Watched>>> = {
  'app.open-external': 'asks',
  'settings.update': 'asks',
  'vault.lock': 'ends',
  'vault.move': 'asks',
  'vault.restore': 'asks',
  'vault.save-kit': 'asks',
  'connections.confirm-addresses': 'asks',
  'scan.start': 'asks',
  'sources.confirm': 'asks',
  'sources.scan': 'asks',
  'findings.export': 'asks',
  'findings.open-in-editor': 'asks',
  'audit.export': 'asks',
  'keys.export': 'asks',
  'places.preview': 'asks',
  'places.preview-variable': 'asks',
  'places.move-out': 'asks',
  'places.ignore-in-git': 'asks',
  'places.undo': 'asks',
  'guides.save-report': 'asks',
  'runbook.export': 'asks',
  'desktop.start-at-login': 'asks',
  'updates.check': 'asks',
  'reviews.export': 'asks',
  'grants.choose': 'asks',
  'grants.address': 'asks',
  'grants.program': 'asks',
};

export function watchedAs(name: ChannelName): Watched {
  return NOT_SILENT[name] ?? 'silent';
}
