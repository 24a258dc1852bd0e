/**
 * What scans found (`store.ts`, `steady-findings.ts`), the scan under way (`scan-store.ts`), watched sources, and what is done
 * about a finding. `sentence.ts` words one for every other part.
 */
export {};
