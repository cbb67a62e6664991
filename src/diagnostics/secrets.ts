import { CODES } from './codes.ts';
import { findForms, merged, replaced, type Stretch } from './find-secrets.ts';
import { formsOf, type SecretForm } from './secret-forms.ts';
import { Lines } from './text.ts';

/** What is in a snippet where the project secret goes, unless it is asked for with the secret. It is not a secret. */
export const SECRET_PLACEHOLDER = '{YOUR-PROJECT-SECRET}';

/**
 * What previews and tests sign with unless they are given a secret: the first visit to a live link creates a pass, so a
 * preview shows none. It is not a secret of any project.
 */
export const FAKE_SECRET = 'FakeSecretForPreviews0';

const PLACEHOLDER = /^[{<[(*_]{0,3}YOUR[-_ ]?(?:PASSKIT[-_ ]?)?PROJECT[-_ ]?SECRET[}>\])*_]{0,3}$/i;

/** Whether a text is in the place of a secret and is none: the placeholder of snippets or the fake secret of previews. */
export function isPlaceholder(text: string): boolean {
  return text === FAKE_SECRET || PLACEHOLDER.test(text.trim());
}

/** Tells of texts whether they hold another one of four characters or more, as it is or encoded. */
export function holderOf(other: string): (text: string) => boolean {
  if (other.trim().length < SHORTEST) return () => false;
  const forms = formsOf(other);
  return (text) => findForms(text, forms).length > 0;
}

/** PassKit's project secrets are 22 letters and digits of mixed case, its encryption keys 64 hex digits. */
const PASSKIT_FORM =
  /(?<![\w-])(?:(?=[\w-]{0,21}[A-Z])(?=[\w-]{0,21}[a-z])(?=[\w-]{0,21}\d)[A-Za-z0-9_-]{22}|[0-9A-Fa-f]{64})(?![\w-])/g;

/** Whether a text as a whole has the form of a PassKit secret or key. PassKit's ids have the same form. */
export function looksLikeSecret(text: string): boolean {
  return text.replace(PASSKIT_FORM, '') === '' && text !== '';
}

/** Whether a text may hold something that is signed or hashed: a quick answer for texts of any length. */
export function mayHoldSecret(text: string): boolean {
  return /sha[-_]?\d|hmac|conver/i.test(text);
}

/** Shorter texts are hidden only in their own place: everywhere, they would hide ordinary words. */
const SHORTEST = 4;

/** Keys of our own data; those of payloads and attributes may hold anything. */
const OWN_KEY = /^[A-Za-z]{1,12}$/;

/** What is known of a secret besides its text. */
export type SecretOptions = {
  /** What is right before and after it in the line where it was found: of a short secret, what it is hidden between. */
  readonly around?: { readonly before: string; readonly after: string } | undefined;
  /** It may be another text: it is hidden, and no message is wrong that holds it. */
  readonly unsure?: boolean | undefined;
  /** It is a plain word, which is hidden between its surroundings alone, as a short one. */
  readonly isWord?: boolean | undefined;
};

/** Of the line of a stretch of a text, what tells it from other places of the same characters. */
export function around(text: string, start: number, end: number): SecretOptions['around'] {
  const before = text.slice(Math.max(0, start - 12), start);
  const after = text.slice(end, end + 2);
  return { before: before.slice(before.lastIndexOf('\n') + 1), after: after.split('\n')[0] ?? '' };
}

/**
 * The secrets that are known in a run. Whatever is drawn goes through it: each secret, in any form that `formsOf` lists, is as
 * many bullets as it has characters, so that columns stay, and line breaks in it stay. What is a placeholder is never a secret.
 * Takes time in proportion to the text, and none where no secret is known: the forms are made once.
 */
export class Secrets {
  /** Each secret that is hidden everywhere, and whether it is sure to be one. */
  readonly #known: Map<string, boolean> = new Map();
  /** Short secrets between their surroundings, by the text of all three. */
  readonly #short: Map<string, SecretForm> = new Map();
  #forms: readonly SecretForm[] | undefined;
  #sureForms: readonly SecretForm[] | undefined;

  constructor(known: Iterable<string | undefined> = []) {
    for (const secret of known) this.add(secret);
  }

  /**
   * Makes a secret known, each of its lines included. A plain word, and one of fewer than four characters, is hidden only where
   * its surroundings are the given ones.
   */
  add(
    secret: string | undefined,
    { around, unsure = false, isWord = false }: SecretOptions = {},
  ): void {
    if (secret === undefined || this.#known.get(secret) === true || isPlaceholder(secret)) return;
    for (const text of new Set([secret, ...secret.split(/[\r\n]+/).map((line) => line.trim())])) {
      if (text.trim().length >= SHORTEST && !isWord) this.#learn(text, !unsure);
      else if (text.trim() !== '' && around !== undefined) {
        const start = around.before.length;
        const whole = `${around.before}${text}${around.after}`;
        this.#learnShort({ text: whole, start, end: start + text.length, isBase64: false });
      }
    }
  }

  /** Makes known what another object knows. */
  addAll(other: Secrets): void {
    for (const [secret, isSure] of other.#known) this.#learn(secret, isSure);
    for (const form of other.#short.values()) this.#learnShort(form);
  }

  /** How many secrets are known. */
  get count(): number {
    return this.#known.size + this.#short.size;
  }

  /** Whether a text is known, or is not hidden everywhere anyway. */
  has(secret: string): boolean {
    return this.#known.has(secret) || secret.trim().length < SHORTEST || isPlaceholder(secret);
  }

  /** Whether a text holds a sure secret in any form. */
  isIn(text: string): boolean {
    this.#sureForms ??= [...this.#known].flatMap(([secret, isSure]) =>
      isSure ? formsOf(secret) : [],
    );
    return findForms(text, this.#sureForms).length > 0;
  }

  /** A text with its secrets hidden. */
  hide(text: string): string {
    return replaced(text, this.placesIn(text), (secret) => secret.replaceAll(/[^\r\n]/g, '\u2022'));
  }

  /** A text with another one in place of each secret. */
  replace(text: string, by: string): string {
    return replaced(text, this.placesIn(text), () => by);
  }

  /** Where a text holds secrets, in any form: stretches in their order, none of which overlap. */
  placesIn(text: string): readonly Stretch[] {
    if (this.#isEmpty) return [];
    this.#forms ??= [...[...this.#known.keys()].flatMap(formsOf), ...this.#short.values()];
    return merged(findForms(text, this.#forms));
  }

  /**
   * Plain data with the secrets hidden in every text of it. Codes of findings and keys that are short words stay, since programs
   * look for them; the same data where no secret is known.
   */
  hideIn<T>(data: T): T {
    return this.#isEmpty ? data : (this.#hideIn(data) as T);
  }

  /**
   * The text of a file of which lines are drawn: what has the form of a PassKit secret is hidden too, wherever it is, since it
   * may be one that nothing signs with. Words of `harmless` are not.
   */
  hideInSource(text: string, harmless = ''): string {
    return this.hide(text).replaceAll(PASSKIT_FORM, (word) =>
      isPlaceholder(word) || harmless.includes(word) ? word : '\u2022'.repeat(word.length),
    );
  }

  /** The lines of files by their paths, each as `hideInSource` gives its text once it is asked for. */
  hideInSources(files: Pick<ReadonlyMap<string, string>, 'get'>): {
    readonly get: (file: string) => Lines | undefined;
  } {
    const hidden = new Map<string, Lines>();
    return {
      get: (file) => {
        const source = files.get(file);
        if (source === undefined) return undefined;
        const known = hidden.get(file) ?? new Lines(this.hideInSource(source));
        hidden.set(file, known);
        return known;
      },
    };
  }

  get #isEmpty(): boolean {
    return this.#known.size === 0 && this.#short.size === 0;
  }

  #learn(secret: string, isSure: boolean): void {
    const before = this.#known.get(secret);
    if (before === true || before === isSure) return;
    this.#known.set(secret, isSure);
    this.#sureForms = undefined;
    if (before === undefined) this.#forms = undefined;
  }

  #learnShort(form: SecretForm): void {
    if (this.#short.has(form.text)) return;
    this.#short.set(form.text, form);
    this.#forms = undefined;
  }

  #hideIn(data: unknown): unknown {
    if (typeof data === 'string') return CODES.has(data) ? data : this.hide(data);
    if (Array.isArray(data)) return data.map((item) => this.#hideIn(item));
    if (typeof data !== 'object' || data === null) return data;
    return Object.fromEntries(
      Object.entries(data).map(([key, item]) => [
        OWN_KEY.test(key) ? key : this.hide(key),
        this.#hideIn(item),
      ]),
    );
  }
}
