/** Why some of what a vault holds stays in it, where keys travel to another: what it is, as a person would say, and why. */
import { say, type Said } from '../../shared/messages/say.ts';

export interface StaysHere {
  readonly what: Said;
  readonly not: Said;
}

export const STAYS = {
  intents: { what: say('stays.intents'), not: say('stays.intents-why') },
  batches: { what: say('stays.batches'), not: say('stays.batches-why') },
  admins: { what: say('stays.admins'), not: say('stays.admins-why') },
  confirmedAddresses: { what: say('stays.confirmed-addresses'), not: say('stays.confirmed-addresses-why') },
  usageSigns: { what: say('stays.usage-signs'), not: say('stays.usage-signs-why') },
  elsewhereKnown: { what: say('stays.elsewhere-known'), not: say('stays.elsewhere-known-why') },
  replacements: { what: say('stays.replacements'), not: say('stays.replacements-why') },
  chosenPlaces: { what: say('stays.chosen-places'), not: say('stays.chosen-places-why') },
  sessionKeys: { what: say('stays.session-keys'), not: say('stays.session-keys-why') },
  drafts: { what: say('stays.drafts'), not: say('stays.drafts-why') },
  notices: { what: say('stays.notices'), not: say('stays.notices-why') },
  evidenceKey: { what: say('stays.evidence-key'), not: say('stays.evidence-key-why') },
  deletedKeys: { what: say('stays.deleted-keys'), not: say('stays.deleted-keys-why') },
  creators: { what: say('stays.creators'), not: say('stays.creators-why') },
  sources: { what: say('stays.sources'), not: say('stays.sources-why') },
  guides: { what: say('stays.guides'), not: say('stays.guides-why') },
  runbooks: { what: say('stays.runbooks'), not: say('stays.runbooks-why') },
  reviews: { what: say('stays.reviews'), not: say('stays.reviews-why') },
  offeredNames: { what: say('stays.offered-names'), not: say('stays.offered-names-why') },
  passedOn: { what: say('stays.passed-on'), not: say('stays.passed-on-why') },
  putOffs: { what: say('stays.put-offs'), not: say('stays.put-offs-why') },
  differences: { what: say('stays.differences'), not: say('stays.differences-why') },
} as const satisfies Readonly<Record<string, StaysHere>>;
