import { evaluate } from '../../../compiler/index.ts';
import type { MapReport, MapRule, MapSubject } from '../../rule.ts';

/** A field that drops users. */
export const mapDropsUsers: MapRule = {
  code: 'map/drops-users',
  severity: 'note',
  why: 'Everyone who lacks the value is not mailed, under the reason that the map gives. External ids have to be there; for other fields a default or omit may be meant.',
  bad: `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  members.tier.id: { user: Tier, missing: { default: T0 } }
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
  person.emailAddress: { user: Email (Standard), missing: { drop: No email address } }
`,
  good: `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  members.tier.id: { user: Tier, missing: { default: T0 } }
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
  person.emailAddress: { user: Email (Standard), missing: omit }
`,
  users: [],

  checkMap,
};

function* checkMap({ map, users }: MapSubject): Iterable<MapReport> {
  for (const field of map.fields) {
    const { name, missing } = field;
    // A link without an external id makes another pass at each visit.
    if (missing.kind !== 'drop' || name.endsWith('.externalId')) continue;
    const dropped = users.filter(
      (user) => 'dropped' in evaluate({ ...map, fields: [field] }, user),
    );
    const share = users.length === 0 ? '' : `: ${dropped.length} of ${users.length} fixture users`;
    yield {
      message: `users without a value for ${name} are dropped, '${missing.reason}'${share}`,
      hint: 'give missing: a default, or omit, where they should be mailed all the same',
      field,
    };
  }
}
