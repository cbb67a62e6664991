"""A MoEngage account of any profile on the real Jinja2: what the probe and previews are held against.

    account.py

One message a line in, one answer a line out: {id, profile, template, user, event?, now?} gives {id, text} or {id, refused}.
What a preview shows of a null is the profile's `previewNull`. It runs on Python 3 with the Jinja2 that is installed, and on Python 2.7
and 3 with Jinja 2.8 where SMARTPASS_JINJA28 names the folder of its source (see jinja28.py). The field `jinja` of a profile is
what the process runs on: it is not looked at. `calibrate.py` takes its accounts from here.
"""
from __future__ import unicode_literals

import base64
import datetime as dt
import hashlib
import hmac
import io
import json
import os
import sys

try:
    from urllib.parse import unquote, unquote_plus
except ImportError:
    from urllib import unquote as unquote_bytes
    from urllib import unquote_plus as unquote_plus_bytes

    def unquote(text):
        return unquote_bytes(text.encode('utf-8')).decode('utf-8')

    def unquote_plus(text):
        return unquote_plus_bytes(text.encode('utf-8')).decode('utf-8')

PY3 = sys.version_info[0] == 3
text_type = str if PY3 else unicode  # noqa: F821

if os.environ.get('SMARTPASS_JINJA28'):
    if PY3:
        from jinja28 import load

        load(os.environ['SMARTPASS_JINJA28'])
    else:
        sys.path.insert(0, os.environ['SMARTPASS_JINJA28'])

import jinja2
import jinja2.ext
import jinja2.parser
from jinja2 import Environment, TemplateError, nodes
from jinja2.exceptions import TemplateSyntaxError


class Dropped(Exception):
    pass


class Attributes(dict):
    """Attributes of a user or an event, where one that is missing is a value."""

    def __init__(self, missing, given):
        dict.__init__(self, given)
        self.missing = missing

    def __missing__(self, key):
        return {'none': None, 'empty': '', 'text': 'null'}[self.missing]


def attributes(missing, given):
    """A plain dict where one that is missing is undefined: error texts name its type."""
    return dict(given) if missing == 'undefined' else Attributes(missing, given)


class Refusing(jinja2.ext.Extension):
    """Refuses constructs that this release could do, by the account's profile."""

    def preprocess(self, source, name, filename=None):
        profile = self.environment.account
        if profile['raw'] == 'refused' and '{% raw' in source:
            raise TemplateSyntaxError("Encountered unknown tag 'raw'.", 1)
        if profile['whitespaceControl'] == 'refused' and ('{%-' in source or '-%}' in source):
            raise TemplateSyntaxError("unexpected '-'", 1)
        return source


class NotSend(jinja2.ext.Extension):
    """{% MOE_NOT_SEND %} and {% MOE_NOT_SEND(reason) %}: the reasons are heard, and rendering goes on."""

    tags = {'MOE_NOT_SEND'}

    def parse(self, parser):
        lineno = next(parser.stream).lineno
        args = []
        if parser.stream.current.type == 'lparen':
            if hasattr(parser, 'parse_call_args'):
                args = parser.parse_call_args()[0]
            else:
                args = parser.parse_call(nodes.Name('drop', 'load')).args
        return nodes.CallBlock(self.call_method('hear', args), [], [], [], lineno=lineno)

    def hear(self, reason=None, caller=None):
        self.environment.reasons.append(text_type(reason or 'MOE_NOT_SEND without a reason'))
        return ''


def parse_set_inline(self):
    """Parser.parse_set of releases that know no block set."""
    lineno = next(self.stream).lineno
    target = self.parse_assign_target(**({'with_namespace': True} if PY3 and not OLD else {}))
    self.stream.expect('assign')
    return nodes.Assign(target, self.parse_tuple(), lineno=lineno)


OLD = jinja2.__version__.startswith('2.')


class Patched(object):
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
        return text_type(value).encode('utf-8')

    def cased(text):
        return text.upper() if p['hashCase'] == 'upper' else text

    def keyed(value, secret):
        v, s = utf8(value), utf8(secret)
        kind = odd.get('hash') or p['hash']
        if kind == 'base64':
            return base64.b64encode(hmac.new(s, v, hashlib.sha256).digest()).decode('ascii')
        made = {
            'hmac-sha256-hex': lambda: hmac.new(s, v, hashlib.sha256),
            'sha256-value-secret': lambda: hashlib.sha256(v + s),
            'sha256-secret-value': lambda: hashlib.sha256(s + v),
            'swapped': lambda: hmac.new(v, s, hashlib.sha256),
        }[kind]()
        return cased(text_type(made.hexdigest()))

    def no_salt(value):
        text = text_type(hashlib.sha256(utf8(value)).hexdigest())
        return text if odd.get('noSaltLower') else cased(text)

    def encode(value):
        text = base64.b64encode(utf8(value), b'-_' if p['base64Alphabet'] == 'url' else None).decode('ascii')
        if odd.get('base64Lines'):
            return '\r\n'.join(text[i:i + 64] for i in range(0, len(text), 64))
        if p['base64Lines'] == '76':
            return ''.join(text[i:i + 76] + '\n' for i in range(0, len(text), 76))
        return text

    def decode(value):
        text = text_type(value)
        return base64.b64decode(utf8(text), b'-_' if '-' in text or '_' in text else None).decode('utf-8')

    def urldecode(value):
        if odd.get('urldecode'):
            return text_type(value)
        return (unquote_plus if p['urldecode'] == 'plus' else unquote)(text_type(value))

    def default(value, instead='', boolean=False):
        on = odd.get('default') or p['default']
        fires = isinstance(value, jinja2.Undefined) or boolean and not value
        if on in ('none', 'falsy') and value is None:
            fires = True
        if on in ('falsy', 'blank') and not value and value is not None:
            fires = True
        return instead if fires else value

    def strftime(moment, form):
        return moment.strftime(form if PY3 else form.encode('utf-8'))

    def date_formatter(value, form):
        return strftime(dt.datetime.strptime(value, '%d/%m/%Y'), form)

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
        return strftime(utc, toFormat)

    own = {
        'convertToSHA256': keyed, 'convertToSHA256NoSalt': no_salt, 'base64encode': encode, 'base64decode': decode,
        'urldecode': urldecode, 'dateFormatter': date_formatter, 'days': days, 'dateTimeFormatter': date_time_formatter,
        'today': lambda form, tz='UTC': strftime(account['now'], form),
        'count': lambda v, *a: v.count(*a) if a else len(v),
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

    extensions = [Refusing, NotSend, 'jinja2.ext.loopcontrols'] + (['jinja2.ext.do'] if profile['do'] == 'works' else [])
    if OLD:
        extensions += ['jinja2.ext.with_', 'jinja2.ext.autoescape']
    Environment.account = profile
    env = Environment(extensions=extensions, autoescape=profile['autoescape'] == 'on', finalize=final,
                      keep_trailing_newline=profile['trailingNewline'] == 'kept')
    env.reasons = []
    for name in account.get('odd', {}).get('without', []):
        env.filters.pop(name, None)
    env.filters.update(filters(account))
    env.globals['MOE_NOT_SEND'] = 'MOE_NOT_SEND'
    return env


def render(account, template, null='print', **given):
    """The text that a template becomes; its attributes are those of `given`, by the names that templates have for them."""
    return heard(account, template, null, **given)[0]


def heard(account, template, null='print', **given):
    """The same, with the reasons for which it is not sent."""
    missing = account.get('odd', {}).get('missing') or account['profile']['missing']
    compiled = compile_in(account, template, null)
    del compiled.environment.reasons[:]
    names = dict({'UserAttribute': {}}, **given)
    text = compiled.render({name: attributes(missing, own) for name, own in names.items()})
    return text, compiled.environment.reasons


LAST = {}


def compile_in(account, template, null):
    """A compiled template; the last one is kept, since a campaign asks for it once for each user."""
    key = json.dumps([account['profile'], account.get('odd'), text_type(account['now']), template, null], sort_keys=True)
    if key not in LAST:
        with Patched(account['profile']):
            compiled = environment(account, null).from_string(template)
        LAST.clear()
        LAST[key] = compiled
    return LAST[key]


def preview(message):
    """What the account shows of one text."""
    now = dt.datetime.utcfromtimestamp(message.get('now', 1768478400000) / 1000.0)
    account = {'profile': message['profile'], 'now': now}
    given = {'UserAttribute': message.get('user') or {}}
    if message.get('event') is not None:
        given['EventAttribute'] = message['event']
    try:
        text, reasons = heard(account, message['template'], message['profile'].get('previewNull', 'blank'), **given)
        return {'refused': '; '.join(reasons)} if reasons else {'text': text}
    except Dropped:
        return {'refused': 'Unable to resolve personalization'}
    except TemplateError as error:
        return {'refused': 'Error in parsing jinja template format. Error %s' % (error.message or type(error).__name__)}
    except Exception as error:
        said = error.args[0] if error.args and isinstance(error.args[0], text_type) else text_type(error)
        return {'refused': 'Error in parsing jinja template format. Error %s' % (said or type(error).__name__)}


def main():
    source = io.open(sys.stdin.fileno(), encoding='utf-8', closefd=False)
    for line in iter(source.readline, ''):
        message = json.loads(line)
        answer = dict(preview(message), id=message.get('id'))
        sys.stdout.write(json.dumps(answer) + '\n')
        sys.stdout.flush()


if __name__ == '__main__':
    main()
