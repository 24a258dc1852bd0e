/** Asks in the version that is wanted; where the server does not know it, in the next one that it may know. */
import { API_VERSIONS, type ApiVersion } from '../../../../shared/api-version.ts';
import { ApiError } from '../../../http/api-error.ts';
import { certain } from '../../../../shared/certain.ts';

/** Whether the server refused the version, and with it the request. */
function isVersionRefusal(error: unknown): error is ApiError {
  return (
    error instanceof ApiError &&
    (error.apiCode === 'api_version_invalid' || error.apiCode === 'api_version_too_old')
  );
}

/** The server's refusal names the versions there are; one of them that is known here is tried before any other. */
function nextVersion(refusal: ApiError, tried: ReadonlySet<ApiVersion>): ApiVersion | undefined {
  const untried = API_VERSIONS.filter((version) => !tried.has(version));
  return untried.find((version) => refusal.serverText?.includes(version)) ?? untried[0];
}

/**
 * @returns what `attempt` gave, and in which version
 * @throws ApiError the first refusal, which names what was asked for, where the server knows none of them
 */
export async function steppingDown<Result>(
  first: ApiVersion,
  attempt: (version: ApiVersion) => Promise<Result>,
): Promise<{ readonly result: Result; readonly version: ApiVersion }> {
  const tried = new Set<ApiVersion>();
  let firstRefusal: ApiError | null = null;
  for (let version: ApiVersion | undefined = first; version !== undefined;) {
    try {
      return { result: await attempt(version), version };
    } catch (thrown) {
      if (!isVersionRefusal(thrown)) throw thrown;
      firstRefusal ??= thrown;
      tried.add(version);
      version = nextVersion(thrown, tried);
    }
  }
  throw certain(firstRefusal);
}
