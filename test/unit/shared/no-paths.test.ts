/**
 * No channel of the contract takes a path. Every text that a channel takes is named here with what it is; one that is not
 * named fails, so that whoever adds a field says what it is. What leads to a file, a program or an address is asked about
 * by the three channels that do nothing but ask.
 */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DROP_PURPOSES, CHOICE_PURPOSES } from '../../../shared/grant-purposes.ts';
import { ipcContract } from '../../../shared/ipc-contract.ts';

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

/** Where in the input free text may stand, as `a.b[]`. Dates and enumerations are none. */
function textsIn(schema: JsonSchema, at: string): readonly string[] {
  const both = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const found: string[] = both.flatMap((one) => textsIn(one, at));
  if ([schema.type].flat().includes('string')) {
    const isFree =
      schema.enum === undefined && schema.const === undefined && !/^date/.test(schema.format ?? '');
    if (isFree) found.push(at);
  }
  // Anything at all, which would be a hole.
  if (
    schema.type === undefined &&
    both.length === 0 &&
    schema.enum === undefined &&
    schema.const === undefined
  ) {
    if (Object.keys(schema).filter((name) => name !== '$schema').length === 0) return [`${at}: anything`];
  }
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    found.push(...textsIn(inner, at === '' ? name : `${at}.${name}`));
  }
  for (const inner of [schema.items, ...(schema.prefixItems ?? [])]) {
    if (inner !== undefined) found.push(...textsIn(inner, `${at}[]`));
  }
  if (typeof schema.additionalProperties === 'object') {
    found.push(...textsIn(schema.additionalProperties, `${at}{}`));
  }
  return found;
}

function inputTexts(input: z.ZodType): readonly string[] {
  if (input instanceof z.ZodUndefined) return [];
  return [
    ...new Set(textsIn(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema, '')),
  ];
}

/** By the last name of a field: the same name means the same everywhere. */
const KNOWN: Readonly<Record<string, 'id' | 'secret' | 'words'>> = {
  keyId: 'id',
  oldKeyId: 'id',
  newKeyId: 'id',
  'keyIds[]': 'id',
  connectionId: 'id',
  'connectionIds[]': 'id',
  accountId: 'id',
  roleId: 'id',
  rotationId: 'id',
  'rotationIds[]': 'id',
  replacementId: 'id',
  placeId: 'id',
  code: 'id',
  planId: 'id',
  findingId: 'id',
  sourceId: 'id',
  scanId: 'id',
  guideId: 'id',
  stepId: 'id',
  batchId: 'id',
  reviewId: 'id',
  viewId: 'id',
  adminId: 'id',
  subjectId: 'id',
  formId: 'id',
  id: 'id',
  'ids[]': 'id',
  provider: 'id',
  /** Of a difference: together with the record's id, and compared with what was shown. */
  collection: 'id',
  field: 'id',
  editor: 'id',
  password: 'secret',
  oldPassword: 'secret',
  newPassword: 'secret',
  recoveryKey: 'secret',
  adminKey: 'secret',
  secret: 'secret',
  name: 'words',
  alias: 'words',
  note: 'words',
  notes: 'words',
  text: 'words',
  title: 'words',
  reason: 'words',
  person: 'words',
  owner: 'words',
  'access[]': 'words',
  tag: 'words',
  'tags[]': 'words',
  /** Where a key is used, noted by people; what is a file among it is confirmed before it is opened. */
  'places[]': 'words',
  confirmation: 'words',
  variable: 'words',
  header: 'words',
  headerPrefix: 'words',
  scanPrefix: 'words',
  publicText: 'words',
  'permissions[]': 'words',
  kind: 'words',
  state: 'words',
  tab: 'words',
  search: 'words',
  column: 'words',
  'hidden[]': 'words',
  'values{}': 'words',
  from: 'words',
  until: 'words',
};

/** What leads to a file, a program or an address: the channel asks in a dialog of main's own, and does nothing else. */
const ASKS_FIRST: Readonly<Record<string, readonly string[]>> = {
  'grants.address': ['address'],
  'grants.program': ['program.command', 'program.args[]', 'command.program', 'command.args[]'],
  'app.open-external': ['url'],
};

const channels = Object.entries(ipcContract).map(([name, { input }]) => ({ name, texts: inputTexts(input) }));
const lastName = (text: string): string => text.split('.').at(-1) ?? text;

describe('the contract', () => {
  it('is looked through as it is: a text is seen wherever it stands', () => {
    const seen = inputTexts(
      z.object({
        a: z.array(z.object({ path: z.string().nullable() })),
        b: z.discriminatedUnion('kind', [z.object({ kind: z.literal('x'), file: z.string().optional() })]),
        c: z.record(z.string(), z.union([z.string(), z.number()])),
        d: z.enum(['y']),
        e: z.iso.datetime(),
        f: z.any(),
      }),
    );
    expect([...seen].sort()).toEqual(['a[].path', 'b.file', 'c{}', 'f: anything']);
  });

  it('has no channel that takes a path', () => {
    const taking = channels.flatMap(({ name, texts }) =>
      texts
        .filter((text) => !(ASKS_FIRST[name] ?? []).includes(text))
        .filter((text) => KNOWN[lastName(text)] === undefined)
        .map((text) => `${name}: ${text}`),
    );
    expect(taking).toEqual([]);
  });

  it('names nothing a path, a file, a program or an address but where it only asks', () => {
    const named = channels.flatMap(({ name, texts }) =>
      texts
        .filter((text) => /path|file|folder|dir|url|uri|address|host|program|command|args/i.test(text))
        .map((text) => `${name}: ${text}`),
    );
    expect(named.sort()).toEqual(
      Object.entries(ASKS_FIRST)
        .flatMap(([name, texts]) => texts.map((text) => `${name}: ${text}`))
        .sort(),
    );
  });

  it('takes no address among the settings', () => {
    expect(ipcContract['settings.update'].input.parse({ updateFeed: 'https://evil.example/' })).toEqual({});
  });

  it('lets a drop stand only for what is read', () => {
    for (const purpose of DROP_PURPOSES) expect(CHOICE_PURPOSES).toContain(purpose);
    expect(DROP_PURPOSES.filter((purpose) => /^save-/.test(purpose))).toEqual([]);
  });
});
