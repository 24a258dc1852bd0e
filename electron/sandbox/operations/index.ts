/** Every operation the server answers. */
import type { Operation } from '../http/operation.ts';
import { apiKeyOperations } from './api-keys.ts';
import { auditEventOperations } from './audit-events.ts';
import { permissionGroupOperations } from './permission-groups.ts';
import { requestLogOperations } from './request-logs.ts';
import { roleOperations } from './roles.ts';
import { sandboxOperations } from './sandboxes.ts';
import { scheduleSettingsOperations } from './schedule-settings.ts';
import { unitOperations } from './units.ts';

export const operations: readonly Operation[] = [
  ...apiKeyOperations,
  ...roleOperations,
  ...permissionGroupOperations,
  ...unitOperations,
  ...scheduleSettingsOperations,
  ...sandboxOperations,
  ...requestLogOperations,
  ...auditEventOperations,
];
