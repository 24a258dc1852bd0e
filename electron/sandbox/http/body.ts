/** Request bodies: a small description per operation, and every way of breaking it. */
import { parseTimestamp } from '../state/clock.ts';
import { Problem, type ProblemCode } from './problem.ts';
import { certain } from '../../../shared/certain.ts';

export interface BodyField {
  readonly kind: 'text' | 'date-time' | 'decimal' | 'choice' | 'texts';
  readonly required?: boolean;
  readonly nullable?: boolean;
  readonly maximumLength?: number;
  readonly values?: readonly string[];
  /** For `texts`: what each item must look like. */
  readonly item?: { readonly matches: (text: string) => boolean; readonly description: string };
}

export interface BodySpec {
  readonly fields: Readonly<Record<string, BodyField>>;
  /** No body counts as `{}`. */
  readonly optional?: boolean;
  /** A body without any field is refused (PATCH). */
  readonly atLeastOne?: boolean;
}

export type BodyValue = string | readonly string[] | null | undefined;
export type BodyValues = Readonly<Record<string, BodyValue>>;

interface Issue {
  readonly code: ProblemCode;
  readonly field: string;
  readonly message: string;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

function broken(code: ProblemCode, field: string, message: string): Issue {
  return { code, field, message };
}

function checkText(name: string, field: BodyField, value: string): Issue | null {
  if (field.required === true && value.trim() === '') {
    return broken('missing_field', name, `${name} is required.`);
  }
  if (field.maximumLength !== undefined && [...value].length > field.maximumLength) {
    return broken('invalid_format', name, `${name} must have at most ${field.maximumLength} characters.`);
  }
  if (field.kind === 'date-time' && parseTimestamp(value) === null) {
    return broken('invalid_format', name, `${name} must be an RFC 3339 date-time.`);
  }
  if (field.kind === 'decimal' && !DECIMAL.test(value)) {
    return broken('invalid_format', name, `${name} must be a decimal number as a string.`);
  }
  if (field.kind === 'choice' && !certain(field.values).includes(value)) {
    return broken('invalid_format', name, `${name} must be one of: ${certain(field.values).join(', ')}.`);
  }
  return null;
}

function checkField(name: string, field: BodyField, value: unknown): Issue | null {
  if (value === undefined) {
    return field.required === true ? broken('missing_field', name, `${name} is required.`) : null;
  }
  if (value === null) {
    return field.nullable === true ? null : broken('invalid_format', name, `${name} must not be null.`);
  }
  if (field.kind === 'texts') {
    if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) {
      return broken('invalid_format', name, `${name} must be an array of strings.`);
    }
    const item = field.item;
    return item !== undefined && value.some((text) => !item.matches(text as string))
      ? broken('invalid_format', name, `${name} must hold ${item.description}.`)
      : null;
  }
  if (typeof value !== 'string') return broken('invalid_format', name, `${name} must be a string.`);
  return checkText(name, field, value);
}

/** The known name that differs least from `name`, if it is near. */
function nearest(name: string, known: readonly string[]): string | null {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
  return (
    known.find((candidate) => plain(candidate) === plain(name)) ??
    known.find((candidate) => plain(candidate).startsWith(plain(name)) && plain(name).length >= 3) ??
    null
  );
}

/**
 * @throws Problem `validation_failed`, `missing_field`, `invalid_format`, `parameter_unknown`
 */
export function readBody(raw: Buffer, spec: BodySpec): BodyValues {
  let parsed: unknown;
  if (raw.length === 0 && spec.optional === true) {
    parsed = {};
  } else {
    try {
      parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
    } catch {
      throw new Problem(400, 'validation_failed', 'The request body is not valid JSON.');
    }
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Problem(400, 'validation_failed', 'The request body must be a JSON object.');
  }
  const body = parsed as Record<string, unknown>;
  const known = Object.keys(spec.fields);
  const issues: Issue[] = [];
  for (const name of known) {
    const issue = checkField(
      name,
      certain(spec.fields[name]),
      Object.hasOwn(body, name) ? body[name] : undefined,
    );
    if (issue !== null) issues.push(issue);
  }
  for (const name of Object.keys(body)) {
    if (known.includes(name)) continue;
    const shown = name.slice(0, 100);
    const near = nearest(name, known);
    issues.push(
      broken(
        'parameter_unknown',
        shown,
        `Unknown field: ${shown}.${near === null ? '' : ` Did you mean ${near}?`}`,
      ),
    );
  }
  if (spec.atLeastOne === true && Object.keys(body).length === 0) {
    throw new Problem(400, 'validation_failed', 'The request body must change at least one field.');
  }
  const [first] = issues;
  if (first !== undefined) {
    throw issues.length === 1
      ? new Problem(400, first.code, first.message, { param: first.field })
      : new Problem(400, 'validation_failed', issues.map((issue) => issue.message).join(' '), {
          param: first.field,
        });
  }
  return body as BodyValues;
}

/** For a field whose rule was checked by readBody. */
export function textOf(values: BodyValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

export function textsOf(values: BodyValues, name: string): readonly string[] | undefined {
  const value = values[name];
  return Array.isArray(value) ? (value as readonly string[]) : undefined;
}
