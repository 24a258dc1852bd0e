/** `/v1/core/sandboxes`, from a production account only. A sandbox is an account of its own. */
import { newIdentifier } from '../state/identifiers.ts';
import type { AccountRecord, SandboxRecord } from '../state/records.ts';
import { textOf } from '../http/body.ts';
import { renderSandbox } from '../http/objects.ts';
import { containsText, page, type Call, type Operation } from '../http/operation.ts';
import { Problem, gone, notFound } from '../http/problem.ts';
import { PAGE_FIELDS } from '../http/query.ts';
import { changedFields, renderContext } from './shared.ts';
import { certain } from '../../../shared/certain.ts';

const ROUTE = '/v1/core/sandboxes';
/** What the company's plan allows. */
const SANDBOX_LIMIT = 5;
const includes = (): readonly string[] => ['owner_account'];

function aliveSandboxes(call: Call): readonly SandboxRecord[] {
  return call.server.store
    .table('sandboxes')
    .ofAccount(call.account.id)
    .filter((sandbox) => sandbox.deletedAt === null);
}

function ownSandbox(call: Call): SandboxRecord {
  const sandbox = call.transaction.get('sandboxes', certain(call.parameters['id']));
  if (sandbox === undefined || sandbox.accountId !== call.account.id) throw notFound('sandbox');
  return sandbox;
}

/** The sandbox's units, so that a seeded one is not empty. */
function seedUnits(call: Call, accountId: string): void {
  for (const [name, abbreviation, ratio] of [
    ['Pallet', 'plt', '48'],
    ['Carton', 'ctn', '24'],
  ] as const) {
    call.transaction.put('units', {
      id: newIdentifier('un'),
      accountId,
      createdAt: call.now,
      updatedAt: call.now,
      deletedAt: null,
      sequence: call.transaction.nextSequence(),
      name,
      abbreviation,
      type: 'quantity',
      ratioNumerator: ratio,
      ratioDenominator: '1',
      offsetNumerator: '0',
      offsetDenominator: '1',
      isBaseUnit: false,
      unitGroupIds: [],
    });
  }
}

const list: Operation = {
  method: 'GET',
  route: ROUTE,
  requires: { kind: 'permission', permission: 'sandboxes:read' },
  productionOnly: true,
  query: () => ({ ...PAGE_FIELDS, q: { kind: 'text' } }),
  includes,
  handle: (call) => {
    const q = call.query.text('q');
    return page(
      call,
      ROUTE,
      aliveSandboxes(call),
      (sandbox) => containsText(sandbox.name, q),
      (sandbox) => renderSandbox(renderContext(call), sandbox),
    );
  },
};

const create: Operation = {
  method: 'POST',
  route: ROUTE,
  requires: { kind: 'permission', permission: 'sandboxes:create' },
  productionOnly: true,
  includes,
  body: () => ({
    fields: {
      name: { kind: 'text', maximumLength: 255 },
      mode: { kind: 'choice', values: ['blank', 'seeded'], nullable: true },
    },
  }),
  handle: (call) => {
    const name = textOf(call.body, 'name');
    if (name === undefined) throw new Problem(400, 'missing_field', 'name is required.', { param: 'name' });
    if (name.trim() === '') {
      throw new Problem(400, 'validation_failed', 'name must not be blank.', { param: 'name' });
    }
    const used = aliveSandboxes(call).length;
    if (used >= SANDBOX_LIMIT) {
      throw new Problem(403, 'limit_exceeded', 'The plan allows no further sandboxes.', {
        quota: { limit: SANDBOX_LIMIT, used, reset_at: null },
      });
    }
    const place = {
      createdAt: call.now,
      updatedAt: call.now,
      deletedAt: null,
    };
    const account: AccountRecord = {
      ...place,
      id: newIdentifier('ac'),
      accountId: null,
      sequence: call.transaction.nextSequence(),
      name,
      mode: 'test',
      subscription: 'active',
      ownerAccountId: call.account.id,
      relatedAccountIds: [],
      // Its keys are made by a person who is signed in to it, so no admin key of it is announced.
      announced: false,
      adminKeyRecordId: null,
    };
    const sandbox: SandboxRecord = {
      ...place,
      id: newIdentifier('sbac'),
      accountId: call.account.id,
      sequence: call.transaction.nextSequence(),
      name,
      sandboxAccountId: account.id,
    };
    call.transaction.put('accounts', account);
    call.transaction.put('sandboxes', sandbox);
    if (textOf(call.body, 'mode') === 'seeded') seedUnits(call, account.id);
    call.audit({
      action: 'create',
      resourceType: 'sandbox',
      resourceId: sandbox.id,
      changes: changedFields(null, { name }),
    });
    return {
      status: 201,
      location: `${ROUTE}/${sandbox.id}`,
      body: renderSandbox(renderContext(call), sandbox),
    };
  },
};

const get: Operation = {
  method: 'GET',
  route: `${ROUTE}/{id}`,
  requires: { kind: 'permission', permission: 'sandboxes:read' },
  productionOnly: true,
  includes,
  handle: (call) => {
    const sandbox = ownSandbox(call);
    if (sandbox.deletedAt !== null) throw notFound('sandbox');
    return { status: 200, body: renderSandbox(renderContext(call), sandbox) };
  },
};

const remove: Operation = {
  method: 'DELETE',
  route: `${ROUTE}/{id}`,
  requires: { kind: 'permission', permission: 'sandboxes:delete' },
  productionOnly: true,
  handle: (call) => {
    const sandbox = ownSandbox(call);
    if (sandbox.deletedAt !== null) throw gone('sandbox');
    if (aliveSandboxes(call).length === 1) {
      throw new Problem(400, 'validation_failed', 'At least one sandbox must remain.');
    }
    const end = { deletedAt: call.now, updatedAt: call.now };
    call.transaction.put('sandboxes', { ...sandbox, ...end });
    const account = call.transaction.get('accounts', sandbox.sandboxAccountId);
    if (account !== undefined) call.transaction.put('accounts', { ...account, ...end });
    call.audit({
      action: 'delete',
      resourceType: 'sandbox',
      resourceId: sandbox.id,
      changes: changedFields({ name: sandbox.name }, null),
    });
    return { status: 202, body: {} };
  },
};

export const sandboxOperations: readonly Operation[] = [list, create, get, remove];
