import { compile, evaluate, expectedLink, type FieldMap, type Known } from '../compiler/index.ts';
import { Cache, FindingsError, SECRET_PLACEHOLDER } from '../diagnostics/index.ts';
import { Dict, str, type Value } from '../jinja/index.ts';
import {
  createEmulator,
  type CompiledMessage,
  type ContentApiAnswer,
  type ContentApiCall,
  type Emulator,
} from '../emulator/index.ts';
import {
  EDITORS,
  printsLink,
  type AuxTable,
  type Channel,
  type EditorName,
  type Hashes,
  type MessageOutcome,
} from '../account/index.ts';
import type { ProofWorld } from './worlds.ts';

/**
 * What happens to a user: the link, or every reason the user is dropped for, in order. `error` is what nobody wanted, except
 * for half of a surrogate pair, which no UTF-8 can say.
 */
export type ProofAnswer =
  | { readonly link: string }
  | { readonly dropped: readonly string[] }
  | { readonly error: string };

/** The answer that half of a surrogate pair gives. */
export const HALF_PAIR: ProofAnswer = { error: 'UnicodeEncodeError' };

/** What the map says must happen to a user, computed without any Jinja. */
export function expectedAnswer(
  map: FieldMap,
  known: Known,
  secret: string = SECRET_PLACEHOLDER,
): ProofAnswer {
  const result = evaluate(map, known);
  if ('payload' in result) return { link: expectedLink(map, result.payload, secret) };
  return result.cause === 'map' ? { dropped: result.dropped } : HALF_PAIR;
}

/** What all proofs of one prover share. */
export type ProverOptions = { readonly channel: Channel; readonly hashes: Hashes };

/** The snippet of a map as it is after each editor saved it. */
export type ProofSubject = { readonly saved: ReadonlyMap<EditorName, string> };

/** How many accounts are kept ready. */
const MOST_KEPT = 200;

/** The link of an email: the snippet prints nothing there. */
const ANCHOR = '<a href="{{longURL}}">Save</a>';

/**
 * Renders snippets as accounts would, in any world, and reads the link out of what was sent. Emulators are kept, one for each
 * account; Content APIs and auxiliary tables answer as the user at hand says.
 */
export class Prover {
  readonly #options: ProverOptions;
  readonly #emulators: Cache<Emulator> = new Cache(MOST_KEPT);
  #known: Known = { user: new Dict() };

  constructor(options: ProverOptions) {
    this.#options = options;
  }

  /** The snippet of a map, made ready for every editor. */
  subjectOf(map: FieldMap): ProofSubject {
    return this.subject(compile(map, { channel: this.#options.channel }).snippet);
  }

  /** A snippet, made ready for every editor. */
  subject(snippet: string): ProofSubject {
    const end = printsLink(this.#options.channel) ? '' : ANCHOR;
    return {
      saved: new Map([...EDITORS].map(([name, editor]) => [name, editor.save(snippet, end)])),
    };
  }

  /** What becomes of users in one world, as a function of the user. An account that refuses the snippet gives an error. */
  ready({ saved }: ProofSubject, { profile, editor }: ProofWorld): (known: Known) => ProofAnswer {
    const key = JSON.stringify({ ...profile, answers: undefined, nullByChannel: undefined });
    const emulator = this.#emulators.recall(key, () => this.#emulator({ profile, editor }));
    let message: CompiledMessage;
    try {
      message = emulator.compile(saved.get(editor) ?? '');
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      return () => ({ error: error.message });
    }
    return (known) => {
      this.#known = known;
      return this.#read(message.render(known));
    };
  }

  #emulator({ profile }: ProofWorld): Emulator {
    const { channel, hashes } = this.#options;
    return createEmulator({
      profile,
      channel,
      crypto: hashes,
      clock: () => 0,
      contentApi: (call) => this.#call(call),
      auxTables: new AnyTable((table, key) => this.#known.auxRow?.(table, key)),
    });
  }

  #call({ name, params }: ContentApiCall): ContentApiAnswer {
    const texts = new Map(
      Array.from(params.entries(), ([key, value]) => [str(key), str(value)] as const),
    );
    return { answer: this.#known.contentApi?.(name, texts) ?? null };
  }

  #read(outcome: MessageOutcome): ProofAnswer {
    if (!outcome.sent) {
      const reasons = outcome.failures.filter(
        ({ category }) => category === 'Custom Error Message',
      );
      const others = outcome.failures.filter((failure) => !reasons.includes(failure));
      const halved = others.some(({ message }) => message.includes('surrogates not allowed'));
      if (reasons.length > 0 && (others.length === 0 || halved))
        return { dropped: [...new Set(reasons.map(({ message }) => message))] };
      if (halved) return HALF_PAIR;
      return { error: others.map(({ message }) => message).join('; ') };
    }
    if (printsLink(this.#options.channel)) return { link: outcome.text.replaceAll(/<\/?p>/g, '') };
    return { link: /<a href="([^"]*)">Save<\/a>/.exec(outcome.text)?.[1] ?? '' };
  }
}

/** Every table by whatever name, with the rows that a function knows. */
class AnyTable extends Map<string, AuxTable> {
  readonly #row: (table: string, key: string) => Value | undefined;

  constructor(row: (table: string, key: string) => Value | undefined) {
    super();
    this.#row = row;
  }

  override get(table: string): AuxTable {
    const rows = new AnyRow((key) => this.#row(table, key));
    return { file: table, key: '', columns: [], rows };
  }
}

class AnyRow extends Map<string, Dict> {
  readonly #row: (key: string) => Value | undefined;

  constructor(row: (key: string) => Value | undefined) {
    super();
    this.#row = row;
  }

  override get(key: string): Dict | undefined {
    const row = this.#row(key);
    return row instanceof Dict ? row : undefined;
  }
}
