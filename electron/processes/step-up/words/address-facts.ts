/** An address as it is asked about: whole, and each part that decides where keys go on a line of its own. */
import { isLoopbackHost } from '../../../http/address.ts';
import type { ActionWords } from './types.ts';

export interface AddressWords {
  readonly address: string;
  readonly scheme: string;
  readonly encrypted: string;
  readonly unencrypted: string;
  readonly thisComputer: string;
  readonly host: string;
  readonly port: string;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

/** @param address as its parser gave it */
export function addressFacts(address: string, words: AddressWords): ActionWords['facts'] {
  const { protocol, hostname, port } = new URL(address);
  const way =
    protocol === 'https:'
      ? words.encrypted
      : isLoopbackHost(hostname)
        ? words.thisComputer
        : words.unencrypted;
  return [
    { label: words.address, value: address },
    { label: words.scheme, value: `${protocol.slice(0, -1)} (${way})` },
    { label: words.host, value: hostname },
    { label: words.port, value: port === '' ? (DEFAULT_PORTS[protocol] ?? '') : port },
  ];
}
