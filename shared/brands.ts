/**
 * The names under which the API exists. In August 2026 Augno's API became OpenMRP: host, header names and key prefix
 * changed, endpoints and the key's layout did not. This table is the only place that spells them out; the key format,
 * the client, the sandbox and the scanner all read it.
 */
export type BrandId = 'augno' | 'openmrp';

export interface Brand {
  readonly id: BrandId;
  /** Name shown to people. */
  readonly productName: string;
  /** What every secret key begins with, before the mode. */
  readonly keyPrefix: string;
  /** Origin of the public API, without a trailing slash. */
  readonly apiOrigin: string;
  readonly dashboardOrigin: string;
  readonly docsOrigin: string;
  readonly headers: {
    /** Required on every request. */
    readonly version: string;
    /** Selects the target account. */
    readonly account: string;
    /** Never sent with a key; the server refuses it. */
    readonly actorAccount: string;
  };
  /** Names of the variables the official clients read. */
  readonly environment: {
    readonly apiKey: string;
    readonly baseUrl: string;
    /** One `Name: value` a line, sent with every request. */
    readonly customHeaders: string;
  };
  /** The official clients, as their own documentation names them. */
  readonly clients: {
    readonly npmPackage: string;
    /** Connects an AI assistant. Its documentation has the key in plain text in the assistant's configuration. */
    readonly mcpPackage: string;
    readonly className: string;
    readonly accountOption: string;
    readonly goModule: string;
    readonly goPackage: string;
  };
}

export const BRANDS: Readonly<Record<BrandId, Brand>> = {
  augno: {
    id: 'augno',
    productName: 'Augno',
    keyPrefix: 'aug_sk_',
    apiOrigin: 'https://api.augno.com',
    dashboardOrigin: 'https://augno.com',
    docsOrigin: 'https://docs.augno.com',
    headers: {
      version: 'Augno-Version',
      account: 'Augno-Account',
      actorAccount: 'Augno-Actor-Account',
    },
    environment: {
      apiKey: 'AUGNO_API_KEY',
      baseUrl: 'AUGNO_BASE_URL',
      customHeaders: 'AUGNO_CUSTOM_HEADERS',
    },
    clients: {
      npmPackage: '@augno/sdk',
      mcpPackage: '@augno/sdk-mcp',
      className: 'Augno',
      accountOption: 'augnoAccountID',
      goModule: 'github.com/augno/augno-go',
      goPackage: 'augno',
    },
  },
  openmrp: {
    id: 'openmrp',
    productName: 'OpenMRP',
    keyPrefix: 'mrp_sk_',
    apiOrigin: 'https://api.openmrp.ai',
    dashboardOrigin: 'https://openmrp.ai',
    docsOrigin: 'https://docs.openmrp.ai',
    headers: {
      version: 'OpenMRP-Version',
      account: 'OpenMRP-Account',
      actorAccount: 'OpenMRP-Actor-Account',
    },
    environment: {
      apiKey: 'OPENMRP_API_KEY',
      baseUrl: 'OPENMRP_BASE_URL',
      customHeaders: 'OPENMRP_CUSTOM_HEADERS',
    },
    clients: {
      npmPackage: '@openmrp/sdk',
      mcpPackage: '@openmrp/sdk-mcp',
      className: 'OpenMRP',
      accountOption: 'openmrpAccountID',
      goModule: 'github.com/open-mrp/openmrp-go',
      goPackage: 'openmrp',
    },
  },
};

/** Under which the vendor serves the API since August 2026; the other one is said to be served no longer. */
export const CURRENT_BRAND = 'openmrp' satisfies BrandId;

export function otherBrand(id: BrandId): BrandId {
  return id === 'augno' ? 'openmrp' : 'augno';
}

export const BRAND_IDS = ['augno', 'openmrp'] as const satisfies readonly BrandId[];

/** The brand whose public API answers at `hostname`; null for any other host (loopback, a proxy of the customer's own). */
export function brandOfHost(hostname: string): Brand | null {
  const wanted = hostname.toLowerCase();
  return BRAND_IDS.map((id) => BRANDS[id]).find((brand) => brand.apiOrigin === `https://${wanted}`) ?? null;
}
