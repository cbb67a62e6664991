import { checkValue, fieldNamed } from '../../passkit/index.ts';
import { qrOf } from '../../preview/index.ts';
import type { Pass } from './passes.ts';

/** A line of a drawn pass. */
export type PassLine = { readonly label: string; readonly value: string };

/** A pass as it is drawn: a few lines on its front, all others on its back. Colours are `#rrggbb`; without a QR code it is not valid any more. */
export type DrawnPass = {
  readonly title: string;
  readonly background: string;
  readonly text: string;
  readonly front: readonly PassLine[];
  readonly back: readonly PassLine[];
  readonly qr: ReturnType<typeof qrOf>;
};

/** What is on the front, in this order, with its label. PassKit's projects lay out their own; this is one for all. */
const FRONT: ReadonlyMap<string, string> = new Map([
  ['person.displayName', 'Name'],
  ['members.tier.id', 'Tier'],
  ['members.member.points', 'Points'],
  ['singleUseCoupons.coupon.sku', 'Offer'],
  ['universal.expiryDate', 'Valid until'],
]);

const TITLES = { membership: 'Membership card', coupon: 'Coupon' } as const;

/** Draws a pass from its payload. Its QR code holds the id of the pass, which is what a reader at a till gets. */
export function drawPass({ id, kind, fields, status }: Pass): DrawnPass {
  const front = [...FRONT].flatMap(([name, label]) => {
    const value = name === 'person.displayName' ? nameOf(fields) : (fields.get(name) ?? '');
    return value === '' ? [] : [{ label, value: shown(name, value) }];
  });
  const back = [...fields]
    .filter(([name]) => !FRONT.has(name) && !name.startsWith('colors.'))
    .map(([name, value]) => ({ label: labelOf(name), value }));
  return {
    title: TITLES[kind],
    background: colourOf(fields.get('colors.backgroundColor')) ?? '#1f3a5f',
    text: colourOf(fields.get('colors.textColor')) ?? '#ffffff',
    front,
    back,
    qr: status === 'invalidated' || status === 'deleted' ? undefined : qrOf(id),
  };
}

function nameOf(fields: ReadonlyMap<string, string>): string {
  const parts = ['person.forename', 'person.surname'].map((name) => fields.get(name) ?? '');
  return fields.get('person.displayName') ?? parts.filter((part) => part !== '').join(' ');
}

/** The day of a time; other values as they are. */
function shown(name: string, value: string): string {
  const isTime =
    fieldNamed(name)?.type === 'datetime' && checkValue('datetime', value) === undefined;
  return isTime ? value.slice(0, 10) : value;
}

/** `members.member.tierPoints` is `Tier points`. */
function labelOf(name: string): string {
  const words = (name.split('.').at(-1) ?? name)
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function colourOf(value: string | undefined): string | undefined {
  return value !== undefined && /^#[0-9a-f]{6}$/i.test(value) ? value : undefined;
}
