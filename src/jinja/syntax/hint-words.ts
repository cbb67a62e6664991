/** What words of other languages were meant to be, by people who come from Liquid, Django or JavaScript. */
/** What an undefined name was probably meant to be, by people who come from Liquid, Django or JavaScript. */
export const NAME_HINTS: ReadonlyMap<string, string> = new Map([
  ['forloop', "Jinja's loop variable is called loop: loop.index, loop.first, loop.last"],
  ['null', 'write none'],
  ['NULL', 'write none'],
  ['Null', 'write none'],
  ['nil', 'write none'],
  ['undefined', "ask with 'is defined' or 'is not defined'"],
  ['TRUE', 'write true'],
  ['FALSE', 'write false'],
  ['empty', "an empty value is false: '{% if not x %}'"],
  ['blank', "an empty value is false: '{% if not x|trim %}'"],
  ['len', 'write x|length'],
  ['date', "write x|dateTimeFormatter(toFormat='%d %B %Y')"],
  ['now', "write '%Y-%m-%d'|today('UTC')"],
  ['str', 'write x|string'],
  ['int', 'write x|int'],
]);

/** What a member that is not there was probably meant to be. */
export const MEMBER_HINTS: ReadonlyMap<string, string> = new Map([
  ['length', 'write x|length'],
  ['size', 'write x|length'],
  ['count', 'write x|length'],
  ['counter', 'write loop.index'],
  ['counter0', 'write loop.index0'],
  ['revcounter', 'write loop.revindex'],
]);

/** What a method of another language was probably meant to be. */
export const METHOD_HINTS: ReadonlyMap<string, string> = new Map([
  ['toUpperCase', 'write x|upper'],
  ['toLowerCase', 'write x|lower'],
  ['toString', 'write x|string'],
  ['toFixed', "write '%.2f'|format(x)"],
  ['trim', 'write x|trim'],
  ['includes', "write 'a' in x"],
  ['contains', "write 'a' in x"],
  ['indexOf', "write x.find('a')"],
  ['substring', 'write x[0:5]'],
  ['substr', 'write x[0:5]'],
  ['slice', 'write x[0:5]'],
  ['concat', 'write x ~ y'],
  ['push', 'write x.append(a)'],
]);

/** What an unknown test was probably meant to be. */
export const TEST_HINTS: ReadonlyMap<string, string> = new Map([
  ['null', "write 'is none'"],
  ['nil', "write 'is none'"],
  ['empty', "an empty value is false: '{% if not x %}'"],
  ['blank', "an empty value is false: '{% if not x|trim %}'"],
  ['exists', "write 'is defined'"],
  ['set', "write 'is defined'"],
  ['present', "write 'is defined'"],
]);

/** What an unknown filter was probably meant to be. */
export const FILTER_HINTS: ReadonlyMap<string, string> = new Map([
  ['upcase', 'write x|upper'],
  ['uppercase', 'write x|upper'],
  ['downcase', 'write x|lower'],
  ['lowercase', 'write x|lower'],
  ['to_upper', 'write x|upper'],
  ['to_lower', 'write x|lower'],
  ['toUpperCase', 'write x|upper'],
  ['toLowerCase', 'write x|lower'],
  ['titlecase', 'write x|title'],
  ['capfirst', 'write x|capitalize'],
  ['ucfirst', 'write x|capitalize'],
  ['strip', 'write x|trim'],
  ['size', 'write x|length'],
  ['json', 'write x|tojson'],
  ['strip_html', 'write x|striptags'],
  ['url_encode', 'write x|urlencode'],
  ['b64encode', 'write x|base64encode'],
  ['base64', 'write x|base64encode'],
  ['append', "write x ~ 'text'"],
  ['prepend', "write 'text' ~ x"],
  ['remove', "write x|replace('text', '')"],
  ['plus', 'write x + 1'],
  ['minus', 'write x - 1'],
  ['times', 'write x * 2'],
  ['divided_by', 'write x / 2'],
  ['default_if_none', "write x|default('text', true)"],
  ['number_format', "write '{:,.2f}'.format(x)"],
  ['intcomma', "write '{:,}'.format(x)"],
  ['newline_to_br', "write x|replace('\\n', '<br>')"],
  ['linebreaksbr', "write x|replace('\\n', '<br>')"],
  ['escape_once', 'write x|escape'],
  ['json_encode', 'write x|tojson'],
  ['pluralize', "write '' if x == 1 else 's'"],
  ['yesno', "write 'yes' if x else 'no'"],
  ['floatformat', "write '%.2f'|format(x)"],
  ['truncatechars', "write x|truncate(20, true, '…')"],
  ['date', "write x|dateTimeFormatter(toFormat='%d %B %Y')"],
  ['concat', 'write x ~ y'],
  ['split', "write x.split(',')"],
  ['contains', "write 'a' in x"],
  ['sha256', 'write x|convertToSHA256NoSalt'],
  ['money', "write '{:,.2f}'.format(x)"],
]);

/** What to write for `else if`. */
export const ELIF = 'Jinja writes {% elif … %}';
/** What to write for an assignment. */
export const SET = 'Jinja writes {% set name = value %}';
const BRANCHES = 'Jinja has no such tag: write {% if %} and {% elif %}';
const DJANGO = 'this is a tag of Django, which Jinja does not have';
/** What to write for a comment. */
export const COMMENT = 'Jinja writes comments as {# … #}';
const CAPTURE = 'Jinja writes {% set name %} … {% endset %}';
const UNLESS = 'Jinja writes {% if not … %} … {% endif %}';
const FOR = 'Jinja writes {% for item in list %} … {% endfor %}';

/** What an unknown tag was probably meant to be. */
export const TAG_HINTS: ReadonlyMap<string, string> = new Map([
  ['elsif', ELIF],
  ['elseif', ELIF],
  ['elif', 'an elif goes between {% if %} and {% endif %}, before any {% else %}'],
  ['else', 'an else goes between {% if %} or {% for %} and its end tag, once'],
  ['endelse', 'an else has no end tag: close the {% if %} with {% endif %}'],
  ['endelif', 'an elif has no end tag: close the {% if %} with {% endif %}'],
  ['end', 'an end tag names what it closes: {% endif %}, {% endfor %}'],
  ['assign', SET],
  ['var', SET],
  ['let', SET],
  ['const', SET],
  ['increment', 'Jinja writes {% set n = n + 1 %}'],
  ['decrement', 'Jinja writes {% set n = n - 1 %}'],
  ['comment', COMMENT],
  ['endcomment', COMMENT],
  ['unless', UNLESS],
  ['endunless', UNLESS],
  ['case', BRANCHES],
  ['when', BRANCHES],
  ['switch', BRANCHES],
  ['endcase', BRANCHES],
  ['capture', CAPTURE],
  ['endcapture', CAPTURE],
  ['ifequal', 'Jinja writes {% if a == b %}'],
  ['ifnotequal', 'Jinja writes {% if a != b %}'],
  ['load', DJANGO],
  ['url', DJANGO],
  ['static', DJANGO],
  ['csrf_token', DJANGO],
  ['now', DJANGO],
  ['spaceless', DJANGO],
  ['firstof', 'Jinja writes {{ a or b }}'],
  ['cycle', "Jinja writes {{ loop.cycle('a', 'b') }}"],
  ['verbatim', 'Jinja writes {% raw %} … {% endraw %}'],
  ['render', "Jinja writes {% include 'name' %}"],
  ['layout', "Jinja writes {% extends 'name' %}"],
  ['echo', 'Jinja writes {{ value }}'],
  ['foreach', FOR],
  ['while', FOR],
  ['tablerow', FOR],
]);
