/**
 * The domain, over `vault/` and without an API: `registry/` (the key record of every service), `lifecycle/`, `care/`
 * (owner, policy, views), `findings/`, `matters/` (what needs somebody), `batches/`, `review/`, `runbook/`, `trash/`,
 * `transfer/` (exports and imports), `places/` and `files/` (where a secret is used), `masking/`. A service implements the
 * port in `provider.ts`.
 */
export {};
