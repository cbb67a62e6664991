/**
 * What can be called, as lines: the subject's type, `|filter`, `.method`, `is test` or a global, `->` the type of the result,
 * then the parameters. `?` marks an optional one, `!` one that can only be given by place. Beyond value types a parameter may
 * be `attr` (an attribute of a row), `key`, `small` (a small int), `filter`, `test`, `spec` (a format spec), `same` (the
 * subject's type), `element`, `tests` (a test's name and its argument), or a quoted literal.
 */
const LINES = `
int |abs -> int
float |abs -> float
any |attr -> any name:attr
strs |batch -> lists linecount:small fill_with?:any
ints |batch -> lists linecount:small fill_with?:any
str |capitalize -> str
str |center -> str width?:small
any |default -> any default_value?:any boolean?:bool
undefined |default -> any default_value?:any
undefined |d -> str default_value?:str
dict |dictsort -> anys case_sensitive?:bool by?:'key','value','nothing' reverse?:bool
any |e -> str
str |escape -> str
str |forceescape -> str
int |filesizeformat -> str binary?:bool
float |filesizeformat -> str binary?:bool
big |filesizeformat -> str
strs |first -> str
ints |first -> int
rows |first -> row
str |first -> str
int |float -> float default?:float
str |float -> float default?:any
any |float -> float
rows |groupby -> anys attribute:attr default?:any case_sensitive?:bool
str |indent -> str width?:small,str first?:bool blank?:bool
str |int -> int default?:any base?:small,10,16,2,8,0
float |int -> int
any |int -> int default?:int
dict |items -> anys
row |items -> anys
strs |join -> str d?:str
anys |join -> str d?:str
ints |join -> str d?:str
rows |join -> str d!:str attribute:attr
strs |last -> str
ints |last -> int
str |last -> str
any |length -> int
str |length -> int
strs |length -> int
rows |count -> int
any |list -> anys
str |list -> strs
ints |list -> ints
dict |list -> strs
str |lower -> str
any |lower -> str
strs |map -> anys f!:filter
ints |map -> anys f!:filter
rows |map -> anys attribute:attr default?:any
rows |map -> rows f!:'list','length','upper'
ints |max -> int
strs |max -> str case_sensitive?:bool
rows |max -> row attribute:attr
floats |min -> float
strs |min -> str
rows |min -> row attribute:attr
any |pprint -> str
anys |pprint -> str
dict |pprint -> str
rows |pprint -> str
anys |reject -> anys t?!:tests
ints |reject -> ints t?!:tests
rows |rejectattr -> rows a!:attr t?!:tests
ints |select -> ints t?!:tests
strs |select -> strs t?!:tests
anys |select -> anys t?!:tests
rows |selectattr -> rows a!:attr t?!:tests
str |replace -> str s!:str new!:str count?:small
str |reverse -> str
strs |reverse -> strs
ints |reverse -> ints
float |round -> float precision?:small method?:'common','ceil','floor','other'
int |round -> float precision?:small method?:'ceil','floor'
str |safe -> str
any |safe -> str
strs |slice -> anys slices:small fill_with?:any
ints |slice -> anys slices:small fill_with?:any
strs |sort -> strs reverse?:bool case_sensitive?:bool
ints |sort -> ints reverse?:bool
rows |sort -> rows reverse?:bool case_sensitive?:bool attribute:attr
any |string -> str
int |string -> str
str |striptags -> str
ints |sum -> int
floats |sum -> float start?:float
rows |sum -> int attribute:attr start?:any
str |title -> str
any |tojson -> str indent?:small
dict |tojson -> str indent?:small
str |trim -> str chars?:str
str |truncate -> str length?:small killwords?:bool end?:str leeway?:small
strs |unique -> strs case_sensitive?:bool
rows |unique -> rows case_sensitive?:bool attribute:attr
ints |unique -> ints
str |upper -> str
any |upper -> str
str |urlencode -> str
dict |urlencode -> str
any |urlencode -> str
str |urlize -> str trim_url_limit?:small nofollow?:bool target?:str rel?:str
str |wordcount -> int
str |wordwrap -> str width?:small break_long_words?:bool wrapstring?:str break_on_hyphens?:bool
dict |xmlattr -> str autospace?:bool
str |base64encode -> str
str |base64decode -> str
str |urldecode -> str
str |convertToSHA256 -> str secret:str
any |convertToSHA256NoSalt -> str
str .capitalize -> str
str .casefold -> str
str .center -> str w!:small fill?!:'*','é','xx'
str .count -> int sub!:str a?!:small b?!:small
str .encode -> any
str .endswith -> bool s!:str
str .expandtabs -> str tabsize?:small
str .find -> int s!:str a?!:small b?!:small
str .index -> int s!:str
str .isalnum -> bool
str .isalpha -> bool
str .isascii -> bool
str .isdecimal -> bool
str .isdigit -> bool
str .isidentifier -> bool
str .islower -> bool
str .isnumeric -> bool
str .isprintable -> bool
str .isspace -> bool
str .istitle -> bool
str .isupper -> bool
str .join -> str l!:strs,anys,str
str .ljust -> str w!:small fill?!:'.'
str .lower -> str
str .lstrip -> str c?!:str
str .partition -> strs s!:str
str .removeprefix -> str s!:str
str .removesuffix -> str s!:str
str .replace -> str a!:str b!:str n?!:small
str .rfind -> int s!:str
str .rindex -> int s!:str
str .rjust -> str w!:small fill?!:'.'
str .rpartition -> strs s!:str
str .rsplit -> strs sep?:str,none maxsplit?:small
str .rstrip -> str c?!:str
str .split -> strs sep?:str,none maxsplit?:small
str .splitlines -> strs keepends?:bool
str .startswith -> bool s!:str a?!:small
str .strip -> str c?!:str
str .swapcase -> str
str .title -> str
str .translate -> str t!:dict
str .upper -> str
str .zfill -> str w!:small
strs .append -> none x!:str
strs .count -> int x!:str
strs .copy -> strs
strs .extend -> none x!:strs
strs .index -> int x!:str
ints .insert -> none i!:small x!:int
ints .pop -> int i?!:small
ints .remove -> none x!:int
ints .reverse -> none
ints .sort -> none
strs .sort -> none reverse?:bool
dict .copy -> dict
dict .get -> any k!:key d?!:any
dict .items -> anys
row .items -> anys
dict .keys -> strs
dict .pop -> any k!:key d?!:any
dict .popitem -> any
dict .setdefault -> any k!:key d?!:any
dict .update -> none d!:dict
dict .values -> anys
row .values -> anys
int .bit_length -> int
float .is_integer -> bool
float .as_integer_ratio -> anys
any is boolean -> bool
any is callable -> bool
any is defined -> bool
undefined is defined -> bool
int is divisibleby -> bool n!:small
any is eq -> bool x!:any
int is equalto -> bool x!:int
any is escaped -> bool
int is even -> bool
any is false -> bool
str is filter -> bool
any is float -> bool
int is ge -> bool x!:float
int is gt -> bool x!:int
int is greaterthan -> bool x!:int
any is in -> bool x!:anys
str is in -> bool x!:str
any is integer -> bool
any is iterable -> bool
int is le -> bool x!:int
float is lt -> bool x!:int
int is lessthan -> bool x!:int
str is lower -> bool
any is mapping -> bool
any is ne -> bool x!:any
any is none -> bool
any is number -> bool
int is odd -> bool
any is sameas -> bool x!:none,bool
any is sequence -> bool
any is string -> bool
str is test -> bool
any is true -> bool
any is undefined -> bool
str is upper -> bool
`;

/** A parameter: its name, what may be given, whether it may be left out, whether it has a place but no name. */
export type Parameter = {
  readonly name: string;
  readonly kinds: readonly string[];
  readonly optional: boolean;
  readonly placed: boolean;
};

/** Something to call on a subject. */
export type Signature = {
  readonly subject: string;
  readonly form: 'filter' | 'method' | 'test';
  readonly name: string;
  readonly result: string;
  readonly parameters: readonly Parameter[];
};

/** The lines, read. */
export const SIGNATURES: readonly Signature[] = LINES.trim().split('\n').map(readLine);

/** The signatures that give each type of result. */
export const BY_RESULT: ReadonlyMap<string, readonly Signature[]> = groupByResult();

function groupByResult(): Map<string, Signature[]> {
  const groups = new Map<string, Signature[]>();
  for (const signature of SIGNATURES) {
    const group = groups.get(signature.result) ?? [];
    group.push(signature);
    groups.set(signature.result, group);
  }
  return groups;
}

function readLine(line: string): Signature {
  const [call = '', rest = ''] = line.split(' -> ');
  const [result = '', ...parameters] = rest.split(' ');
  const [subject = '', ...words] = call.split(' ');
  const word = words.at(-1) ?? '';
  const form = words.length > 1 ? 'test' : word.startsWith('|') ? 'filter' : 'method';
  const name = form === 'test' ? word : word.slice(1);
  return { subject, form, name, result, parameters: parameters.map(readParameter) };
}

function readParameter(text: string): Parameter {
  const [head = '', kinds = ''] = text.split(/:(.*)/s);
  return {
    name: head.replaceAll(/[?!]/g, ''),
    kinds: kinds.split(','),
    optional: head.includes('?'),
    placed: head.includes('!'),
  };
}
