import type { CatalogueField } from './catalogue-types.ts';

const LIST = "README of PassKit's smart-pass-link-from-csv-generator, Available Field Names";
const OLDER_LIST = `${LIST}, in an older edition`;
const SAMPLE = 'PassKit help page, Generating hashed SmartPass links (sample payload)';
const IN_USE = 'seen in use, in no list';

type Row = Omit<CatalogueField, 'standing' | 'source' | 'kind'> &
  Partial<Pick<CatalogueField, 'standing' | 'source' | 'kind'>>;

function listed(row: Row): CatalogueField {
  return { kind: 'any', standing: 'documented', source: LIST, ...row };
}

function text(name: string, about: string, example: string): CatalogueField {
  return listed({ name, type: 'text', about, example });
}

function member(row: Row): CatalogueField {
  return listed({ kind: 'membership', ...row });
}

const universal: readonly CatalogueField[] = [
  listed({
    name: 'universal.optIn',
    type: 'boolean',
    about: 'Whether the person agreed to marketing',
    example: 'true',
  }),
  listed({
    name: 'universal.expiryDate',
    type: 'datetime',
    about: 'When the pass expires',
    example: '2020-06-22T00:00:00-05:00',
  }),
  listed({
    name: 'universal.info',
    type: 'text',
    about: 'Free text about the pass',
    example: 'Bring this pass',
    standing: 'seen',
    source: IN_USE,
  }),
  listed({
    name: 'universal.optInt',
    type: 'boolean',
    about: 'A misprint of universal.optIn',
    example: 'true',
    standing: 'seen',
    instead: 'universal.optIn',
    source: OLDER_LIST,
  }),
];

const person: readonly CatalogueField[] = [
  text('person.surname', 'Last name, family name', 'Lovelace'),
  text('person.forename', 'First name, given name', 'Ada'),
  text('person.otherNames', 'Middle names and other names', 'King'),
  text('person.salutation', 'Title before the name', 'Ms'),
  text('person.suffix', 'What follows the name', 'PhD'),
  text('person.displayName', 'The name as the pass shows it', 'Ada Lovelace'),
  listed({
    name: 'person.gender',
    type: 'gender',
    about: 'Gender: 0 not known, 1 male, 2 female',
    example: '2',
  }),
  listed({
    name: 'person.dateOfBirth',
    type: 'date',
    about: 'Birthday, date of birth',
    example: '1986-06-22',
  }),
  listed({
    name: 'person.emailAddress',
    type: 'email',
    about: 'Email address',
    example: 'ada@example.com',
  }),
  listed({
    name: 'person.email',
    type: 'email',
    about: 'An older name of the email address',
    example: 'ada@example.com',
    standing: 'seen',
    instead: 'person.emailAddress',
    source: SAMPLE,
  }),
  listed({
    name: 'person.mobileNumber',
    type: 'phone',
    about: 'Mobile telephone number',
    example: '+442079460000',
  }),
  text(
    'person.externalId',
    'The id of this person in the connected platform: the MoEngage ID, so that pass events join the user',
    'u-1',
  ),
];

const members: readonly CatalogueField[] = [
  member({
    name: 'members.tier.id',
    type: 'text',
    about: 'The tier to enrol the member into',
    example: 'gold',
  }),
  member({
    name: 'members.tier.name',
    type: 'text',
    about: 'The tier by name',
    example: 'Gold',
    standing: 'seen',
    instead: 'members.tier.id',
    source: OLDER_LIST,
  }),
  member({
    name: 'members.tierId',
    type: 'text',
    about: 'Another spelling of the tier id',
    example: 'gold',
    standing: 'seen',
    instead: 'members.tier.id',
    source: IN_USE,
  }),
  member({
    name: 'members.member.externalId',
    type: 'text',
    about: 'Member id, unique in the program and never changed later',
    example: 'm-1',
  }),
  member({
    name: 'members.member.points',
    type: 'number',
    about: 'Points balance',
    example: '1250',
  }),
  member({
    name: 'members.member.tierPoints',
    type: 'number',
    about: 'Points that count towards the tier',
    example: '200',
  }),
  member({
    name: 'members.member.secondaryPoints',
    type: 'number',
    about: 'A second points balance',
    example: '10',
  }),
  member({
    name: 'members.member.groupingIdentifier',
    type: 'text',
    about: 'Groups passes of one wallet together',
    example: 'family-1',
  }),
  member({
    name: 'members.member.profileImage',
    type: 'image',
    about: 'Profile picture: a URL or an image as base64',
    example: 'https://example.com/ada.png',
  }),
  member({
    name: 'members.member.status',
    type: 'text',
    about: 'Status of the membership',
    example: 'ACTIVE',
    standing: 'seen',
    source: IN_USE,
  }),
];

const coupons: readonly CatalogueField[] = [
  listed({
    name: 'singleUseCoupons.coupon.externalId',
    type: 'text',
    kind: 'coupon',
    about: 'Coupon id, unique in the campaign and never changed later',
    example: 'c-1',
  }),
  listed({
    name: 'singleUseCoupons.coupon.sku',
    type: 'text',
    kind: 'coupon',
    about: 'Stock keeping unit of the coupon',
    example: 'SKU10',
  }),
];

const tracking: readonly CatalogueField[] = [
  listed({
    name: 'meta.*',
    type: 'text',
    about: 'Any custom field of the project',
    example: 'moengage',
  }),
  text('utm_source', 'UTM parameter: where the visit comes from', 'moengage'),
  text('utm_medium', 'UTM parameter: the channel', 'email'),
  text('utm_name', 'UTM parameter: the campaign', 'spring'),
  text('utm_term', 'UTM parameter: the search term', 'cards'),
  text('utm_content', 'UTM parameter: which of several links', 'header'),
];

type Member = readonly [
  name: string,
  type: CatalogueField['type'],
  need: 'required' | 'optional',
  about: string,
  example: string,
];

function group(name: 'location' | 'beacon', rows: readonly Member[]): readonly CatalogueField[] {
  return rows.map(([member, type, need, about, example]) =>
    listed({
      name: `${name}[1..10].${member}`,
      type,
      about,
      example,
      group: { name, member, need },
    }),
  );
}

const locations = group('location', [
  ['lat', 'latitude', 'required', 'Latitude of a place where the pass shows up', '51.5'],
  ['lon', 'longitude', 'required', 'Longitude of that place', '-0.12'],
  ['lockScreenMessage', 'text', 'required', 'Lock screen message near the place', 'Welcome'],
  ['alt', 'integer', 'optional', 'Altitude of the place', '35'],
  ['name', 'text', 'optional', 'Name of the place', 'Main street'],
  ['position', 'text', 'optional', 'Order of the place among the others', '1'],
]);

const beacons = group('beacon', [
  [
    'uuid',
    'uuid',
    'required',
    'UUID of a Bluetooth beacon',
    'f7826da6-4fa2-4e98-8024-bc5b71e0893e',
  ],
  ['major', 'uint16', 'required', 'Major value of the beacon, 0 to 65535', '1'],
  ['minor', 'uint16', 'required', 'Minor value of the beacon, 0 to 65535', '2'],
  ['lockScreenMessage', 'text', 'required', 'Lock screen message near the beacon', 'Welcome'],
  ['name', 'text', 'optional', 'Name of the beacon', 'Till 1'],
  ['position', 'text', 'optional', 'Order of the beacon among the others', '1'],
]);

const colours: readonly CatalogueField[] = [
  ['backgroundColor', 'Background colour'],
  ['labelColor', 'Colour of the labels'],
  ['textColor', 'Colour of the text'],
  ['stripColor', 'Colour of the strip'],
].map(([name, about]) =>
  listed({ name: `colors.${name}`, type: 'colour', about: `${about}`, example: '#1a2b3c' }),
);

/** `privilige` is spelled as PassKit spells it. */
const images: readonly CatalogueField[] = [
  'icon',
  'logo',
  'appleLogo',
  'hero',
  'eventStrip',
  'strip',
  'thumbnail',
  'background',
  'footer',
  'security',
  'privilige',
  'airlineAlliance',
  'personalization',
  'banner',
  'message',
  'profile',
  'appImage',
].map((name) =>
  listed({
    name: `images.${name}`,
    type: 'image-id',
    about: `Id of the ${name} image, as PassKit gave it at upload`,
    example: '1QrvcAQaBcDeFgHiJkLmNo',
  }),
);

/** Every field a payload may hold, in the order of PassKit's list, each followed by the variants seen elsewhere. */
export const FIELDS: readonly CatalogueField[] = [
  ...universal,
  ...person,
  ...members,
  ...coupons,
  ...tracking,
  ...locations,
  ...beacons,
  ...colours,
  ...images,
];

/** Words people use for a field, folded to lower case without spaces and punctuation, and the field they mean. */
export const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['firstname', 'person.forename'],
  ['givenname', 'person.forename'],
  ['lastname', 'person.surname'],
  ['familyname', 'person.surname'],
  ['middlename', 'person.otherNames'],
  ['fullname', 'person.displayName'],
  ['name', 'person.displayName'],
  ['title', 'person.salutation'],
  ['sex', 'person.gender'],
  ['birthday', 'person.dateOfBirth'],
  ['birthdate', 'person.dateOfBirth'],
  ['dob', 'person.dateOfBirth'],
  ['email', 'person.emailAddress'],
  ['mail', 'person.emailAddress'],
  ['mobile', 'person.mobileNumber'],
  ['phone', 'person.mobileNumber'],
  ['phonenumber', 'person.mobileNumber'],
  ['telephone', 'person.mobileNumber'],
  ['id', 'person.externalId'],
  ['userid', 'person.externalId'],
  ['moengageid', 'person.externalId'],
  ['memberid', 'members.member.externalId'],
  ['couponid', 'singleUseCoupons.coupon.externalId'],
  ['tier', 'members.tier.id'],
  ['tierid', 'members.tier.id'],
  ['expiry', 'universal.expiryDate'],
  ['expires', 'universal.expiryDate'],
  ['consent', 'universal.optIn'],
  ['latitude', 'location[1].lat'],
  ['longitude', 'location[1].lon'],
  ['privilege', 'images.privilige'],
  ['utmcampaign', 'utm_name'],
]);
