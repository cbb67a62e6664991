import { evaluatorOf } from '../../../compiler/index.ts';
import { flowText } from '../../../documents/index.ts';
import type { MapReport, MapRule, MapSubject } from '../../rule.ts';

/** A value of a fixture that a look-up does not have. */
export const mapUnmappedValue: MapRule = {
  code: 'map/unmapped-value',
  severity: 'warning',
  why: 'A value that map: does not list counts as missing: the user gets the default, or is dropped.',
  bad: `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  members.tier.id: { user: Tier, missing: { default: T0 } }
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
  meta.colour: { user: Tier, map: { gold: yellow, silver: grey }, missing: omit }
`,
  good: `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  members.tier.id: { user: Tier, missing: { default: T0 } }
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
  meta.colour: { user: Tier, map: { gold: yellow, silver: grey, bronze: brown }, missing: omit }
`,
  users: ['user: { Tier: bronze }'],

  checkMap,
};

function* checkMap({ map, users }: MapSubject): Iterable<MapReport> {
  for (const field of map.fields) {
    const { lookup, name, missing } = field;
    if (lookup === undefined) continue;
    const { lookup: _lookup, ...plain } = { ...field, missing: { kind: 'omit' } as const };
    const valueOf = evaluatorOf({ ...map, fields: [plain] });
    const listed = new Set(lookup.map(([from]) => from));
    const unlisted = new Set(
      users.flatMap((user) => {
        const found = valueOf(user);
        const value = 'payload' in found ? found.payload[0]?.[1] : undefined;
        return value === undefined || listed.has(value) ? [] : value;
      }),
    );
    if (unlisted.size === 0) continue;
    const values = [...unlisted].slice(0, 5).map((value) => `'${value}'`);
    const what = missing.kind === 'drop' ? 'these users are dropped' : 'it counts as missing';
    yield {
      message: `map: of ${name} does not have ${values.join(', ')}, which fixtures have: ${what}`,
      hint: `add ${flowText([...unlisted][0], map.file)}: … to map:`,
      field,
      // A default says what all other values become.
      ...(missing.kind === 'default' && { severity: 'note' as const }),
    };
  }
}
