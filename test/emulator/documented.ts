import { FindingsError } from '../../src/diagnostics/index.ts';
import {
  makeProfile,
  nobleHashes,
  readAuxTable,
  readContentApi,
  readContentBlocks,
  type AuxTable,
  type Channel,
  type FailureCategory,
  type PreviewErrors,
  type ProfileValues,
  type Recipient,
  type TriggerKind,
} from '../../src/account/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { Dict, fromJs } from '../../src/jinja/index.ts';
import { jsonLines } from '../json-lines.ts';

/** What comes of a message: its text, why it is not sent, or what is wrong with the template (a part of the message). */
export type Answer =
  | { readonly text: string }
  | {
      readonly dropped: readonly {
        readonly category: FailureCategory;
        readonly name?: string;
        readonly message?: string;
      }[];
    }
  | { readonly error: string }
  | { readonly preview: readonly PreviewErrors[] };

/**
 * One example of MoEngage's documentation: the template with the data that the page describes, and the answer that the page
 * states. `ours` and `why` are there where ours is another one.
 */
export type DocumentedCase = {
  readonly id: string;
  readonly page: string;
  readonly heading: string;
  readonly template: string;
  readonly documented: Answer;
  readonly ours?: Answer;
  readonly why?: string;
  readonly profile?: Partial<ProfileValues>;
  readonly channel?: Channel;
  readonly trigger?: TriggerKind;
  readonly mode?: 'send' | 'preview';
  readonly now?: string;
  readonly data?: Readonly<Partial<Record<keyof Recipient, object>>>;
  readonly contentApi?: object;
  readonly contentBlocks?: object;
  readonly aux?: Readonly<Record<string, string>>;
};

/** The cases of fixtures/moengage/documented.jsonl. */
export function documentedCases(): readonly DocumentedCase[] {
  const url = new URL('../../fixtures/moengage/documented.jsonl', import.meta.url);
  return jsonLines(url) as readonly DocumentedCase[];
}

/** What the emulator makes of a case. */
export function answerTo(one: DocumentedCase): Answer {
  const emulator = createEmulator({
    profile: makeProfile(one.profile ?? {}),
    channel: one.channel ?? 'email',
    trigger: one.trigger,
    mode: one.mode,
    crypto: nobleHashes,
    clock: () => Date.parse(one.now ?? '2024-05-23T12:00:00Z'),
    contentApi: readContentApi(JSON.stringify(one.contentApi ?? {}), 'answers').records,
    contentBlocks: readContentBlocks(JSON.stringify(one.contentBlocks ?? {}), 'blocks').blocks,
    auxTables: new Map(
      Object.entries(one.aux ?? {}).map(([file, text]) => [file, table(file, text)]),
    ),
  });
  try {
    const outcome = emulator.compile(one.template).render(recipientOf(one));
    if ('preview' in one.documented) return { preview: outcome.preview ?? [] };
    if (outcome.sent) return { text: loosely(outcome.text) };
    return {
      dropped: outcome.failures.map(({ category, name, message }) => ({
        category,
        ...(name !== undefined && { name }),
        message,
      })),
    };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    const messages = error.findings.flatMap(({ severity, message }) =>
      severity === 'error' ? message : [],
    );
    return { error: messages.join('; ') };
  }
}

/** Pages re-flow what they show, so white space counts as one space. */
export function loosely(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function table(file: string, text: string): AuxTable {
  const read = readAuxTable(text, file);
  if (read.table === undefined) throw new Error(`the table ${file} is wrong`);
  return read.table;
}

function recipientOf({ data = {} }: DocumentedCase): Recipient {
  const parts = Object.entries(data).map(([part, value]) => [part, fromJs(value)]);
  return { user: new Dict(), ...Object.fromEntries(parts) } as Recipient;
}
