import {
  channelLabel,
  CHANNELS,
  NAMES,
  PROFILE_FIELDS,
  TRIGGERS,
  type FieldSpec,
  type NameSpec,
} from '../src/account/index.ts';

const FIND: Readonly<Record<FieldSpec['find'], string>> = {
  probe: 'by `smartpass calibrate`',
  'test-send': 'by a test send that `smartpass calibrate` describes',
};

const INTRO = `# The MoEngage account

What decides whether a message goes out, and what is in it, is partly documented nowhere. Each such thing is a field of the
account profile: it has a default, which is a guess that says so, until somebody finds the answer out and pins it.

The profile is the section \`profile\` of \`smartpass.config.yaml\` ([docs/files.md](files.md#the-configuration) says how that file is found):

\`\`\`yaml
profile:
  jinja: "3.1"
  missing: undefined
  null: { email: drop, sms: blank } # one answer for all channels, or one each
  hash: { value: hmac-sha256-hex, date: 2026-01-31, evidence: calibrate }
\`\`\`

A field is a value, or a value with the date and the evidence it was found by. What is not pinned spans *worlds*:
\`render --worlds\` renders a template in each combination and says where the results differ, and on which field they hang.
`;

/** `docs/account.md`: every profile field and every name of the account, out of the tables that the program itself uses. */
export function accountPage(): string {
  const fields = [...PROFILE_FIELDS.values()];
  return [
    INTRO,
    '## Fields',
    '',
    '| field | what it says | default | documented |',
    '|---|---|---|---|',
    ...fields.map(
      ({ name, what, default: guess, status }) =>
        `| [\`${name}\`](#${name.toLowerCase()}) | ${cell(what)} | \`${guess}\` | ${status === 'documented' ? 'yes' : 'no'} |`,
    ),
    '',
    ...fields.flatMap(section),
    '## Names',
    '',
    'Using a name where it does not exist is an error that says where it does.',
    '',
    '| name | what it is | channels | campaigns | a missing value counts as |',
    '|---|---|---|---|---|',
    ...[...NAMES.values()].map(nameRow),
    '',
  ].join('\n');
}

function section(field: FieldSpec): string[] {
  const { name, what, values, unknown, source, find, how } = field;
  return [
    `### ${name}`,
    '',
    sentence(what),
    '',
    ...[...values].map(
      ([value, meaning]) =>
        `- \`${value}\`${value === field.default ? ' (default)' : ''}: ${meaning}`,
    ),
    '',
    `${field.status === 'documented' ? 'Documented' : 'Not known'}: ${unknown}. Source: ${source}.`,
    '',
    `To find out: ${FIND[find]}; ${how}.`,
    '',
  ];
}

function nameRow({ name, what, channels, triggers, category }: NameSpec): string {
  const where =
    channels.size === CHANNELS.size ? 'all' : [...channels].map(channelLabel).join(', ');
  const when =
    triggers.size === TRIGGERS.size
      ? 'all'
      : [...triggers].map((kind) => TRIGGERS.get(kind) ?? kind).join(', ');
  return `| ${name} | ${cell(what)} | ${where} | ${when} | ${category} |`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}
