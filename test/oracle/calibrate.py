"""Renders the calibration probe in stand-in accounts with the real Jinja2, and checks what was recorded.

    node bin/smartpass.js calibrate --json | /usr/bin/python3 test/oracle/calibrate.py --record fixtures/moengage/calibrate.jsonl
    /usr/bin/python3 test/oracle/calibrate.py --check [fixtures/moengage/calibrate.jsonl]

The first line of the file holds the probe's templates. Each further line is one account: {id, profile, null, notes, answer,
findings?}: `profile` is what the account is (a field that has none of the profile's values is left out and its finding named),
`null` what test sends to each channel showed, `answer` the text that a user would paste. `--check` renders everything anew and
says how many answers are what Jinja gives today. calibrate.jsonl is Debian's Jinja2 3.1.2, calibrate-3.1.6.jsonl is 3.1.6: run
each with that release.
"""
import datetime as dt
import json
import random
import sys
from pathlib import Path

import jinja2
from jinja2 import TemplateError

from account import Dropped, render

FILE = Path(__file__).resolve().parents[2] / 'fixtures/moengage/calibrate.jsonl'
NOW = dt.datetime(2026, 1, 15, 12)
CHANNELS = ['email', 'push', 'sms', 'whatsapp', 'in-app', 'osm', 'cards', 'connector']
# The profile's names of the releases that tell themselves apart: 3.1.5 changed what 3.1.0 to 3.1.4 do.
JINJA = '3.1' if jinja2.__version__ in ('3.1.0', '3.1.1', '3.1.2', '3.1.3', '3.1.4') else '3.1.6'
DEFAULTS = {
    'jinja': JINJA, 'python': '3', 'missing': 'undefined', 'default': 'undefined', 'hash': 'hmac-sha256-hex', 'hashCase': 'lower',
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
        return {'id': '%02d-%s' % (number, name), 'now': NOW, 'profile': {**DEFAULTS, **dict(changes)}, **(mail if number % 2 else {}), **more}

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
