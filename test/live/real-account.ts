import { PROFILE_FIELDS, type Profile, type ProfileField } from '../../src/account/index.ts';
import type { Shown, StandInRender } from '../../src/live/index.ts';
import { Dict, fromJs, type Value } from '../../src/jinja/index.ts';
import { jsonText } from '../../src/live/write-json.ts';
import { RealJinja, type Installation } from '../oracle/python.ts';

/** The fields of a profile that `test/oracle/account.py` acts on, but for the release, which is what its process runs on. */
export const REAL_FIELDS: readonly ProfileField[] = [
  'missing',
  'default',
  'hash',
  'hashCase',
  'base64Alphabet',
  'base64Lines',
  'urldecode',
  'tzOffset',
  'dateZone',
  'dateFormat',
  'trailingNewline',
  'previewNull',
  'raw',
  'whitespaceControl',
  'macros',
  'blockSet',
  'do',
  'autoescape',
];

/** The real Jinja2 in a process, as the renderer of accounts. */
export class RealAccount {
  private readonly jinja: RealJinja;

  /** The process starts with the first text; without an installation there is none to render. */
  constructor(installation: Installation = { python: 'no-such-python' }) {
    this.jinja = new RealJinja(installation, 'test/oracle/account.py');
  }

  /** The renderer of an account of this profile. */
  render(profile: Profile, now?: number): StandInRender {
    const values = Object.fromEntries(
      [...PROFILE_FIELDS.keys()].map((field) => [field, profile[field]]),
    );
    return async (template, { recipient, event }) => {
      const given: Record<string, Value> = { user: recipient.user };
      if (event !== undefined) given['event'] = recipient.event ?? new Dict();
      const plain = fromJs({ profile: values, template, ...(now !== undefined && { now }) });
      const whole = Dict.of([...(plain as Dict).entries(), ...Object.entries(given)]);
      const [answer] = await this.jinja.answer([jsonText(whole, 'message')]);
      return answer as unknown as Shown;
    };
  }

  stop(): void {
    this.jinja.stop();
  }
}
