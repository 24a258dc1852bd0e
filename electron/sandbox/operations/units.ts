/** `/v1/catalog/units`: the quickstart's example, and what a key is tested with. */
import { newIdentifier } from '../state/identifiers.ts';
import { UNIT_TYPES, type UnitRecord, type UnitType } from '../state/records.ts';
import { textOf, type BodyField } from '../http/body.ts';
import { renderUnit } from '../http/objects.ts';
import { containsText, page, type Call, type Operation } from '../http/operation.ts';
import { Problem, gone, notFound } from '../http/problem.ts';
import { PAGE_FIELDS } from '../http/query.ts';
import { changedFields, ownAndSystem, renderContext } from './shared.ts';
import { certain } from '../../../shared/certain.ts';

const ROUTE = '/v1/catalog/units';
const includes = (): readonly string[] => ['owner', 'owner.account'];

const NAME: BodyField = { kind: 'text', maximumLength: 255 };
const DECIMAL: BodyField = { kind: 'decimal' };
const RATIO_FIELDS = {
  ratio_numerator: DECIMAL,
  ratio_denominator: DECIMAL,
  offset_numerator: DECIMAL,
  offset_denominator: DECIMAL,
};

function required(fields: Readonly<Record<string, BodyField>>): Record<string, BodyField> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, { ...field, required: true }]),
  );
}

function visibleUnit(call: Call): UnitRecord {
  const unit = call.transaction.get('units', certain(call.parameters['id']));
  if (unit === undefined || (unit.accountId !== null && unit.accountId !== call.account.id)) {
    throw notFound('unit');
  }
  return unit;
}

function ownUnit(call: Call): UnitRecord {
  const unit = visibleUnit(call);
  if (unit.deletedAt !== null) throw gone('unit');
  if (unit.accountId === null) {
    throw new Problem(400, 'validation_failed', 'System units can not be changed.');
  }
  return unit;
}

/** @throws Problem `resource_conflict`: names are unique, and so are abbreviations */
function assertFree(
  call: Call,
  wanted: Pick<UnitRecord, 'name' | 'abbreviation'>,
  exceptId: string | null,
): void {
  const others = ownAndSystem(call, call.server.store.table('units')).filter(({ id }) => id !== exceptId);
  for (const field of ['name', 'abbreviation'] as const) {
    if (others.some((unit) => unit[field].toLowerCase() === wanted[field].toLowerCase())) {
      throw new Problem(409, 'resource_conflict', `A unit with this ${field} exists already.`, {
        param: field,
      });
    }
  }
}

/** @throws Problem `invalid_format`: a ratio or offset is a fraction, and its lower part is never zero */
function assertDenominators(unit: UnitRecord): void {
  for (const [name, value] of [
    ['ratio_denominator', unit.ratioDenominator],
    ['offset_denominator', unit.offsetDenominator],
  ] as const) {
    if (Number(value) === 0) {
      throw new Problem(400, 'invalid_format', `${name} must not be zero.`, { param: name });
    }
  }
}

function tracked(unit: UnitRecord): Readonly<Record<string, string>> {
  return {
    name: unit.name,
    abbreviation: unit.abbreviation,
    type: unit.type,
    ratio_numerator: unit.ratioNumerator,
    ratio_denominator: unit.ratioDenominator,
    offset_numerator: unit.offsetNumerator,
    offset_denominator: unit.offsetDenominator,
  };
}

const list: Operation = {
  method: 'GET',
  route: ROUTE,
  requires: { kind: 'permission', permission: 'units:read' },
  query: () => ({
    ...PAGE_FIELDS,
    q: { kind: 'text' },
    type: { kind: 'choice', values: UNIT_TYPES },
    unit_group_ids: { kind: 'texts' },
  }),
  includes,
  handle: (call) => {
    const q = call.query.text('q');
    const type = call.query.text('type');
    const groups = call.query.set('unit_group_ids');
    return page(
      call,
      ROUTE,
      ownAndSystem(call, call.server.store.table('units')),
      (unit) =>
        (containsText(unit.name, q) || containsText(unit.abbreviation, q)) &&
        (type === null || unit.type === type) &&
        (groups === null || unit.unitGroupIds.some((id) => groups.has(id))),
      (unit) => renderUnit(renderContext(call), unit),
    );
  },
};

const create: Operation = {
  method: 'POST',
  route: ROUTE,
  requires: { kind: 'permission', permission: 'units:create' },
  includes,
  body: () => ({
    fields: required({
      name: NAME,
      abbreviation: NAME,
      type: { kind: 'choice', values: UNIT_TYPES },
      ...RATIO_FIELDS,
    }),
  }),
  handle: (call) => {
    const text = (name: string): string => certain(textOf(call.body, name));
    assertFree(call, { name: text('name'), abbreviation: text('abbreviation') }, null);
    const unit: UnitRecord = {
      id: newIdentifier('un'),
      accountId: call.account.id,
      createdAt: call.now,
      sequence: call.transaction.nextSequence(),
      name: text('name'),
      abbreviation: text('abbreviation'),
      type: text('type') as UnitType,
      ratioNumerator: text('ratio_numerator'),
      ratioDenominator: text('ratio_denominator'),
      offsetNumerator: text('offset_numerator'),
      offsetDenominator: text('offset_denominator'),
      isBaseUnit: false,
      unitGroupIds: [],
      updatedAt: call.now,
      deletedAt: null,
    };
    assertDenominators(unit);
    call.transaction.put('units', unit);
    call.audit({
      action: 'create',
      resourceType: 'unit',
      resourceId: unit.id,
      changes: changedFields(null, tracked(unit)),
    });
    return { status: 201, location: `${ROUTE}/${unit.id}`, body: renderUnit(renderContext(call), unit) };
  },
};

const get: Operation = {
  method: 'GET',
  route: `${ROUTE}/{id}`,
  requires: { kind: 'permission', permission: 'units:read' },
  includes,
  handle: (call) => {
    const unit = visibleUnit(call);
    if (unit.deletedAt !== null) throw notFound('unit');
    return { status: 200, body: renderUnit(renderContext(call), unit) };
  },
};

const update: Operation = {
  method: 'PATCH',
  route: `${ROUTE}/{id}`,
  requires: { kind: 'permission', permission: 'units:update' },
  includes,
  body: () => ({ atLeastOne: true, fields: { name: NAME, abbreviation: NAME, ...RATIO_FIELDS } }),
  handle: (call) => {
    const before = ownUnit(call);
    const text = (name: string, otherwise: string): string => textOf(call.body, name) ?? otherwise;
    const after: UnitRecord = {
      ...before,
      name: text('name', before.name),
      abbreviation: text('abbreviation', before.abbreviation),
      ratioNumerator: text('ratio_numerator', before.ratioNumerator),
      ratioDenominator: text('ratio_denominator', before.ratioDenominator),
      offsetNumerator: text('offset_numerator', before.offsetNumerator),
      offsetDenominator: text('offset_denominator', before.offsetDenominator),
      updatedAt: call.now,
    };
    for (const name of ['name', 'abbreviation'] as const) {
      if (after[name].trim() === '') {
        throw new Problem(400, 'missing_field', `${name} must not be empty.`, { param: name });
      }
    }
    assertFree(call, after, after.id);
    assertDenominators(after);
    call.transaction.put('units', after);
    call.audit({
      action: 'update',
      resourceType: 'unit',
      resourceId: after.id,
      changes: changedFields(tracked(before), tracked(after)),
    });
    return { status: 200, body: renderUnit(renderContext(call), after) };
  },
};

const remove: Operation = {
  method: 'DELETE',
  route: `${ROUTE}/{id}`,
  requires: { kind: 'permission', permission: 'units:delete' },
  handle: (call) => {
    const unit = ownUnit(call);
    call.transaction.put('units', { ...unit, deletedAt: call.now, updatedAt: call.now });
    call.audit({
      action: 'delete',
      resourceType: 'unit',
      resourceId: unit.id,
      changes: changedFields(tracked(unit), null),
    });
    return { status: 200, body: {} };
  },
};

export const unitOperations: readonly Operation[] = [list, create, get, update, remove];
