import type { ProfileField } from '../profile-fields.ts';
import { MISSING_ATTRIBUTE } from './parts.ts';

/** A message to send to oneself, for what no text can tell. `answers` says what each outcome means and how it is recorded. */
export type TestSend = {
  readonly number: number;
  readonly field: ProfileField;
  readonly question: string;
  readonly template: string;
  readonly how: string;
  readonly answers: readonly { readonly seen: string; readonly option: string }[];
};

/** The test sends, in order. */
export const TEST_SENDS: readonly TestSend[] = [
  {
    number: 1,
    field: 'null',
    question: 'What does a printed null do to a message? (once for each channel that you use)',
    template: `one {{ UserAttribute['${MISSING_ATTRIBUTE}'] }} two {{ none }} three`,
    how: 'Send it to a test user, not as a preview: a preview shows what is never sent. MoEngage documents the answer for email: nothing arrives.',
    answers: [
      {
        seen: 'nothing arrives, or it is counted as failed personalization',
        option: '--null CHANNEL=drop',
      },
      { seen: '"one two three" arrives', option: '--null CHANNEL=blank' },
      { seen: 'the word None arrives', option: '--null CHANNEL=print' },
    ],
  },
  {
    number: 2,
    field: 'trailingNewline',
    question: 'Is a line break at the end of a template kept?',
    template: '{{ 1 }}\n',
    how: 'Save it with its line break, where the raw result can be seen: the body that a Connector posts, or the source of a plain-text email.',
    answers: [
      { seen: 'the result is 1 character long', option: '--set trailingNewline=removed' },
      {
        seen: 'the result is 2 characters long: a line break follows',
        option: '--set trailingNewline=kept',
      },
    ],
  },
];
