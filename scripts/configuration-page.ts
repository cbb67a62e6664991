import { CONFIG_SCHEMA, PROFILE_FIELDS } from '../src/account/index.ts';
import { keyTable, propertiesOf, type Schema } from './schema-table.ts';

const INTRO = `# The configuration

\`smartpass.config.yaml\` says what is known of the MoEngage account, and holds settings for all campaigns below its folder. Nothing in it is needed. Keys and secrets are never in it: [secrets.md](secrets.md).
Where it is found, and how output names it: [files.md](files.md).

This page is made of the schema that the program itself checks with, \`schemas/config.schema.json\`.
`;

const PROFILE = `## profile

What an account does where MoEngage's pages do not say, or say two things. What each field means: [account.md](account.md); \`smartpass calibrate\` finds the values out: [calibrate.md](calibrate.md).

| field | values |
|---|---|`;

/** `docs/configuration.md`: every section of the configuration and its keys, out of the schema. */
export function configurationPage(): string {
  const sections = CONFIG_SCHEMA['properties'] as Readonly<Record<string, Schema>>;
  const { profile: _profile, ...others } = sections;
  return [
    INTRO,
    ...keyTable(sections),
    PROFILE,
    ...Array.from(
      PROFILE_FIELDS,
      ([field, { values }]) =>
        `| \`${field}\` | ${[...values.keys()].map((one) => `\`${one}\``).join(', ')} |`,
    ),
    '',
    ...Object.entries(others).flatMap(([name, schema]) => {
      const keys = propertiesOf(schema);
      return Object.keys(keys).length === 0 ? [] : [`## ${name}`, '', ...keyTable(keys)];
    }),
  ].join('\n');
}
