/** Puts together what an open vault is made of, for those who answer for it. */
import { createFindingsStore } from '../keys/findings/index.ts';
import { createSourceStore } from '../keys/findings/sources.ts';
import { BatchKeeper } from '../keys/batches/batch-keeper.ts';
import { ChosenPlaces } from '../keys/places/chosen-places.ts';
import { PlaceKeeper } from '../keys/places/place-keeper.ts';
import { ReviewKeeper } from '../keys/review/review-keeper.ts';
import { GuideKeeper } from '../keys/runbook/guide-keeper.ts';
import { RequestLogBook } from '../providers/augno/attention/request-log-book.ts';
import { SignReader } from '../providers/augno/attention/sign-reader.ts';
import type { createAccountService } from '../providers/index.ts';
import type { ManagedVault } from '../vault/index.ts';
import type { GrantBook } from '../wire/grants.ts';
import type { VaultProcessCallbacks } from '../wire/protocol.ts';
import { protectionFacts } from '../keys/matters/protection-facts.ts';
import { PlaceDesk } from './desks/place-desk.ts';
import { ProgramRunner } from './desks/program-runner.ts';
import { SharingDesk } from './desks/sharing-desk.ts';
import type { OpenParts } from './handlers/open-parts.ts';

export function composeParts({
  vault,
  accounts,
  grants,
  access,
  askAboutPlace,
}: {
  readonly vault: ManagedVault;
  readonly accounts: ReturnType<typeof createAccountService>;
  readonly grants: GrantBook;
  readonly access: OpenParts['access'];
  /** SECURITY: in a dialog of main's own. */
  readonly askAboutPlace: (place: VaultProcessCallbacks['main.ask-about-place']['input']) => Promise<boolean>;
}): OpenParts {
  const places = new PlaceKeeper(vault);
  const chosen = new ChosenPlaces(vault);
  const requestLogs = new RequestLogBook(accounts);
  const guides = new GuideKeeper(vault);
  return {
    vault,
    accounts,
    providers: accounts.services,
    findings: createFindingsStore({ vault, actor: 'app' }),
    requestLogs,
    signs: new SignReader(accounts, requestLogs),
    sources: createSourceStore({ vault, actor: 'app' }),
    guides,
    batches: new BatchKeeper(vault, accounts),
    reviews: new ReviewKeeper(vault, {
      keys: () => accounts.listKeys(),
      rotations: () => accounts.listRotations(),
      guides: () => guides.list(),
    }),
    places,
    placeDesk: new PlaceDesk({
      places,
      chosen,
      grants,
      ask: ({ file, keyId }) => {
        const { name, redacted } = accounts.keyDetail(keyId);
        return askAboutPlace({ file, name, redacted });
      },
    }),
    chosen,
    grants,
    programs: new ProgramRunner(),
    access,
    sharing: new SharingDesk(vault, accounts),
    protection: () => protectionFacts(vault),
  };
}
