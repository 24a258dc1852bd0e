/** What a notice says. SECURITY: names, redacted values and dates; a notice is read by whoever looks at the screen. */
import { assertNever } from '../../shared/errors.ts';
import type { NoticeEvent, ScheduledDate } from '../wire/protocol.ts';
import type { MainMessages } from './messages.ts';
import type { DueNotice } from './notices.ts';

export interface SpokenNotice {
  readonly title: string;
  readonly body: string;
  /** Where a click leads. */
  readonly target: {
    readonly to: 'overview' | 'keys' | 'findings' | 'review';
    readonly keyId: string | null;
  };
  /** The date that can be put off; null for what has happened. */
  readonly entryId: string | null;
}

export function sayDate({ entry, days, over }: DueNotice<ScheduledDate>, words: MainMessages): SpokenNotice {
  if (entry.kind === 'review-due') {
    return {
      title: words['notice.review-due'](days),
      body: words['notice.review-due-body'],
      target: { to: 'review', keyId: null },
      entryId: entry.id,
    };
  }
  const { kind, name, mode, redacted } = entry;
  return {
    title: words[`notice.${kind}`](name, days, over),
    body:
      kind === 'rotation-due'
        ? words['notice.rotation-due-body'](mode, redacted)
        : words[`notice.${kind}-body`](mode, redacted, over),
    target: { to: 'keys', keyId: entry.keyId },
    entryId: entry.id,
  };
}

export function sayUnnamed(words: MainMessages): SpokenNotice {
  return {
    title: words['notice.unnamed'],
    body: words['notice.unnamed-body'],
    target: { to: 'overview', keyId: null },
    entryId: null,
  };
}

export function sayEvent(event: NoticeEvent, words: MainMessages): SpokenNotice {
  const { kind, keyId, name, redacted, count } = event;
  switch (kind) {
    case 'leak':
      return {
        title: words['notice.leak'](name, count),
        body: words['notice.leak-body'](redacted),
        target: { to: 'findings', keyId: null },
        entryId: null,
      };
    case 'appeared':
    case 'revoked-elsewhere':
      return {
        title: words[`notice.${kind}`](name),
        body: words[`notice.${kind}-body`](redacted),
        target: { to: 'keys', keyId },
        entryId: null,
      };
    default:
      return assertNever(kind);
  }
}

/** Beyond this many at once they become one. */
const DIGEST_ABOVE = 3;
const LINES_OF_A_DIGEST = 4;

/** One notification for each notice, or a digest where several fall together. */
export function combine(notices: readonly SpokenNotice[], words: MainMessages): readonly SpokenNotice[] {
  if (notices.length <= DIGEST_ABOVE) return notices;
  const more = notices.length - LINES_OF_A_DIGEST;
  const lines = notices.slice(0, LINES_OF_A_DIGEST).map(({ title }) => title);
  return [
    {
      title: words['notice.digest'](notices.length),
      body: [...lines, ...(more > 0 ? [words['notice.digest-more'](more)] : [])].join('\n'),
      target: { to: 'overview', keyId: null },
      entryId: null,
    },
  ];
}
