/** What a person may set about updates. */
import { z } from 'zod';

export const aboutSettings = {
  /** Address of another feed than the one the package names; empty: that one. Its manifests need the same signature. */
  updateFeed: z.string().max(500),
  /** Look for updates at the start and once a day. */
  updateChecks: z.boolean(),
} as const;
