import { describe, expect, it } from 'vitest';
import { steppingDown } from '../../../../electron/providers/augno/api/step-down.ts';
import { ApiError } from '../../../../electron/http/api-error.ts';
import {
  API_VERSIONS,
  hasNewerShapes,
  listsOneDay,
  NEWEST_VERSION,
  schedulesRevocation,
  type ApiVersion,
} from '../../../../shared/api-version.ts';
import { say } from '../../../../shared/messages/say.ts';

const OLDEST = API_VERSIONS[API_VERSIONS.length - 1]!;

const refusal = (serverText: string): ApiError =>
  new ApiError({
    code: 'unsupported',
    message: say('network.host-does-not-speak-a-version-of', { host: 'api.augno.com' }),
    hint: say('network.look-for-an-update-of-augno-vault', { quoted: serverText }),
    effect: 'none',
    apiCode: 'api_version_invalid',
    serverText,
  });

async function askedOf(
  known: readonly ApiVersion[],
  serverText: string,
): Promise<{ readonly asked: ApiVersion[]; readonly end: unknown }> {
  const asked: ApiVersion[] = [];
  const end: unknown = await steppingDown(NEWEST_VERSION, (version) => {
    asked.push(version);
    if (!known.includes(version)) return Promise.reject(refusal(`${version}: ${serverText}`));
    return Promise.resolve('served');
  }).catch((thrown: unknown) => thrown);
  return { asked, end };
}

describe('stepping down', () => {
  it('goes to the newest version that the refusal names', async () => {
    const { asked, end } = await askedOf(['1.0.forge-preview.3'], 'known: 1.0.forge-preview.3');
    expect(asked).toEqual([NEWEST_VERSION, '1.0.forge-preview.3']);
    expect(end).toEqual({ result: 'served', version: '1.0.forge-preview.3' });
  });

  it('tries one after the other where it names none', async () => {
    expect((await askedOf([OLDEST], '')).asked).toEqual(API_VERSIONS);
  });

  it('ends with the first refusal', async () => {
    const { asked, end } = await askedOf([], 'no');
    expect(asked).toHaveLength(API_VERSIONS.length);
    expect(end).toMatchObject({ serverText: `${NEWEST_VERSION}: no` });
  });
});

it('knows what each version changed', () => {
  const since = (test: (version: ApiVersion) => boolean): readonly number[] =>
    [...API_VERSIONS].reverse().flatMap((version, index) => (test(version) ? [index + 1] : []));
  expect(since(hasNewerShapes)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(since(schedulesRevocation)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(since(listsOneDay)).toEqual([5, 6, 7, 8]);
});
