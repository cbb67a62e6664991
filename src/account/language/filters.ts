/** What a name of the language does: how it is written after the value, and one sentence. */
export type LanguageDoc = { readonly form: string; readonly what: string };

function table(
  rows: readonly (readonly [name: string, form: string, what: string])[],
): ReadonlyMap<string, LanguageDoc> {
  return new Map(rows.map(([name, form, what]) => [name, { form, what }]));
}

const ESCAPE = 'Replaces & < > " and \' by HTML entities.';
const COUNT = 'The number of items, or of characters of a text.';
const DEFAULT =
  'The value, or the given one where it is undefined; with true as the second argument also where it is null or empty.';

/** Jinja's filters (Template Designer Documentation, List of Builtin Filters) and those of MoEngage. */
export const FILTER_DOCS: ReadonlyMap<string, LanguageDoc> = /* @__PURE__ */ table([
  ['abs', 'abs', 'The number without its sign.'],
  ['attr', "attr('name')", 'An attribute of the object; items of a dict are not looked at.'],
  [
    'batch',
    'batch(3, fill)',
    'Lists of so many items each; the last is filled up where a filling is given.',
  ],
  ['capitalize', 'capitalize', 'The first letter in upper case, all others in lower case.'],
  ['center', 'center(80)', 'The text in the middle of so many characters.'],
  ['count', 'count', COUNT],
  ['d', "d('…', true)", DEFAULT],
  ['default', "default('…', true)", DEFAULT],
  ['dictsort', 'dictsort', "The pairs of a dict, sorted by key, or by value with by='value'."],
  ['e', 'e', ESCAPE],
  ['escape', 'escape', ESCAPE],
  ['filesizeformat', 'filesizeformat', 'A number of bytes as people read it: 13 kB.'],
  ['first', 'first', 'The first item; undefined where there is none.'],
  [
    'float',
    'float(0.0)',
    'A floating-point number; the given one where the value is not a number.',
  ],
  ['forceescape', 'forceescape', 'Escapes HTML even where the text is marked as safe.'],
  ['format', "'%d'|format(value)", "Python's formatting with %: fails where a value does not fit."],
  ['groupby', "groupby('city')", 'Pairs of a value of the attribute and the items that have it.'],
  ['indent', 'indent(4)', 'Each line but the first with so many spaces in front.'],
  ['int', 'int(0)', 'A whole number; the given one where the value is not a number.'],
  ['items', 'items', 'The pairs of a dict; none where it is undefined.'],
  ['join', "join(', ')", 'One text of all items, with the given text between them.'],
  ['last', 'last', 'The last item; undefined where there is none.'],
  ['length', 'length', COUNT],
  ['list', 'list', 'A list of the items, or of the characters of a text.'],
  ['lower', 'lower', 'The text in lower case. A null becomes the text none.'],
  [
    'map',
    "map('upper')",
    'A filter applied to each item, or an attribute of each with attribute=.',
  ],
  ['max', 'max', 'The largest item; undefined where there is none.'],
  ['min', 'min', 'The smallest item; undefined where there is none.'],
  ['pprint', 'pprint', 'The value as Python prints it, for looking at data.'],
  ['random', 'random', 'An item by chance.'],
  ['reject', "reject('none')", 'The items that do not pass a test.'],
  ['rejectattr', "rejectattr('price', 'none')", 'The items whose attribute does not pass a test.'],
  [
    'replace',
    "replace('a', 'b')",
    'Each occurrence of a text replaced by another. A null becomes the text None.',
  ],
  ['reverse', 'reverse', 'The items, or the characters of a text, from the last to the first.'],
  ['round', 'round(2)', 'The number with so many decimals, as a float.'],
  ['safe', 'safe', 'Marks a text as HTML that is not escaped.'],
  ['select', "select('number')", 'The items that pass a test.'],
  ['selectattr', "selectattr('price', 'number')", 'The items whose attribute passes a test.'],
  ['slice', 'slice(3)', 'The items in so many lists.'],
  ['sort', "sort(attribute='price')", 'The items in order; fails where they cannot be compared.'],
  ['string', 'string', 'The value as a text. A null becomes the text None.'],
  ['striptags', 'striptags', 'The text without tags of HTML, white space reduced.'],
  ['sum', "sum(attribute='price')", 'The sum of the numbers.'],
  ['title', 'title', 'Each word with a capital letter. A null becomes the text None.'],
  ['tojson', 'tojson', 'The value as JSON, fit for HTML.'],
  ['trim', 'trim', 'The text without white space at its ends. A null becomes the text None.'],
  [
    'truncate',
    "truncate(80, true, '…')",
    'At most so many characters, cut between words unless the second argument is true.',
  ],
  ['unique', 'unique', 'The items without repetitions.'],
  ['upper', 'upper', 'The text in upper case. A null becomes the text NONE.'],
  ['urlencode', 'urlencode', 'The text as a part of an address: a space becomes %20.'],
  ['urlize', 'urlize', 'Addresses in the text become links.'],
  ['wordcount', 'wordcount', 'The number of words.'],
  ['wordwrap', 'wordwrap(79)', 'The text with line breaks after so many characters.'],
  ['xmlattr', 'xmlattr', 'A dict as attributes of HTML.'],
  ['base64decode', 'base64decode', 'MoEngage: the text that base64 stands for.'],
  [
    'base64encode',
    'base64encode',
    'MoEngage: the text in base64; which alphabet an account writes is a field of its profile.',
  ],
  [
    'convertToSHA256',
    "convertToSHA256('{YOUR-PROJECT-SECRET}')",
    'MoEngage: signs a text with a secret, as the sig of a SmartPass link.',
  ],
  [
    'convertToSHA256NoSalt',
    'convertToSHA256NoSalt',
    'MoEngage: the SHA-256 of a text, in hexadecimal.',
  ],
  [
    'dateFormatter',
    "dateFormatter('%d.%m.%Y')",
    'MoEngage: a date in another form; fails on what is not a date.',
  ],
  [
    'dateTimeFormatter',
    "dateTimeFormatter('%d.%m.%Y %H:%M')",
    'MoEngage: a date with its time in another form and time zone.',
  ],
  ['days', "days('2027-01-31')", 'MoEngage: the number of days between two dates.'],
  [
    'getAuxData',
    "getAuxData('stores')",
    'MoEngage: the row of an imported table that has the value as its key.',
  ],
  [
    'index',
    'index(item)',
    'MoEngage: the position of an item in a list; fails where it is not in it.',
  ],
  ['pop', 'pop(0)', 'MoEngage: takes an item out of a list and gives it.'],
  ['today', "''|today('%Y-%m-%d')", 'MoEngage: the present date in a form.'],
  ['urldecode', 'urldecode', 'MoEngage: the text whose URL encoding the value is.'],
]);

const EQUAL = 'Whether both are equal.';
const UNEQUAL = 'Whether both differ.';
const GREATER = 'Whether the value is greater.';
const LESS = 'Whether the value is less.';

/** Jinja's tests (Template Designer Documentation, List of Builtin Tests). */
export const TEST_DOCS: ReadonlyMap<string, LanguageDoc> = /* @__PURE__ */ table([
  ['==', '==(1)', EQUAL],
  ['eq', 'eq(1)', EQUAL],
  ['equalto', 'equalto(1)', EQUAL],
  ['!=', '!=(1)', UNEQUAL],
  ['ne', 'ne(1)', UNEQUAL],
  ['>', '>(1)', GREATER],
  ['gt', 'gt(1)', GREATER],
  ['greaterthan', 'greaterthan(1)', GREATER],
  ['>=', '>=(1)', 'Whether the value is greater or equal.'],
  ['ge', 'ge(1)', 'Whether the value is greater or equal.'],
  ['<', '<(1)', LESS],
  ['lt', 'lt(1)', LESS],
  ['lessthan', 'lessthan(1)', LESS],
  ['<=', '<=(1)', 'Whether the value is less or equal.'],
  ['le', 'le(1)', 'Whether the value is less or equal.'],
  ['boolean', 'boolean', 'Whether the value is true or false.'],
  ['callable', 'callable', 'Whether the value can be called.'],
  ['defined', 'defined', 'Whether there is a value; a null is one.'],
  ['divisibleby', 'divisibleby(3)', 'Whether the number can be divided without a remainder.'],
  ['escaped', 'escaped', 'Whether the text is marked as safe HTML.'],
  ['even', 'even', 'Whether the number is even.'],
  ['false', 'false', 'Whether the value is false.'],
  ['filter', 'filter', 'Whether a filter of that name exists.'],
  ['float', 'float', 'Whether the value is a floating-point number.'],
  ['in', 'in([1, 2])', 'Whether the value is in a list.'],
  ['integer', 'integer', 'Whether the value is a whole number.'],
  ['iterable', 'iterable', 'Whether a loop can go through the value.'],
  ['lower', 'lower', 'Whether the text is in lower case.'],
  ['mapping', 'mapping', 'Whether the value is a dict.'],
  ['none', 'none', 'Whether the value is null.'],
  ['number', 'number', 'Whether the value is a number.'],
  ['odd', 'odd', 'Whether the number is odd.'],
  ['sameas', 'sameas(false)', 'Whether both are the same object.'],
  ['sequence', 'sequence', 'Whether the value has items: lists, dicts and texts do.'],
  ['string', 'string', 'Whether the value is a text.'],
  ['test', 'test', 'Whether a test of that name exists.'],
  ['true', 'true', 'Whether the value is true.'],
  ['undefined', 'undefined', 'Whether there is no value; a null is one.'],
  ['upper', 'upper', 'Whether the text is in upper case.'],
]);
