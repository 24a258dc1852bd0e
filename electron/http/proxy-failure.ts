/** What went wrong between here and the far side of a proxy, before anything was sent to the API itself. */
import type { Proxy } from './proxy-routes.ts';

export type ProxyFault =
  | { readonly kind: 'down' | 'unknown-name' | 'closed' | 'not-a-proxy' | 'timed-out' | 'certificate' }
  /** It answered `CONNECT` with this. */
  | { readonly kind: 'status'; readonly status: number; readonly schemes: readonly string[] }
  /** It speaks SOCKS and said no; `login`: because of name and password. */
  | { readonly kind: 'socks'; readonly login: boolean };

/** Not worth showing: {@link proxyFailure} makes the sentences. */
export class ProxyError extends Error {
  /** SECURITY: no code of undici's: it connects again without a pause after what it takes for its own socket errors. */
  readonly code = 'PROXY_FAILED';
  readonly fault: ProxyFault;
  readonly label: string;
  readonly hasCredentials: boolean;

  constructor(proxy: Proxy, fault: ProxyFault, cause?: unknown) {
    super('The way through the proxy failed.', { cause });
    this.fault = fault;
    this.label = proxy.label;
    this.hasCredentials = proxy.credentials !== null;
  }

  /** Whether the next route may be tried: this proxy did not take part at all. */
  get wasNotThere(): boolean {
    return ['down', 'unknown-name', 'timed-out'].includes(this.fault.kind);
  }
}
