import {
  MISSING_ATTRIBUTE,
  PROBE_BEGIN,
  PROBE_PARTS,
  readCalibration,
  TEST_SENDS,
  type Channel,
  type Pin,
  type ReadCalibration,
  type ProbePart,
} from '../account/index.ts';
import { Dict } from '../jinja/index.ts';
import type { AccountClient } from './client.ts';
import { askPreview, type PreviewRequest, type Shown } from './preview-api.ts';

/** How an account is asked for its profile. `id` names the request, `now` is the present instant in epoch milliseconds. */
export type LiveCalibration = {
  readonly channel: Channel;
  readonly id: string;
  readonly now: number;
};

/** What an account answered: as `readCalibration` reads it, with what a preview shows besides. */
export type CalibratedAccount = ReadCalibration & {
  /** The answers as they came, one a part, for findings that are drawn with their lines. */
  readonly answers: string;
  /** What a preview shows besides the parts, as answers to write down; a behaviour without a value is none. */
  readonly shown: readonly Pin[];
};

/** What findings about the answers name as their file. */
export const ANSWER_FILE = 'answer of the account';

const NEWLINE = 'end_of_template';
const NULLS = 'null_values';

/** A missing attribute and a null that is no constant, between marks that no escaping changes. */
const NULL_TEMPLATE: string = `{% set n = none %}qzn{{ UserAttribute['${MISSING_ATTRIBUTE}'] }}{{ n }}nzq`;

/** The parts that a preview can answer: the editor's is not among them, since no editor touches what is sent by HTTP. */
const PARTS: readonly ProbePart[] = PROBE_PARTS.filter(({ where }) => where === 'anywhere');

/** The template that ends in a line break. */
const ENDING: string =
  TEST_SENDS.find(({ field }) => field === 'trailingNewline')?.template ?? '{{ 1 }}\n';

/**
 * Sends the whole probe in one preview request, with no attribute and no user, and reads the profile out of the answer. An account
 * that refuses a request for one of its texts is asked once more for each part. Throws a FindingsError where it cannot be asked.
 */
export async function calibrateLive(
  client: AccountClient,
  options: LiveCalibration,
): Promise<CalibratedAccount> {
  const texts = new Map<string, string>([
    ...PARTS.map((part) => [keyOf(part), part.template] as const),
    [NEWLINE, ENDING],
    [NULLS, NULL_TEMPLATE],
  ]);
  const shown = await showAll(client, texts, options);
  const answers = PARTS.map((part) => answerText(part, shown.get(keyOf(part)))).join('\n\n');
  const read = readCalibration([{ text: answers, file: ANSWER_FILE }], { now: options.now });
  const pins = [newlineOf(shown.get(NEWLINE)), nullOf(shown.get(NULLS))];
  return { ...read, answers, shown: pins.flatMap((pin) => pin ?? []) };
}

async function showAll(
  client: AccountClient,
  texts: ReadonlyMap<string, string>,
  { channel, id }: LiveCalibration,
): Promise<ReadonlyMap<string, Shown>> {
  const request = (own: string, some: ReadonlyMap<string, string>): PreviewRequest => ({
    id: own,
    channel,
    texts: some,
    subject: { recipient: { user: new Dict() } },
  });
  const whole = await askPreview(client, request(id, texts));
  if ('shown' in whole) return whole.shown;
  const all = new Map<string, Shown>();
  for (const [key, text] of texts) {
    const one = request(`${id}-${key}`, new Map([[key, text]]));
    // oxlint-disable-next-line no-await-in-loop -- the account is not asked for all of them at once
    const answer = await askPreview(client, one);
    const shown = 'shown' in answer ? answer.shown.get(key) : { refused: answer.refused };
    if (shown !== undefined) all.set(key, shown);
  }
  return all;
}

function keyOf({ number }: ProbePart): string {
  return `part_${String(number).padStart(2, '0')}`;
}

/** A part's answer as the reader of pasted answers expects it: refusals are below a label. */
function answerText({ number }: ProbePart, shown: Shown = { refused: '' }): string {
  const said = 'text' in shown ? shown.text : shown.refused;
  if (said.includes(PROBE_BEGIN)) return said;
  return `Part ${number}: Error: ${said.replaceAll(/\s+/g, ' ')}`;
}

function newlineOf(shown: Shown | undefined): Pin | undefined {
  const length = shown !== undefined && 'text' in shown ? shown.text.length : 0;
  const value = new Map([
    [1, 'removed'],
    [2, 'kept'],
  ]).get(length);
  const seen = `a sign and a line break become ${length === 1 ? 'one character' : 'two characters'}`;
  return value === undefined ? undefined : { field: 'trailingNewline', value, seen };
}

function nullOf(shown: Shown | undefined): Pin | undefined {
  const text = shown !== undefined && 'text' in shown ? shown.text : '';
  const printed = /^qzn(|None|NoneNone)nzq$/.exec(text)?.[1];
  if (printed === '')
    return { field: 'previewNull', value: 'blank', seen: 'a preview shows a null as nothing' };
  if (printed !== undefined)
    return { field: 'previewNull', value: 'print', seen: 'a preview shows a null as None' };
  return text.includes('qzn')
    ? undefined
    : { field: 'previewNull', value: 'drop', seen: 'a preview shows no text that holds a null' };
}
