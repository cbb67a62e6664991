import { isConstant } from '../../../compiler/index.ts';
import type { MapReport, MapRule, MapSubject } from '../../rule.ts';

/** A field of a person that is the same for everyone. */
export const mapConstantField: MapRule = {
  code: 'map/constant-field',
  severity: 'warning',
  why: 'A name, address or number of a person that is written out is on the pass of everyone. Often user: was meant in place of value:.',
  bad: `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  members.tier.id: { user: Tier, missing: { default: T0 } }
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
  person.forename: { value: First Name }
`,
  good: `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  members.tier.id: { user: Tier, missing: { default: T0 } }
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
  person.forename: { user: First Name, missing: { default: Friend } }
`,
  users: [],

  checkMap,
};

function* checkMap({ map }: MapSubject): Iterable<MapReport> {
  for (const field of map.fields) {
    const { name, source } = field;
    if (!name.startsWith('person.') || name.endsWith('.externalId') || !isConstant(source))
      continue;
    const text = source.kind === 'value' ? ` '${source.text}'` : '';
    yield {
      message: `${name} is${text} for everyone`,
      hint: 'write user: and the name of an attribute',
      field,
    };
  }
}
