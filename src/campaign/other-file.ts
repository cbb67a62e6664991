import { spanOf, type Finding } from '../diagnostics/index.ts';
import { PROFILE_FILE } from '../account/index.ts';
import type { YamlSource } from '../documents/index.ts';

/** What a file is by its keys, none of which a campaign file has, and how a campaign file names it. */
const KINDS: readonly (readonly [keys: readonly string[], what: string, hint: string])[] = [
  [
    ['smartpass', 'fields', 'project'],
    'a field map',
    'name its campaign file; the template says where the snippet goes: {# smartpass: fieldmap.yaml #}',
  ],
  [
    ['user', 'event', 'business-event'],
    'a fixture user',
    'name the campaign file that says users: fixtures/users/*.yaml',
  ],
  [
    ['profile'],
    'the configuration of an account',
    `name a campaign file: ${PROFILE_FILE} above it is found by itself`,
  ],
];

/** Every campaign file has these. */
const OWN: readonly string[] = ['campaign', 'channel', 'template'];

/** Says of a file that is given as a campaign file which other one of smartpass it is; undefined where it may be one. */
export function otherFile(text: string, source: YamlSource): Finding | undefined {
  const isTemplate = /^\s*</.test(text) || /\{%|\{\{[^{}]*\}\}/.test(text.slice(0, 2000));
  const isBroken = source.errors.length > 0;
  if (isBroken) {
    if (!isTemplate || OWN.some((key) => new RegExp(`^${key}\\s*:`, 'm').test(text)))
      return undefined;
    return said(source, text, 'a template', 'name the campaign file that says template: FILE');
  }
  const { data } = source;
  if (typeof data !== 'object' || data === null || OWN.some((key) => key in data)) return undefined;
  const kind = KINDS.find(([keys]) => keys.some((key) => key in data));
  return kind && said(source, text, kind[1], kind[2]);
}

function said({ file }: YamlSource, text: string, what: string, hint: string): Finding {
  return {
    code: 'campaign/other-file',
    severity: 'error',
    message: `the file is ${what}, a campaign file is expected`,
    hint,
    file,
    span: spanOf(text, 0, 0),
  };
}
