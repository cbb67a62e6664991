/** A schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** The conversions that a field may ask for. */
export const CONVERSIONS: readonly string[] = [
  'text',
  'phone',
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'gender',
  'colour',
  'url',
  'email',
  'uuid',
  'latitude',
  'longitude',
  'uint16',
  'image',
  'image-id',
  'repr',
];

/** Which conversions each option belongs to. */
export const OPTIONS_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ['order', ['date', 'datetime']],
  ['plus', ['date', 'datetime']],
  ['offset', ['datetime']],
  ['time', ['datetime']],
  ['country', ['phone']],
  ['group', ['number', 'integer']],
  ['min', ['number', 'integer']],
  ['max', ['number', 'integer']],
  ['round', ['integer']],
]);

const bound = (title: string, description: string, example: number): Schema => ({
  type: 'integer',
  minimum: -999_999_999_999_999,
  maximum: 999_999_999_999_999,
  title,
  description,
  examples: [example],
});

/** The keys of a field that say into which form its value is brought. */
export const CONVERSION_KEYS: Readonly<Record<string, Schema>> = {
  as: {
    enum: CONVERSIONS,
    title: 'Conversion',
    description:
      'The form the value is brought into. What cannot be brought into it is missing. Without it a value gets the form of its field (telephone numbers alone stay as they come).',
    examples: ['phone'],
  },
  country: {
    type: 'string',
    pattern: '^[A-Z]{2}$',
    title: 'Country of telephone numbers',
    description:
      'The country of numbers that name none, as two letters: 020 7946 0000 becomes +442079460000.',
    examples: ['GB'],
  },
  round: {
    enum: ['nearest', 'up', 'down'],
    title: 'Rounding',
    description:
      'What becomes of a fraction where a whole number is asked for: nearest (halves away from zero), up (away from zero) or down (cut off). Without it such a number is missing.',
    examples: ['down'],
  },
  group: {
    enum: [',', '.', "'", ' '],
    title: 'Sign between thousands',
    description:
      'How the attribute parts thousands: 1,250. With a point the decimal sign is a comma.',
    examples: [','],
  },
  min: bound('Least number', 'A smaller number is missing.', 0),
  max: bound('Greatest number', 'A greater number is missing.', 1000),
  order: {
    enum: ['ymd', 'dmy', 'mdy'],
    default: 'ymd',
    title: 'Order of a date',
    description: 'How the attribute writes dates: 2027-01-31, 31/01/2027 or 01/31/2027.',
    examples: ['dmy'],
  },
  offset: {
    type: 'string',
    pattern: '^[+-](?:[01]\\d|2[0-3]):[0-5]\\d$',
    default: '+00:00',
    title: 'Offset',
    description: 'The offset of a date and time that names none.',
    examples: ['+02:00'],
  },
  time: {
    type: 'string',
    pattern: '^(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?$',
    default: '00:00:00',
    title: 'Time',
    description: 'The time for a date without one.',
    examples: ['23:59:59'],
  },
  plus: {
    type: 'string',
    pattern: '^[+-]?[0-9]{1,6} days?$',
    title: 'Days to add',
    description: 'How many days later than the value; with a minus, earlier.',
    examples: ['366 days'],
  },
};
