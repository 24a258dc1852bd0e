/** What a matter is, in a few words for a line of a table. */
import { assertNever } from '../../../shared/errors.ts';
import type { Matter } from '../../../shared/matters.ts';

const times = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${String(count)} ${many}`;

function sayElsewhere(kind: Matter['elsewhere']): string {
  switch (kind) {
    case 'revoked':
      return 'revoked by somebody else';
    case 'revocation-planned':
      return 'its end was planned by somebody else';
    case 'gone':
      return 'not listed by the server any more';
    case 'changed':
      return 'changed by somebody else';
    case 'created':
    case null:
      return 'made by somebody else';
    default:
      return assertNever(kind);
  }
}

export function sayMatter(matter: Matter): string {
  const { kind, count } = matter;
  switch (kind) {
    case 'unresolved':
      return 'an operation on it has an outcome that is not known';
    case 'connection':
      return 'the account or service needs repair';
    case 'leaked':
      return `leaked, found in ${times(count, 'place', 'places')}, and works`;
    case 'unknown-leak':
      return `${times(count, 'leaked key', 'leaked keys')} that no account here knows`;
    case 'repair':
      return 'needs repair';
    case 'kept-reply':
      return `${times(count, 'reply', 'replies')} of the server kept apart`;
    case 'expiring':
      return count === 0 ? 'expires today' : `expires in ${times(count, 'day', 'days')}`;
    case 'rotation':
      return count === 0 ? 'its rotation is under way' : `rotation: ${times(count, 'place', 'places')} left`;
    case 'never-used':
      return 'was never used';
    case 'stale':
      return 'has not been used for 90 days or longer';
    case 'rotation-due':
      return 'its rotation is due';
    case 'made-elsewhere':
      return 'made by somebody else';
    case 'elsewhere':
      return sayElsewhere(matter.elsewhere);
    case 'review':
      return matter.decided === null
        ? 'an access review is due'
        : `access review: ${String(matter.decided)} of ${String(count)} decided`;
    case 'over-privileged':
      return 'has an administrator’s role in production';
    case 'old-secret':
      return `its old secret is still used: ${times(count, 'request', 'requests')}`;
    case 'new-address':
      return 'used from an address for the first time';
    case 'many-places':
      return 'used from many addresses';
    case 'spike':
      return 'many times its usual requests';
    case 'refused':
      return 'most of its requests are refused';
    case 'wrong-account':
      return 'asks for another account than its own';
    case 'wrong-use':
      return 'used by a program of another kind than its own';
    default:
      return assertNever(kind);
  }
}
