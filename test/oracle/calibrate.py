"""Renders the calibration probe in stand-in accounts with the real Jinja2, and checks what was recorded.

    node bin/smartpass.js calibrate --json | /usr/bin/python3 test/oracle/calibrate.py --record fixtures/moengage/calibrate.jsonl
    /usr/bin/python3 test/oracle/calibrate.py --check [fixtures/moengage/calibrate.jsonl]

The first line of the file holds the probe's templates. Each further line is one account: {id, profile, null, notes, answer,
findings?}: `profile` is what the account is (a field that has none of the profile's values is left out and its finding named),
`null` what test sends to each channel showed, `answer` the text that a user would paste. `--check` renders everything anew and
says how many answers are what Jinja gives today. calibrate.jsonl is Debian's Jinja2 3.1.2, calibrate-3.1.6.jsonl is 3.1.6: run
each with that release.
"""
import base64
import datetime as dt
import hashlib
import hmac
import json
import random
import sys
import urllib.parse
from pathlib import Path

import jinja2
import jinja2.ext
import jinja2.parser
from jinja2 import Environment, TemplateError, nodes
from jinja2.exceptions import TemplateSyntaxError

FILE = Path(__file__).resolve().parents[2] / 'fixtures/moengage/calibrate.jsonl'
NOW = dt.datetime(2026, 1, 15, 12)
CHANNELS = ['email', 'push', 'sms', 'whatsapp', 'in-app', 'osm', 'cards', 'connector']
# The profile's names of the releases that tell themselves apart: 3.1.5 changed what 3.1.0 to 3.1.4 do.
JINJA = '3.1' if jinja2.__version__ in ('3.1.0', '3.1.1', '3.1.2', '3.1.3', '3.1.4') else '3.1.6'
DEFAULTS = {
    'jinja': JINJA, 'missing': 'undefined', 'default': 'undefined', 'hash': 'hmac-sha256-hex', 'hashCase': 'lower',
    'base64Alphabet': 'standard', 'base64Lines': 'none', 'urldecode': 'plus', 'tzOffset': 'east',
    'dateZone': 'ignored', 'dateFormat': 'am-pm',
    'trailingNewline': 'removed', 'raw': 'works', 'whitespaceControl': 'works', 'macros': 'works', 'blockSet': 'works',
    'do': 'works', 'editorEntities': 'kept', 'autoescape': 'off',
}
CHOICES = {
    'missing': ['undefined', 'none', 'empty'], 'default': ['undefined', 'none', 'falsy'],
    'hash': ['hmac-sha256-hex', 'sha256-value-secret', 'sha256-secret-value'], 'hashCase': ['lower', 'upper'],
    'base64Alphabet': ['standard', 'url'], 'base64Lines': ['none', '76'], 'urldecode': ['plus', 'percent'],
    'tzOffset': ['east', 'west'], 'dateZone': ['ignored', 'offset', 'read'], 'dateFormat': ['am-pm', 'plain'],
    'trailingNewline': ['removed', 'kept'], 'raw': ['works', 'refused'],
    'whitespaceControl': ['works', 'refused'], 'macros': ['works', 'refused'], 'blockSet': ['works', 'refused'],
    'do': ['works', 'refused'], 'editorEntities': ['kept', 'escaped'], 'autoescape': ['off', 'on'],
}
NULLS = ['drop', 'blank', 'print']


class Dropped(Exception):
    pass


class Attributes(dict):
    """A user's attributes of whom one is not there."""

    def __init__(self, missing):
        super().__init__()
        self.missing = missing

    def __missing__(self, key):
        if self.missing == 'undefined':
            raise KeyError(key)
        return {'none': None, 'empty': '', 'text': 'null'}[self.missing]


class Refusing(jinja2.ext.Extension):
    """Refuses constructs that this release could do, by the account's profile."""

    def preprocess(self, source, name, filename=None):
        profile = self.environment.account
        if profile['raw'] == 'refused' and '{% raw' in source:
            raise TemplateSyntaxError("Encountered unknown tag 'raw'.", 1)
        if profile['whitespaceControl'] == 'refused' and ('{%-' in source or '-%}' in source):
            raise TemplateSyntaxError("unexpected '-'", 1)
        return source


def parse_set_inline(self):
    """Parser.parse_set of releases that know no block set."""
    lineno = next(self.stream).lineno
    target = self.parse_assign_target(with_namespace=True)
    self.stream.expect('assign')
    return nodes.Assign(target, self.parse_tuple(), lineno=lineno)


class Patched:
    """Jinja's parser without macros or block set while a template is compiled."""

    def __init__(self, profile):
        self.profile = profile

    def __enter__(self):
        self.keywords = jinja2.parser._statement_keywords
        self.parse_set = jinja2.parser.Parser.parse_set
        if self.profile['macros'] == 'refused':
            jinja2.parser._statement_keywords = self.keywords - {'macro'}
        if self.profile['blockSet'] == 'refused':
            jinja2.parser.Parser.parse_set = parse_set_inline

    def __exit__(self, *_):
        jinja2.parser._statement_keywords = self.keywords
        jinja2.parser.Parser.parse_set = self.parse_set


def filters(account):
    p, odd = account['profile'], account.get('odd', {})

    def utf8(value):
        return str(value).encode('utf-8')

    def cased(text):
        return text.upper() if p['hashCase'] == 'upper' else text

    def keyed(value, secret):
        v, s = utf8(value), utf8(secret)
        kind = odd.get('hash') or p['hash']
        if kind == 'base64':
            return base64.b64encode(hmac.new(s, v, hashlib.sha256).digest()).decode()
        made = {
            'hmac-sha256-hex': lambda: hmac.new(s, v, hashlib.sha256),
            'sha256-value-secret': lambda: hashlib.sha256(v + s),
            'sha256-secret-value': lambda: hashlib.sha256(s + v),
            'swapped': lambda: hmac.new(v, s, hashlib.sha256),
        }[kind]()
        return cased(made.hexdigest())

    def no_salt(value):
        text = hashlib.sha256(utf8(value)).hexdigest()
        return text if odd.get('noSaltLower') else cased(text)

    def encode(value):
        text = base64.b64encode(utf8(value), b'-_' if p['base64Alphabet'] == 'url' else None).decode()
        if odd.get('base64Lines'):
            return '\r\n'.join(text[i:i + 64] for i in range(0, len(text), 64))
        if p['base64Lines'] == '76':
            return ''.join(text[i:i + 76] + '\n' for i in range(0, len(text), 76))
        return text

    def decode(value):
        text = str(value)
        return base64.b64decode(text, b'-_' if '-' in text or '_' in text else None).decode('utf-8')

    def unquote(value):
        if odd.get('urldecode'):
            return str(value)
        return (urllib.parse.unquote_plus if p['urldecode'] == 'plus' else urllib.parse.unquote)(str(value))

    def default(value, instead='', boolean=False):
        on = odd.get('default') or p['default']
        fires = isinstance(value, jinja2.Undefined) or boolean and not value
        if on in ('none', 'falsy') and value is None:
            fires = True
        if on in ('falsy', 'blank') and not value and value is not None:
            fires = True
        return instead if fires else value

    def date_formatter(value, form):
        return dt.datetime.strptime(value, '%d/%m/%Y').strftime(form)

    def days(value, other):
        first, second = (dt.datetime.strptime(x, '%d/%m/%Y') for x in (value, other))
        return (second - first).days

    usual = '%Y-%m-%d %H:%M:%S' + (' %p' if p['dateFormat'] == 'am-pm' else '')

    def date_time_formatter(value, toFormat=usual, timeZone=None, tzOffset=None):
        moment, zone = value.rsplit(' ', 1)
        read = {'ignored': {}, 'offset': {'+05:30': 5.5}, 'read': {'+05:30': 5.5, 'CST': -6}}[p['dateZone']]
        if odd.get('dateZone'):
            read = {'+05:30': 5.5, 'CST': 8}
        utc = dt.datetime.strptime(moment, '%Y-%m-%d %H:%M:%S') - dt.timedelta(hours=read.get(zone, 0))
        if tzOffset not in (None, -1000):
            if odd.get('tzOffset'):
                tzOffset = 0
            utc += dt.timedelta(minutes=-tzOffset if p['tzOffset'] == 'west' else tzOffset)
        return utc.strftime(toFormat)

    own = {
        'convertToSHA256': keyed, 'convertToSHA256NoSalt': no_salt, 'base64encode': encode, 'base64decode': decode,
        'urldecode': unquote, 'dateFormatter': date_formatter, 'days': days, 'dateTimeFormatter': date_time_formatter,
        'today': lambda form, tz='UTC': NOW.strftime(form), 'count': lambda v, *a: v.count(*a) if a else len(v),
        'index': lambda v, *a: v.index(*a), 'pop': lambda v, *a: v.pop(*a), 'default': default, 'd': default,
    }
    return {name: f for name, f in own.items() if name not in odd.get('without', [])}


def environment(account, null='print'):
    profile = account['profile']

    def final(value):
        if value is None or isinstance(value, jinja2.Undefined):
            if null == 'drop':
                raise Dropped
            return '' if null == 'blank' else value
        return value

    extensions = [Refusing, 'jinja2.ext.loopcontrols'] + (['jinja2.ext.do'] if profile['do'] == 'works' else [])
    Environment.account = profile
    env = Environment(extensions=extensions, autoescape=profile['autoescape'] == 'on', finalize=final,
                      keep_trailing_newline=profile['trailingNewline'] == 'kept')
    for name in account.get('odd', {}).get('without', []):
        env.filters.pop(name, None)
    env.filters.update(filters(account))
    return env


def render(account, template, null='print'):
    with Patched(account['profile']):
        env = environment(account, null)
        compiled = env.from_string(template)
    return compiled.render(UserAttribute=Attributes(account.get('odd', {}).get('missing') or account['profile']['missing']))


def answer_of(account, probe):
    """What a user would paste: every part's text, or its number and the error."""
    lines = list(account.get('before', []))
    for part in probe['parts']:
        template = part['template']
        if part['where'] != 'anywhere':
            if account.get('noEditor'):
                continue
            if account['profile']['editorEntities'] == 'escaped':
                template = template.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
        try:
            lines.append(render(account, template, account.get('null', {}).get('email', 'drop')))
        except TemplateError as error:
            lines.append('Part %d: Error in parsing jinja template format. Error %s' % (part['number'], error.message))
        lines.append('')
    return '\n'.join(lines + list(account.get('after', [])))


def sent(account, probe):
    """What the test sends show: of nulls by channel, of the line break at the end."""
    template, end = (send['template'] for send in probe['testSends'])
    nulls = {}
    for channel, null in account.get('null', {}).items():
        try:
            text = render(account, template, null)
            nulls[channel] = 'print' if 'None' in text else 'blank'
        except Dropped:
            nulls[channel] = 'drop'
    return nulls, {1: 'removed', 2: 'kept'}[len(render(account, end))]


def accounts():
    """Each value of each field alone, both ends of all, and random accounts; then accounts that do something else."""
    rng = random.Random(20260115)
    number = 0

    def account(name, changes=(), **more):
        nonlocal number
        number += 1
        mail = {'before': ['Hi Ada,', 'this is what came:', ''], 'after': ['-- ', 'Sent by quick zebra, 3 x 4 = 12']}
        return {'id': '%02d-%s' % (number, name), 'profile': {**DEFAULTS, **dict(changes)}, **(mail if number % 2 else {}), **more}

    yield account('plain', null={'email': 'drop'})
    for field, values in CHOICES.items():
        for value in values[1:]:
            yield account('%s-%s' % (field, value), {field: value})
    for null in NULLS:
        for channel in CHANNELS[NULLS.index(null)::3]:
            yield account('%s-%s' % (channel, null), {'missing': rng.choice(CHOICES['missing'])}, null={channel: null})
    yield account('all-other', {field: values[-1] for field, values in CHOICES.items()}, null={c: 'print' for c in CHANNELS})
    for _ in range(24):
        yield account('random', {field: rng.choice(values) for field, values in CHOICES.items()},
                      null={c: rng.choice(NULLS) for c in rng.sample(CHANNELS, 3)})
    third = 'calibrate/third-behaviour'
    for name, odd, lost, codes in [
        ('default-on-blank', {'default': 'blank'}, ['default'], [third]),
        ('hash-swapped', {'hash': 'swapped'}, ['hash'], [third]),
        ('hash-base64', {'hash': 'base64'}, ['hash', 'hashCase'], [third, third]),
        ('base64-64', {'base64Lines': True}, ['base64Lines'], [third]),
        ('urldecode-nothing', {'urldecode': True}, ['urldecode'], [third]),
        ('offset-ignored', {'tzOffset': True}, ['tzOffset'], [third]),
        ('cst-of-china', {'dateZone': True}, ['dateZone'], [third]),
        ('missing-text', {'missing': 'text'}, ['missing'], [third]),
        ('no-urldecode', {'without': ['urldecode']}, ['urldecode'], ['calibrate/refused-part']),
        ('no-days', {'without': ['days']}, [], ['calibrate/refused-part']),
    ]:
        yield account(name, odd=odd, lost=lost, findings=codes)
    yield account('two-cases', {'hashCase': 'upper'}, odd={'noSaltLower': True}, lost=['hashCase'], findings=[third])
    yield account('no-editor', noEditor=True, lost=['editorEntities'])


def line_of(account, probe):
    nulls, newline = sent(account, probe)
    profile = {f: v for f, v in account['profile'].items() if f not in account.get('lost', [])}
    profile['trailingNewline'] = newline
    line = {'id': account['id'], 'profile': profile, 'null': nulls, 'answer': answer_of(account, probe)}
    if 'findings' in account:
        line['findings'] = account['findings']
    return json.dumps(line, ensure_ascii=True)


def main(args):
    path = Path(args[1]) if len(args) > 1 else FILE
    if args[:1] == ['--record']:
        probe = json.load(sys.stdin)
        probe = {'parts': [{k: p[k] for k in ('number', 'where', 'template')} for p in probe['parts']],
                 'testSends': [{k: s[k] for k in ('number', 'template')} for s in probe['testSends']]}
        path.write_text('\n'.join([json.dumps({'probe': probe}), *(line_of(a, probe) for a in accounts()), '']), 'utf-8')
        return 0
    if args[:1] != ['--check']:
        sys.stderr.write(__doc__)
        return 2
    first, *recorded = path.read_text('utf-8').splitlines()
    probe = json.loads(first)['probe']
    today = [line_of(account, probe) for account in accounts()]
    wrong = [json.loads(line)['id'] for line in recorded if line not in today] + [
        json.loads(line)['id'] for line in today if line not in recorded]
    for name in sorted(set(wrong)):
        print('%s: Jinja2 %s answers otherwise than recorded' % (name, jinja2.__version__))
    print('%d passed, %d failed' % (sum(line in today for line in recorded), len(set(wrong))))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
