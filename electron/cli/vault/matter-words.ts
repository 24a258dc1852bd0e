/** What a matter is, in a few words for a line of a table. */
import { assertNever } from '../../../shared/errors.ts';
import type { Matter } from '../../../shared/matters.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

function sayElsewhere(kind: Matter['elsewhere']): Said {
  switch (kind) {
    case 'revoked':
      return say('matter.revoked-elsewhere');
    case 'revocation-planned':
      return say('matter.revocation-planned');
    case 'gone':
      return say('matter.gone');
    case 'changed':
      return say('matter.changed-elsewhere');
    case 'created':
    case null:
      return say('matter.made-elsewhere');
    default:
      return assertNever(kind);
  }
}

export function sayMatter(matter: Matter): Said {
  const { kind, count, decided } = matter;
  switch (kind) {
    case 'expiring':
      return count === 0 ? say('matter.expires-today') : say('matter.expiring', { count });
    case 'rotation':
      return count === 0 ? say('matter.rotation-under-way') : say('matter.rotation', { count });
    case 'elsewhere':
      return sayElsewhere(matter.elsewhere);
    case 'review':
      return decided === null ? say('matter.review-due') : say('matter.review', { decided, count });
    case 'leaked':
    case 'unknown-leak':
    case 'kept-reply':
    case 'old-secret':
      return say(`matter.${kind}`, { count });
    case 'unresolved':
    case 'connection':
    case 'repair':
    case 'never-used':
    case 'stale':
    case 'rotation-due':
    case 'made-elsewhere':
    case 'over-privileged':
    case 'new-address':
    case 'many-places':
    case 'spike':
    case 'refused':
    case 'wrong-account':
    case 'wrong-use':
    case 'never-backed-up':
    case 'backup-old':
    case 'recovery-unconfirmed':
      return say(`matter.${kind}`);
    default:
      return assertNever(kind);
  }
}
