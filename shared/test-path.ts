import type { ProviderDescription } from './providers.ts';

/** Under the connection's address, what a key of this kind is tested with; undefined where it can't be tested. */
export function testPathOf(
  { kinds, testPath }: Pick<ProviderDescription, 'kinds' | 'testPath'>,
  kindId: string,
): string | undefined {
  const own = kinds.find(({ id }) => id === kindId)?.testPath;
  return own === null ? undefined : (own ?? testPath ?? '');
}
