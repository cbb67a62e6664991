import {
  defaultProfile,
  readRecipient,
  RECIPIENT_VARIABLES,
  type AuxTable,
  type Channel,
  type Profile,
  type TriggerKind,
} from '../../src/account/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { fromJs, type Dict } from '../../src/jinja/index.ts';
import { lint, RULES, type LintReport, type Witness } from '../../src/lint/index.ts';
import { lintOptions, NOW } from './lint-options.ts';
import { jsonLines } from '../json-lines.ts';
import { withoutAddresses } from '../oracle/answers.ts';

/** A template that is judged, in the campaign that it is for. */
export type Judged = {
  readonly name: string;
  readonly channel: Channel;
  readonly trigger: TriggerKind;
  readonly template: string;
};

/** A finding with the user who shows it, and the account in which it does. */
export type Shown = Judged & {
  readonly code: string;
  readonly witness: Witness;
  readonly profile: Profile;
};

/** What the real Jinja2 made of a witness: a text, or why there is none. */
export type Answer = {
  readonly text?: string;
  readonly error?: string;
  readonly null?: true;
  readonly reasons?: readonly string[];
};

/** The templates of the corpus, and the bad examples of the rules. */
export function judgedTemplates(): readonly Judged[] {
  const rules = RULES.filter((rule) => !('checkMap' in rule)).map(({ code, bad, where }) => ({
    name: code,
    channel: 'email' as const,
    trigger: 'event' as const,
    ...where,
    template: bad,
  }));
  return [...(jsonLines('fixtures/lint/corpus.jsonl') as readonly Judged[]), ...rules];
}

/** Every witness that lint has for a template, of its report where that is at hand. */
export function witnessesOf(
  judged: Judged,
  { findings }: LintReport = lint(judged.template, lintOptions(judged)),
): readonly Shown[] {
  const profile = defaultProfile(judged.channel);
  return findings.flatMap(({ code, witness }) =>
    witness === undefined
      ? []
      : [{ ...judged, code, witness, profile: { ...profile, ...witness.account } }],
  );
}

/** A map in which every key finds the same: a table of a made-up user has one row, whatever it is asked for. */
class Same<V> extends Map<string, V> {
  private readonly value: V | undefined;

  constructor(value: V | undefined) {
    super();
    this.value = value;
  }

  override get(): V | undefined {
    return this.value;
  }
}

/** The tables that hold the rows of a made-up user; one of any other name is empty. */
class Tables extends Map<string, AuxTable> {
  private readonly made: Readonly<Record<string, unknown>>;

  constructor(made: Readonly<Record<string, unknown>>) {
    super();
    this.made = made;
  }

  override get(file: string): AuxTable {
    const row = this.made[file];
    const rows = new Same(row === undefined ? undefined : (fromJs(row) as Dict));
    return { file, key: 'key', columns: [], rows };
  }
}

/** What the emulator makes of a witness: its text, or undefined where it is not sent. */
export function ownAnswer(shown: Shown): string | undefined {
  const { template, channel, trigger, witness, profile } = shown;
  const { user, answers, rows } = witness.fixture;
  const { recipient } = readRecipient(user, 'witness.yaml');
  if (recipient === undefined) throw new TypeError(`this is no fixture user: ${user}`);
  const emulator = createEmulator({
    profile,
    channel,
    trigger,
    clock: () => momentOf(witness),
    contentApi: ({ name }) =>
      name in answers ? { answer: fromJs(answers[name]) } : { failure: 'timeout' },
    auxTables: new Tables(rows),
    contentBlocks: new Same({ kind: 'text' as const, content: '' }),
  });
  const outcome = emulator.compile(template).render(recipient);
  return outcome.sent ? outcome.text : undefined;
}

function momentOf({ now }: Witness): number {
  return now === undefined ? NOW : Date.parse(now);
}

/** Whether the real Jinja2 and the emulator agree: the same text but for addresses of objects, or not sent. */
export function agrees(own: string | undefined, { text }: Answer): boolean {
  return (own && withoutAddresses(own)) === (text && withoutAddresses(text));
}

const PARTS: ReadonlyMap<string, string> = new Map(
  RECIPIENT_VARIABLES.map(({ section, part }) => [section, part]),
);

/** The case that `test/oracle/witnesses.py` takes, a line of JSON in which floats keep their points. */
export function caseOf({ template, witness, profile }: Shown, id: number): string {
  const { user, answers, rows } = witness.fixture;
  const { answers: _known, ...settings } = profile;
  const sections = [...user.matchAll(/^([\w-]+):(?: \{\})?\n((?: {2}.*\n)*)/gm)].map(
    ([, section = '', lines = '']) =>
      `"${PARTS.get(section)}": {${lines
        .trimEnd()
        .split('\n')
        .filter((line) => line !== '')
        .join(', ')}}`,
  );
  // The editor puts content blocks in before Jinja reads the text.
  const text = template.replaceAll(/\{\{-?\s*ContentBlocks?[^{}]*\}\}/g, '');
  const rest = JSON.stringify({
    id,
    template: text,
    profile: settings,
    answers,
    rows,
    now: momentOf(witness),
  });
  return [rest.slice(0, -1), ...sections].join(', ') + '}';
}

/** Where the answers of the real Jinja2 are kept. */
export const RECORDED = 'fixtures/lint/witnesses.jsonl';

/** A witness in a line that says which it is. */
export function keyOf({ name, code, witness }: Shown): string {
  const { kind, attribute, value, account } = witness;
  return JSON.stringify([name, code, `${kind} ${attribute}`, value, account ?? {}]);
}
