/**
 * The way of a request through the server, in the real one's order: admission, permission, query, body, the operation, and
 * one commit for what it did and the reply that is kept.
 */
import { formatTimestamp } from '../state/clock.ts';
import { newIdentifier } from '../state/identifiers.ts';
import type { AuditEventRecord, RoleRecord } from '../state/records.ts';
import { admit, idempotencyKeyOf, type Admitted, type IncomingRequest, type Trace } from './admission.ts';
import { readBody } from './body.ts';
import type { CommittedEvents, Fault } from './faults.ts';
import {
  idempotentRequest,
  storeReply,
  type IdempotencyLocks,
  type IdempotentRequest,
  type StoredReply,
} from './idempotency.ts';
import type { Call, Operation, ServerContext } from './operation.ts';
import { Problem, problemForStatus, renderProblem } from './problem.ts';
import { readQuery } from './query.ts';
import { actorOf } from './request-log.ts';
import { certain } from '../../../shared/certain.ts';

export interface Outcome {
  readonly reply: StoredReply;
  readonly replayed: boolean;
  readonly problem: Problem | null;
}

export interface PipelineContext extends ServerContext {
  readonly locks: IdempotencyLocks;
  readonly events: CommittedEvents;
}

function authorize(operation: Operation, { key, account }: Admitted, role: RoleRecord | undefined): void {
  const alive = role !== undefined && role.deletedAt === null ? role : undefined;
  const { requires } = operation;
  if (requires.kind === 'admin') {
    if (account.id !== key.accountId) {
      throw new Problem(
        403,
        'insufficient_permissions',
        'API Keys can be managed in their own account only.',
      );
    }
    if (alive?.type !== 'admin') {
      throw new Problem(
        403,
        'insufficient_permissions',
        'This API Key needs a role of type administrator for that.',
      );
    }
  } else if (alive?.type !== 'admin' && alive?.permissions.includes(requires.permission) !== true) {
    const [domain, action] = requires.permission.split(':');
    throw new Problem(
      403,
      'insufficient_permissions',
      `This API Key does not have permission to ${action} ${domain}.`,
    );
  }
  if (operation.productionOnly === true && account.mode !== 'prod') {
    throw new Problem(
      403,
      'insufficient_permissions',
      'This API Key belongs to a sandbox: sandboxes can be managed from a production account only.',
    );
  }
}

/** Runs the operation and commits what it did together with the stored reply. */
function perform(
  context: PipelineContext,
  request: IncomingRequest,
  admitted: Admitted,
  idempotent: IdempotentRequest | null,
): StoredReply {
  const { operation } = request;
  const { version, contract, key, account } = admitted;
  const role = context.store.table('roles').get(key.roleId);
  authorize(operation, admitted, role);
  const query = readQuery(
    request.url.searchParams,
    operation.query?.(contract) ?? {},
    operation.includes?.(contract) ?? [],
    operation.ignoresUnknown?.(version) ?? false,
  );
  const spec = operation.body?.(contract);
  const body = spec === undefined ? {} : readBody(request.body, spec);
  const now = context.clock.now();
  const changed: string[] = [];
  const reply = context.store.transaction((transaction): StoredReply => {
    const call: Call = {
      server: context,
      version,
      contract,
      url: request.url,
      parameters: request.parameters,
      query,
      body,
      now,
      key,
      role,
      account,
      transaction,
      audit: (entry) => {
        changed.push(entry.resourceId);
        const event: AuditEventRecord = {
          id: newIdentifier('ae'),
          accountId: account.id,
          createdAt: now,
          sequence: transaction.nextSequence(),
          ...entry,
          actor: actorOf(key),
          requestId: request.id,
          idempotencyKey: idempotencyKeyOf(request),
          sourceIp: request.clientIp,
        };
        transaction.put('auditEvents', event);
      },
    };
    const result = operation.handle(call);
    const stored: StoredReply = {
      status: result.status,
      location: result.location ?? null,
      body: JSON.stringify(result.body),
    };
    if (idempotent !== null) storeReply(transaction, idempotent, stored, now);
    return stored;
  });
  if (changed.length > 0) {
    context.events.emit({
      at: formatTimestamp(now),
      requestId: request.id,
      method: operation.method,
      path: request.url.pathname,
      route: operation.route,
      status: reply.status,
      accountId: account.id,
      actorId: key.id,
      idempotencyKey: idempotencyKeyOf(request),
      changed,
    });
  }
  return reply;
}

/** @throws Error whatever is no Problem: a defect or a failed write */
function performOrRefuse(
  context: PipelineContext,
  request: IncomingRequest,
  admitted: Admitted,
  idempotent: IdempotentRequest | null,
): Outcome {
  try {
    return { reply: perform(context, request, admitted, idempotent), replayed: false, problem: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const outcome = problemOutcome(context, request, error);
    // A deterministic refusal is replayed like a success.
    if (idempotent !== null) {
      context.store.transaction((transaction) =>
        storeReply(transaction, idempotent, outcome.reply, context.clock.now()),
      );
    }
    return outcome;
  }
}

export function problemOutcome(
  context: ServerContext,
  request: { readonly id: string },
  problem: Problem,
): Outcome {
  const body = JSON.stringify(renderProblem(problem, context.brand, request.id));
  return { reply: { status: problem.status, location: null, body }, replayed: false, problem };
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    // A held request does not keep a server that was closed from ending.
    setTimeout(resolve, milliseconds).unref();
  });
}

function refuseGone(request: IncomingRequest): void {
  if (request.isGone()) {
    throw new Problem(
      499,
      'client_closed_request',
      'The client closed the connection before the request was handled.',
    );
  }
}

/**
 * Everything after the rate limit. Resolves to null where a fault swallowed the request before it was handled.
 */
export async function runRequest(
  context: PipelineContext,
  request: IncomingRequest,
  trace: Trace,
  fault: Fault | null,
): Promise<Outcome | null> {
  let idempotent: IdempotentRequest | null = null;
  let locked = false;
  try {
    let admitted: Admitted | null = null;
    let refusal: Problem | null = null;
    let replay: StoredReply | null = null;
    try {
      admitted = admit(context, request, trace);
      const key = idempotencyKeyOf(request);
      if (key !== null) {
        idempotent = idempotentRequest({
          actorId: admitted.key.id,
          accountId: admitted.account.id,
          method: request.operation.method,
          route: request.operation.route,
          key,
          query: request.url.search,
          body: request.body,
          secretPart: admitted.secretPart,
        });
        replay = context.locks.begin(context.store, idempotent, context.clock.now());
        locked = replay === null;
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refusal = error;
    }
    if (fault?.afterCommit === false && fault.delayMs > 0) {
      // The lock is held meanwhile: a second request with the same idempotency key is told to wait.
      await wait(fault.delayMs);
      refuseGone(request);
    }
    if (fault?.dropBeforeCommit === true) return null;
    if (fault !== null && fault.status !== null && !fault.afterCommit) throw problemForStatus(fault.status);
    if (refusal !== null) throw refusal;
    const outcome: Outcome =
      replay === null
        ? performOrRefuse(context, request, certain(admitted), idempotent)
        : { reply: replay, replayed: true, problem: null };
    if (fault?.afterCommit === true && fault.delayMs > 0) await wait(fault.delayMs);
    if (fault !== null && fault.status !== null) throw problemForStatus(fault.status);
    return outcome;
  } catch (error) {
    if (error instanceof Problem) return problemOutcome(context, request, error);
    throw error;
  } finally {
    if (locked) context.locks.end(certain(idempotent));
  }
}
