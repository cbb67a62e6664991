"""The real Jinja2 renders the users that lint shows: one case a line in, one answer a line out.

    witnesses.py

A case is {id, template, profile, user, event, businessEvent, campaign, productSets, coupons, answers, rows, now}; an answer {id, text},
{id, error} with the type of the error, {id, null} where a null was printed, or {id, reasons} where MOE_NOT_SEND was called or printed.
Filters and the tag are those of account.py; dates are read in the forms that lint makes up.
"""
from __future__ import unicode_literals

import datetime as dt
import io
import json
import sys
import zoneinfo

import jinja2

import account

FORMS = ('%Y-%m-%d %H:%M:%S', '%d/%m/%Y', '%m/%d/%Y')


def read(value):
    for form in FORMS:
        try:
            return dt.datetime.strptime(value, form)
        except ValueError:
            pass
    raise ValueError('not a date: %r' % (value,))


def formatted(value, toFormat='%Y-%m-%d %H:%M:%S %p', timeZone=None, tzOffset=-1000):
    moment = read(value)
    if tzOffset != -1000:
        moment += dt.timedelta(minutes=tzOffset)
    elif timeZone:
        moment = moment.replace(tzinfo=dt.timezone.utc).astimezone(zoneinfo.ZoneInfo(timeZone))
    return moment.strftime(toFormat)


class Answers(object):
    """Content APIs: a call gives what the case has for the name, and fails where it has nothing."""

    def __init__(self, answers):
        self.answers = answers

    def __getattr__(self, name):
        def call(*_):
            if name not in self.answers:
                raise KeyError(name)
            return self.answers[name]
        return call

    __getitem__ = __getattr__


def rendered(case):
    now = dt.datetime.utcfromtimestamp(case['now'] / 1000.0)
    told = {'profile': case['profile'], 'now': now}
    with account.Patched(case['profile']):
        env = account.environment(told, 'drop')
        rows = case.get('rows') or {}

        def aux(value, name):
            row = rows.get(name)
            return env.undefined(name='row') if row is None else row

        env.filters.update({
            'getAuxData': aux,
            'dateFormatter': lambda value, form: read(value).strftime(form),
            'dateTimeFormatter': formatted,
            'days': lambda value, other: (read(other) - read(value)).days,
        })
        template = env.from_string(case['template'])
    missing = case['profile']['missing']
    names = {'UserAttribute': case.get('user') or {}}
    for name, key in (('EventAttribute', 'event'), ('BusinessEventAttribute', 'businessEvent'), ('CampaignAttribute', 'campaign')):
        if case.get(key) is not None:
            names[name] = case[key]
    given = {name: account.attributes(missing, own) for name, own in names.items()}
    given['ProductSet'] = case.get('productSets') or {}
    given['Coupons'] = {'CouponListName': case.get('coupons') or {}}
    given['ContentApi'] = Answers(case.get('answers') or {})
    text = template.render(given)
    if env.reasons or 'MOE_NOT_SEND' in text:
        return {'reasons': env.reasons or ['MOE_NOT_SEND']}
    return {'text': text}


def answer(case):
    try:
        return rendered(case)
    except account.Dropped:
        return {'null': True}
    except Exception as error:
        return {'error': type(error).__name__}


def main():
    source = io.open(sys.stdin.fileno(), encoding='utf-8', closefd=False)
    for line in iter(source.readline, ''):
        case = json.loads(line)
        sys.stdout.write(json.dumps(dict(answer(case), id=case.get('id'))) + '\n')
        sys.stdout.flush()


if __name__ == '__main__':
    main()
