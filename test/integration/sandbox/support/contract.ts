/**
 * Both contracts as validators for every response. The older one is Augno's published document; the newer one, which has no
 * published document, is derived from it by the differences that Augno's documentation and SDK show.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

interface Schema {
  readonly [keyword: string]: unknown;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, PublishedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface PublishedOperation {
  readonly responses: Readonly<
    Record<string, { readonly content: { readonly 'application/json': { readonly schema: Schema } } }>
  >;
}

export type ContractName = 'v15' | 'v50';

export const published = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../../fixtures/openapi/augno-openapi.json'), 'utf8'),
) as Document;

/** OpenAPI 3.0 to JSON Schema: `nullable`, and no fields that the document does not know. */
function toJsonSchema(schema: unknown, isNames = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => toJsonSchema(item));
  if (typeof schema !== 'object' || schema === null) return schema;
  if (isNames) {
    return Object.fromEntries(Object.entries(schema).map(([name, inner]) => [name, toJsonSchema(inner)]));
  }
  const { nullable, ...rest } = schema as Schema;
  const converted: Record<string, unknown> = {};
  for (const [keyword, inner] of Object.entries(rest)) {
    if (keyword === '$ref')
      converted[keyword] = (inner as string).replace('#/components/schemas/', 'api#/$defs/');
    else converted[keyword] = toJsonSchema(inner, keyword === 'properties');
  }
  if ('properties' in converted) converted['additionalProperties'] = false;
  return nullable === true ? { anyOf: [{ type: 'null' }, converted] } : converted;
}

type Properties = Record<string, unknown>;

function change(schemas: Record<string, Schema>, name: string, work: (properties: Properties) => void): void {
  const schema = structuredClone(schemas[name]!) as { properties: Properties; required?: string[] };
  work(schema.properties);
  schema.required = Object.keys(schema.properties);
  schemas[name] = schema;
}

/** The published document, corrected where its schema contradicts its own description. */
function publishedSchemas(): Record<string, Schema> {
  const schemas = { ...published.components.schemas };
  change(schemas, 'AuditFieldChange', (properties) => {
    // Typed as objects, described as "JSON fragment. Null for creation events": any JSON value.
    properties['old_value'] = {};
    properties['new_value'] = {};
  });
  return schemas;
}

const NULLABLE_TEXT = { type: 'string', nullable: true };
const ANY = {};

function newerSchemas(): Record<string, Schema> {
  const schemas = publishedSchemas();
  const rename = (properties: Properties, from: string, to: string, schema: unknown): void => {
    Reflect.deleteProperty(properties, from);
    properties[to] = schema;
  };
  change(schemas, 'PageInfo', (properties) => {
    rename(properties, 'next_cursor', 'next_page_url', NULLABLE_TEXT);
    rename(properties, 'prev_cursor', 'previous_page_url', NULLABLE_TEXT);
  });
  change(schemas, 'CreatedAPIKey', (properties) => {
    properties['object'] = { type: 'string', enum: ['created_api_key'] };
  });
  change(schemas, 'Actor', (properties) => {
    properties['avatar_url'] = NULLABLE_TEXT;
  });
  change(schemas, 'AuditFieldChange', (properties) => {
    properties['object'] = { type: 'string', enum: ['audit_field_change'] };
  });
  change(schemas, 'RequestLog', (properties) => {
    rename(properties, 'query_json', 'query_params', ANY);
    rename(properties, 'request_body_json', 'request_body', ANY);
    rename(properties, 'response_body_json', 'response_body', ANY);
    delete properties['identity_type'];
  });
  change(schemas, 'AuditEvent', (properties) => {
    rename(properties, 'request_id', 'request', {
      allOf: [{ $ref: '#/components/schemas/RequestLog' }],
      nullable: true,
    });
    properties['account'] = { allOf: [{ $ref: '#/components/schemas/Account' }], nullable: true };
    properties['metadata'] = { type: 'object', nullable: true };
  });
  return schemas;
}

export class Contract {
  readonly #ajv: Ajv;
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(name: ContractName) {
    this.#ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(this.#ajv);
    this.#ajv.addFormat('decimal', /^-?\d+(\.\d+)?$/);
    const schemas = name === 'v15' ? publishedSchemas() : newerSchemas();
    const definitions = Object.fromEntries(
      Object.entries(schemas).map(([key, schema]) => [key, toJsonSchema(schema)]),
    );
    this.#ajv.addSchema({ $id: 'api', $defs: definitions });
  }

  /** What is wrong with a response; null if nothing. `template` as in the document. */
  problemWith(method: string, template: string, status: number, body: unknown): string | null {
    const operation = published.paths[template]?.[method.toLowerCase()];
    if (operation === undefined) return `${method} ${template} is not in the document`;
    const response =
      operation.responses[String(status)] ?? (status >= 400 ? operation.responses['4XX'] : undefined);
    if (response === undefined) return `${method} ${template} has no response ${String(status)}`;
    return this.#check(response.content['application/json'].schema, body);
  }

  problemWithError(body: unknown): string | null {
    return this.#check({ $ref: '#/components/schemas/APIErrorResponse' }, body);
  }

  #check(schema: Schema, body: unknown): string | null {
    const key = JSON.stringify(schema);
    const validate = this.#validators.get(key) ?? this.#ajv.compile(toJsonSchema(schema) as object);
    this.#validators.set(key, validate);
    return validate(body) ? null : this.#ajv.errorsText(validate.errors);
  }
}

/** The template of the document that a path belongs to; null if none. */
export function templateOf(pathname: string): string | null {
  const fits = (template: string): boolean =>
    new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname);
  const templates = Object.keys(published.paths).filter(fits);
  // A literal segment wins over a parameter, as in `audit-events/resource-types`.
  return templates.sort((left, right) => left.split('{').length - right.split('{').length)[0] ?? null;
}
