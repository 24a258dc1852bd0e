/** What keeps an update from being found, in words; and none of the words that electron-updater has. */
import { describe, expect, it } from 'vitest';
import { updateFailure } from '../../../electron/app/update-failure.ts';

describe('the update feed', () => {
  it.each([
    ['net::ERR_PROXY_CONNECTION_FAILED', 'The proxy that the system names'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'The network’s proxy does not let the app through'],
    ['net::ERR_PROXY_AUTH_UNSUPPORTED', 'The network’s proxy does not let the app through'],
    ['net::ERR_CERT_DATE_INVALID', 'out of date'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'is not trusted'],
    ['HTTP error: 511', 'wants you to log in'],
    ['cancelled', 'did not answer in time'],
    [
      'net::ERR_NAME_NOT_RESOLVED at https://feed.example.test/secret',
      'can’t be reached, or does not answer',
    ],
  ])('%s', (message, says) => {
    const error = updateFailure(new Error(message));
    expect(error).toMatchObject({ code: 'update-unreachable' });
    expect(error.message).toContain(says);
    expect(`${error.message} ${error.hint}`).not.toMatch(/net::|secret/);
    // An id each, which the compiler holds to words in both languages.
    expect([error.said.message, error.said.hint].filter((text) => typeof text === 'string')).toEqual([]);
  });
});
