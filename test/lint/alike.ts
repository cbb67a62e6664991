import { FindingsError, SourceMap } from '../../src/diagnostics/index.ts';
import { isAlikeInOlder } from '../../src/lint/alike.ts';
import { tryUsers, type Trials } from '../../src/lint/judge.ts';
import { lintOptions } from './lint-options.ts';
import { jsonLines } from '../json-lines.ts';

/** The templates of a file of cases, one a line. */
function templatesIn(file: string): readonly string[] {
  const cases = jsonLines(`fixtures/lint/${file}`) as readonly {
    readonly template?: string;
    readonly broken?: string;
  }[];
  return cases.flatMap(({ template, broken }) => template ?? broken ?? []);
}

const TEMPLATES: readonly string[] = ['corpus.jsonl', 'mutants.jsonl'].flatMap(templatesIn);

/** What lint tries for a template; undefined where it does not parse. */
export function trialsOf(template: string): Trials | undefined {
  try {
    return tryUsers(SourceMap.of(template), lintOptions({ channel: 'email', trigger: 'event' }));
  } catch (error) {
    if (error instanceof FindingsError) return undefined;
    throw error;
  }
}

/** Whether the syntax says that Jinja 2.8 does the same. */
export function isAlike({ accounts, subject }: Trials): boolean {
  return isAlikeInOlder(accounts.own.message.analysis, subject.around);
}

/** What the users are sent, in the own account or in one of Jinja 2.8. */
function sent(template: string, trials: Trials, jinja: '3.1' | '2.8'): readonly string[] {
  const { accounts, search, renders } = trials;
  const profile = { ...accounts.own.profile, jinja };
  const { message } = accounts.all.compile(SourceMap.of(template), profile);
  if (message === undefined) return ['refused'];
  return search.users.map(({ person }) => renders.of(person, profile).outcome.text);
}

/** Of one in `step` of all templates: which part Jinja 2.8 reads alike by its syntax, and those of them whose users are sent something else. */
export function readAlike(step: number): {
  readonly share: number;
  readonly differing: readonly string[];
} {
  const templates = TEMPLATES.filter((_, at) => at % step === 0);
  const alike = templates.flatMap((template) => {
    const trials = trialsOf(template);
    return trials !== undefined && isAlike(trials) ? [{ template, trials }] : [];
  });
  const differing = alike.filter(({ template, trials }) => {
    const [older, newer] = (['2.8', '3.1'] as const).map((one) => sent(template, trials, one));
    return JSON.stringify(older) !== JSON.stringify(newer);
  });
  return {
    share: alike.length / templates.length,
    differing: differing.map(({ template }) => template),
  };
}
