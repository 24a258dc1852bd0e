/** What is asked of the API, with the paths and parameters of the published document. */
import {
  createFinalURL,
  createQuerySerializer,
  defaultPathSerializer,
  type ParamsOption,
  type RequestBodyOption,
} from 'openapi-fetch';
import type { TransportRequest } from '../../../http/transport.ts';
import type { paths } from '../generated/augno-api.ts';

export type Send = (request: TransportRequest) => Promise<void>;

type Method = 'get' | 'post' | 'delete';

type PathsWith<Used extends Method> = {
  [Path in keyof paths]: paths[Path][Used] extends object ? Path : never;
}[keyof paths];

type Ask<Used extends Method> = <Path extends PathsWith<Used>>(
  path: Path,
  request: ParamsOption<paths[Path][Used]> &
    RequestBodyOption<paths[Path][Used]> & {
      readonly headers?: Readonly<Record<string, string>>;
      readonly fetch: Send;
    },
) => Promise<void>;

export interface TypedRequests {
  readonly GET: Ask<'get'>;
  readonly POST: Ask<'post'>;
  readonly DELETE: Ask<'delete'>;
}

interface AnyRequest {
  readonly params?: { readonly path?: Record<string, unknown>; readonly query?: Record<string, unknown> };
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fetch: Send;
}

/**
 * openapi-fetch's own client would do, but makes a `Request`, and with the first one the runtime loads a whole second client
 * for HTTP and keeps it for as long as the process runs (decision 0325).
 */
export function typedRequests(origin: string): TypedRequests {
  const querySerializer = createQuerySerializer();
  const ask =
    (method: Uppercase<Method>) =>
    (path: string, { params = {}, body, headers, fetch }: AnyRequest): Promise<void> => {
      const written = createFinalURL(path, {
        baseUrl: origin,
        params,
        querySerializer,
        pathSerializer: defaultPathSerializer,
      });
      return fetch({
        url: new URL(written).href,
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
    };
  return { GET: ask('GET'), POST: ask('POST'), DELETE: ask('DELETE') };
}
