/**
 * Which certificates are believed: those that come with Node, those of the system's own store, and what
 * `NODE_EXTRA_CA_CERTS` names. So a company's authority works here as it does in its browsers.
 */
import { X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';
import { readSmallFile } from '../files/foreign-file.ts';
import type { Environment } from './proxy-routes.ts';

/** Where Linux distributions, FreeBSD and macOS keep their bundle; the first that is there counts. */
const SYSTEM_BUNDLES: readonly string[] = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

const LARGEST_BUNDLE_BYTES = 8 * 1024 * 1024;

/** There since Node 22.15; older ones have the files below alone. */
interface WithSystemStore {
  readonly getCACertificates?: (type: 'system') => readonly string[];
}

function certificatesIn(file: string): readonly string[] {
  try {
    const text = readSmallFile(file, LARGEST_BUNDLE_BYTES).toString('latin1');
    return (
      text.match(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g) ?? []
    );
  } catch {
    // One that can't be read adds nothing; a certificate that is not known is refused with words.
    return [];
  }
}

function systemStore(): readonly string[] {
  try {
    return (tls as unknown as WithSystemStore).getCACertificates?.('system') ?? [];
  } catch {
    return [];
  }
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

function essence(pem: string): string {
  return pem.replaceAll(/-----[^-]+-----|\s/g, '');
}

/** What is believed beyond what comes with Node, each once. */
function extraAuthorities(environment: Environment): readonly string[] {
  const known = new Set(tls.rootCertificates.map(essence));
  const named = environment['SSL_CERT_FILE'];
  const places = named === undefined || named === '' ? SYSTEM_BUNDLES : [named];
  let fromFiles: readonly string[] = [];
  for (const file of places) {
    fromFiles = certificatesIn(file);
    if (fromFiles.length > 0) break;
  }
  const added = environment['NODE_EXTRA_CA_CERTS'];
  const all = [
    ...systemStore(),
    ...fromFiles,
    ...(added === undefined || added === '' ? [] : certificatesIn(added)),
  ];
  return all.filter((pem) => {
    const body = essence(pem);
    if (known.has(body)) return false;
    known.add(body);
    return isCertificate(pem);
  });
}

/** Undefined where Node's own list is all there is. Made once for a process: reading the store takes a while. */
export function trustedContext(environment: Environment): tls.SecureContext | undefined {
  const extra = extraAuthorities(environment);
  return extra.length === 0
    ? undefined
    : tls.createSecureContext({ ca: [...tls.rootCertificates, ...extra] });
}
