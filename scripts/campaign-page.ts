import { CHANNELS, RECIPIENT_VARIABLES } from '../src/account/index.ts';
import { CAMPAIGN_SCHEMA } from '../src/campaign/index.ts';
import { keyTable, propertiesOf, type Schema } from './schema-table.ts';

const INTRO = `# The campaign file and its users

A campaign file names everything that one MoEngage campaign is made of, and holds its tests. It is called \`campaign.yaml\` or \`NAME.campaign.yaml\`; JSON is YAML too. Paths are those from its folder.
Editors complete and check it by \`schemas/campaign.schema.json\`: begin it with \`# yaml-language-server: $schema=…/schemas/campaign.schema.json\`.

This page is made of the schema that the program itself checks with. How the YAML is read, and what a campaign may name: [files.md](files.md).

\`\`\`yaml
campaign: welcome
channel: email
trigger: { event: Card Requested }
message:
  subject: "{{ UserAttribute['First Name']|default('Friend', true) }}, your card"
  html: email.html.jinja
users: ../users/*.yaml
tests:
  - { name: Ada is mailed, user: ada, expect: { sent: true } }
\`\`\`

## Keys

\`campaign\`, \`channel\`, \`users\` and one of \`template\` and \`message\` are needed.
`;

const PARTS = `## The parts of a message

All parts are rendered for each user, and a failure in any of them drops the message. \`template: FILE\` is short for the main part, in **bold**.
`;

const PARTS_RULES = `A part is its text. \`html\` names a file unless it holds tags, Jinja or line breaks; any other part names one where it looks like the path of a template (\`body.txt\`, \`title.jinja\`) or says \`{ file: … }\`. The marker
\`{# smartpass: fieldmap.yaml #}\` may be in any part, and all of them name the same field map. What is wrong in a part has its place in its file, or in the campaign file where it is written there.
`;

const USERS = `## Users from an export

\`users:\` takes files and patterns of fixture users, exports, or a list of both. An export is CSV with a header, a JSON list, or JSON with one user a line (\`.ndjson\`, \`.jsonl\`); \`.gz\` is unpacked. It has at most 20,000 users. A user in
JSON is flat, or has the sections of a fixture user.
`;

const TYPES = `| type | what a cell is |
|---|---|
| \`inferred\` | what all cells of the column look like: integers, floats, booleans, else text. Leading zeros, \`+\` and anything else make the column text; 20 digits stay exact |
| \`text\` \`integer\` \`float\` \`boolean\` | that; a cell that is not is an error with its line. Booleans are true, yes, 1 and false, no, 0 |
| \`json\` | the value that the cell holds: \`[1, 2]\`, \`{"a": 1}\` |
`;

const FIXTURES = `## Fixture users

A fixture user is a file of its own (\`users/ada.yaml\`), and its name is that of the file without the ending. An attribute that is not in it is missing; \`~\` is null, \`""\` an empty text.
`;

const TESTS = `## Tests

What the expectations mean, and how tests run: [testing.md](testing.md).
`;

/** `docs/campaign.md`: every key of a campaign file, its users and its tests, out of the schemas and the table of channels. */
export function campaignPage(): string {
  const { properties, $defs } = CAMPAIGN_SCHEMA as {
    properties: Readonly<Record<string, Schema>>;
    $defs: Readonly<Record<string, Schema>>;
  };
  const users = propertiesOf(properties['users'] ?? {});
  return [
    INTRO,
    ...keyTable(properties),
    PARTS,
    '| channel | parts |',
    '|---|---|',
    ...Array.from(CHANNELS, ([channel, { parts }]) => {
      const names = parts.map(({ name, isMain, numbered, each }) => {
        const shown = numbered === true ? '`1`, `2` …' : `\`${name}\``;
        const items = each?.map((one) => one.name).join(', ');
        const whole = items === undefined ? shown : `${shown}: a list of { ${items} }`;
        return isMain === true ? `**${whole}**` : whole;
      });
      return `| ${channel} | ${names.join(', ')} |`;
    }),
    '',
    PARTS_RULES,
    USERS,
    ...keyTable(users),
    TYPES,
    FIXTURES,
    '| section | what it holds |',
    '|---|---|',
    ...RECIPIENT_VARIABLES.map(
      ({ section, name, noun }) =>
        `| \`${section}\` | ${noun}s, which templates read as \`${name}\` |`,
    ),
    '| `note` | a text for people |',
    '',
    TESTS,
    ...keyTable(propertiesOf($defs['test'] ?? {})),
    '`expect` may have:',
    '',
    ...keyTable(propertiesOf($defs['expectation'] ?? {})),
  ].join('\n');
}
