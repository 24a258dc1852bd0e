/**
 * `/v1/operations/production-schedule-settings`: the one thing here that holds a cost. A field of it is guarded, not its
 * route: without `costs:read` the request succeeds and the figure is missing. Everything else is the defaults of an account
 * that never set any.
 */
import { showsWithheldCostsAsZero } from '../../../shared/api-version.ts';
import type { Call, Operation } from '../http/operation.ts';
import { formatTimestamp } from '../state/clock.ts';

const ROUTE = '/v1/operations/production-schedule-settings';
const CHANGEOVER_LABOR_RATE = 38.5;

/** An administrator may see every cost. */
function shownCost(call: Call, cost: number): number | null {
  const mayRead = call.role?.type === 'admin' || call.role?.permissions.includes('costs:read') === true;
  if (mayRead) return cost;
  return showsWithheldCostsAsZero(call.version) ? 0 : null;
}

export const scheduleSettingsOperations: readonly Operation[] = [
  {
    method: 'GET',
    route: ROUTE,
    requires: { kind: 'permission', permission: 'production_schedules:read' },
    handle: (call) => {
      const since = formatTimestamp(call.account.createdAt);
      return {
        status: 200,
        body: {
          object: 'production_schedule_settings',
          settings_status: 'default',
          auto_publish_status: 'inactive',
          cadence_status: 'inactive',
          capacity_headroom_pct: 10,
          changeover_avg_minutes: 45,
          changeover_labor_rate: shownCost(call, CHANGEOVER_LABOR_RATE),
          changeover_max_minutes: 120,
          changeover_min_minutes: 15,
          constraint_department: null,
          created_at: since,
          default_constraint_lead_time_weeks: 1,
          default_customer_lead_time_days: 14,
          default_fulfillment_policy: 'make_to_stock',
          default_lot_units: 1,
          demand_basis: 'seasonal_ema',
          demand_window_months: 12,
          finish_lead_time_weeks: 1,
          forecast_history_months: 24,
          forecast_months: 6,
          forecast_z: 1,
          frozen_weeks: 1,
          generation_cron: null,
          generation_timezone: null,
          holding_rate_pct: 20,
          hours_per_shift: 8,
          last_generated_at: null,
          max_flow_depth: 10,
          max_weeks_supply: 12,
          planning_horizon_weeks: 12,
          receive_calendar_id: null,
          service_level_z: 1.65,
          shifts_per_day: 1,
          ship_calendar_id: null,
          updated_at: since,
          week_start_day: 1,
          weeks_per_year: 52,
          work_days_per_week: 5,
        },
      };
    },
  },
];
