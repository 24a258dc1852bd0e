/** Roles that the server does not list now: that is said, with why and from when what is shown is. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { RolesUnread } from '../../../renderer/features/roles/roles-unread.tsx';
import { VaultIntlProvider } from '../../../renderer/lib/intl.tsx';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';

// Its clock ticks in a page alone.
vi.mock('../../../renderer/ui/use-now.ts', () => ({ useNow: () => Date.now() }));

const error = new AppError({
  code: 'api-forbidden',
  message: say('account.this-connection-does-not-exist-any-more'),
  hint: say('account.it-was-removed-here-or-by-another'),
}).serialize();

const text = (readAt: string | null): string =>
  renderToStaticMarkup(
    createElement(VaultIntlProvider, {
      language: 'en',
      children: createElement(RolesUnread, { unread: { error, readAt } }),
    }),
  );

it('says why, what to do and from when it is', () => {
  const at = new Date(Date.now() - 7_200_000).toISOString();
  const shown = text(at);
  expect(shown).toContain('The roles cannot be read now');
  expect(shown).toContain(error.message);
  expect(shown).toContain(error.hint);
  expect(shown).toMatch(/What is shown of them was read.*2 hours ago/s);
  expect(shown).toContain(`dateTime="${at}"`);
});

it('says no time where none is known', () => {
  expect(text(null)).not.toContain('What is shown of them was read');
});
