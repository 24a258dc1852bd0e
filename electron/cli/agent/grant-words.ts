/** Grants and questions, in words and as JSON. */
import type { Grant, Need, Purpose } from '../../agent/grants.ts';
import type { Offer } from '../../agent/offers.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { scopeWords } from '../../../shared/program-scope.ts';

const PURPOSE_TEXTS = {
  list: say('agent.purpose-list'),
  use: say('agent.purpose-use'),
  inject: say('agent.purpose-inject'),
  reveal: say('agent.purpose-reveal'),
  recognise: say('agent.purpose-recognise'),
} as const satisfies Readonly<Record<Purpose, Said>>;

export function purposeText(purpose: Purpose): Said {
  return PURPOSE_TEXTS[purpose];
}

/** What is wanted, in one sentence's part. */
export function needText({ purpose, keys, scope, summary }: Need): Said {
  const what = purposeText(purpose);
  const names = keys?.map(({ name }) => `“${terminalLine(name)}”`).join(', ');
  const of = names === undefined ? what : say('agent.purpose-of-keys', { purpose: what, names });
  const within =
    scope === undefined
      ? of
      : say('agent.purpose-within', { purpose: of, scope: scopeWords(terminalLine(scope)) });
  return summary === undefined
    ? within
    : say('agent.purpose-within', { purpose: within, scope: terminalLine(summary) });
}

export interface GrantJson {
  readonly id: string;
  readonly program: string;
  readonly startedBy: readonly string[];
  readonly purpose: string;
  readonly keys: readonly string[] | null;
  readonly scope: string | null;
  readonly since: string;
  readonly until: string;
  readonly uses: number;
  readonly lastUsedAt: string | null;
}

export interface QuestionJson {
  readonly code: string;
  readonly program: string;
  readonly startedBy: readonly string[];
  readonly purpose: string;
  readonly keys: readonly string[] | null;
  readonly scope: string | null;
  readonly summary: string | null;
  readonly since: string;
}

const wanted = ({ purpose, keys, scope }: Need) => ({
  purpose,
  keys: keys?.map(({ name }) => name) ?? null,
  scope: scope ?? null,
});

/** Stable form; additions are possible. */
export function grantJson(grant: Grant): GrantJson {
  const { id, program, need, madeAt, until, uses, lastUsedAt } = grant;
  return {
    id,
    program: program.label,
    startedBy: program.startedBy,
    ...wanted(need),
    since: madeAt.toISOString(),
    until: until.toISOString(),
    uses,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

export function questionJson({ code, program, need, askedAt }: Offer): QuestionJson {
  return {
    code,
    program: program.label,
    startedBy: program.startedBy,
    ...wanted(need),
    summary: need.summary ?? null,
    since: askedAt.toISOString(),
  };
}
