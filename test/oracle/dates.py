"""Records what Python's datetime answers: one JSON case a line on standard output.

Run: TZ=UTC LC_ALL=C.UTF-8 /usr/bin/python3 test/oracle/dates.py > fixtures/moengage/dates.jsonl
The cases are chosen by a generator with a fixed seed, so that a second run gives the same file.
"""
import datetime as dt
import json
import random
import sys
import zoneinfo

random.seed(20260101)
STRFTIME_LETTERS = 'aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%f' + 'EOiJKLNoQqv+!'
STRPTIME_LETTERS = 'aAbBcdfGHIjmMpSuUVwWxXyYzZ%'
ZONES = [None, None, 'fixed', 'America/New_York', 'Asia/Kolkata']


def moment():
    kind = random.random()
    if kind < 0.15:
        year = random.choice([1, 2, 99, 100, 400, 999, 1000, 9999])
    else:
        year = random.randint(1890, 2110)
    value = dt.datetime(
        year, random.randint(1, 12), random.randint(1, 28), random.randint(0, 23),
        random.randint(0, 59), random.randint(0, 59), random.choice([0, 0, 5, 120000, 999999]))
    if random.random() < 0.3:
        value = value.replace(month=random.choice([1, 12]), day=random.choice([1, 2, 3, 4, 28, 29, 30, 31]))
    zone = random.choice(ZONES)
    if zone == 'fixed':
        seconds = random.choice([0, 0, 3600, 19800, -12600, -18000, 86399, -86399, 19815])
        micros = random.choice([0, 0, 0, 500000])
        value = value.replace(tzinfo=dt.timezone(dt.timedelta(seconds=seconds, microseconds=micros if seconds else 0)))
    elif zone is not None and value.year > 1970:
        value = value.replace(tzinfo=zoneinfo.ZoneInfo(zone))
    return value


def fields(value):
    answer = {
        'year': value.year, 'month': value.month, 'day': value.day, 'hour': value.hour,
        'minute': value.minute, 'second': value.second, 'microsecond': value.microsecond}
    if value.tzinfo is not None:
        answer['offset'] = value.utcoffset().total_seconds()
        answer['zone'] = value.tzname()
        if value.dst() is not None:
            answer['dst'] = bool(value.dst())
    return answer


def attempt(work):
    try:
        return {'output': work()}
    except Exception as error:  # every class is part of the answer
        return {'error': {'type': type(error).__name__, 'message': str(error)}}


def emit(case):
    json.dump(case, sys.stdout, ensure_ascii=True, separators=(',', ':'))
    sys.stdout.write('\n')


def emit_strftime(value, pattern):
    emit({'call': 'strftime', 'value': fields(value), 'format': pattern,
          **attempt(lambda: value.strftime(pattern))})


def emit_strptime(text, pattern):
    emit({'call': 'strptime', 'text': text, 'format': pattern,
          **attempt(lambda: fields(dt.datetime.strptime(text, pattern)))})


def random_directive():
    flags = ''.join(random.choice('_-0^#') for _ in range(random.choice([0, 0, 1, 1, 2])))
    width = random.choice(['', '', '', str(random.randint(0, 12)), '30'])
    modifier = random.choice(['', '', '', 'E', 'O'])
    return '%' + flags + width + modifier + random.choice(STRFTIME_LETTERS)


def strftime_cases():
    for letter in STRFTIME_LETTERS:
        for prefix in ['', '-', '_', '0', '^', '#', 'E', 'O', '5', '_5', '-5', '05', '^#', '0E', '5O']:
            emit_strftime(moment(), '%' + prefix + letter)
    for _ in range(700):
        emit_strftime(moment(), random.choice(['', 'x ', '\u00e9\U0001f600']).join(
            random_directive() for _ in range(random.randint(1, 4))))
    for pattern in ['', '%', '%%', '%%%', 'a%', '%5', '%-', '%E', 'a\x00b', '%\x00d', '\ud800', 'x\udfff\ud800 y',
                    '%1023d', '%1024d', '%2047d', '%2048d', '%5000d', '%99999999999999d', '%\u00fc', 'caf\u00e9 %d',
                    '%d/%m/%Y', '%m/%d/%Y', '%Y-%m-%d %H:%M:%S %p', '%I:%M %p', '%d %B %Y', '%A, %d %b %Y']:
        emit_strftime(moment(), pattern)
    for year in range(1990, 2030):
        for month, day in [(1, 1), (1, 3), (1, 4), (12, 29), (12, 31)]:
            emit_strftime(dt.datetime(year, month, day), '%G-W%V-%u %g %U %W %w %j')
    for year in (1, 2, 9999):
        for month, day in [(1, 1), (12, 31)]:
            emit_strftime(dt.datetime(year, month, day), '%G-W%V-%u %g %U %W %w %j %C %y %s')


def strptime_cases():
    sensible = ['%d/%m/%Y', '%m/%d/%Y', '%Y-%m-%d', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S%z', '%d %B %Y',
                '%d %b %y', '%I:%M %p', '%A %d %B %Y', '%c', '%x', '%X', '%j %Y', '%U %w %Y', '%W %a %Y',
                '%G %V %u', '%G-%V-%A', '%H:%M:%S.%f', '%z', '%y%m%d', '%Y%j', '%d.%m.%Y (%a)', '%Z %z', '%p %I']
    for pattern in sensible:
        for _ in range(40):
            value = moment()
            text = value.strftime(pattern)
            change = random.random()
            if change < 0.25 and text:
                at = random.randrange(len(text))
                text = text[:at] + random.choice('0159 aZz:+-/\u0663\t') + text[at + random.randint(0, 1):]
            elif change < 0.35:
                text += random.choice([' ', 'x', '0', 'Z'])
            elif change < 0.45:
                text = text.upper() if random.random() < 0.5 else text.lower()
            emit_strptime(text, pattern)
    for _ in range(900):
        letters = [random.choice(STRPTIME_LETTERS) for _ in range(random.randint(1, 4))]
        pattern = random.choice([' ', '-', '', '/', '.', ' x ']).join('%' + letter for letter in letters)
        emit_strptime(moment().strftime(pattern), pattern)
    odd = [('', ''), ('', '%d'), ('1', ''), ('%', '%%'), ('5%', '%d%%'), ('1', '%'), ('1', '%Q'), ('1', '% d'), ('1', '%.d'),
           ('1', '%-d'), ('1 2', '%d %d'), ('1 1', '%Y %Y'), ('x', '%c %Y'), ("it's", '%d'), ('say "it\'s"', '%d'),
           ('61', '%S'), ('60', '%S'), ('59', '%S'), ('0000', '%Y'), ('9999 366', '%Y %j'), ('0001 0 0', '%Y %U %w'),
           ('29 2', '%d %m'), ('30 2', '%d %m'), ('29/02/2023', '%d/%m/%Y'), ('29/02/2024', '%d/%m/%Y'), ('366 2023', '%j %Y'),
           ('+9959', '%z'), ('-9959', '%z'), ('+2400', '%z'), ('+23:59:59.999999', '%z'), ('+05:3015', '%z'), ('+0530:15', '%z'),
           ('+05:30:15.5', '%z'), ('Z', '%z'), ('z', '%z'), ('+0530 utc', '%z %Z'), ('-0000', '%z'), ('GMT', '%Z'), ('EST', '%Z'),
           ('utc', '%Z'), ('augu\u017ft', '%B'), ('fr\u0130', '%a'), ('fr\u0131', '%a'), ('\u0663', '%d'), ('\u0660\u0661', '%d'),
           ('2\u0663', '%d'), ('\u0661\u0662\u0663\u0664', '%Y'), ('1\x1c2', '%d %m'), ('1\u20032', '%d %m'), ('1\ufeff2', '%d %m'),
           ('1\u200b2', '%d %m'), ('1  2', '%d %m'), ('12', '%d %m'), ('1\n2', '%d %m'), (' 1', '%d'), ('01 ', '%d'), ('00', '%d'),
           ('32', '%d'), ('13', '%m'), ('24', '%H'), ('12 am', '%I %p'), ('12 PM', '%I %p'), ('1 pm', '%I %p'), ('13', '%I'),
           ('pm 3', '%p %I'), ('.5', '.%f'), ('.1234567', '.%f'), ('68', '%y'), ('69', '%y'), ('53 0 2023', '%U %w %Y'),
           ('0 1 2023', '%W %w %Y'), ('0 0 2023', '%U %w %Y'), ('2020 53 7', '%G %V %u'), ('2020 54 7', '%G %V %u'),
           ('2020 00 1', '%G %V %u'), ('2021 1', '%G %V'), ('2021', '%G'), ('1', '%V'), ('1 1', '%V %u'), ('2021 1 1', '%Y %V %u'),
           ('2021 1 1 5', '%G %V %u %j'), ('[1]', '[%d]'), ('(1)*', '(%d)*'), ('1\\2', '%d\\%m'), ('a|b1', 'a|b%d'), ('A.B', 'a.b'),
           ('AxB', 'a.b'), ('\u00c91', '\u00e9%d'), ('stra\u00dfe', 'STRASSE'), ('\u212a', 'k'), ('\u017f', 's'), ('\U0001f6001', '\U0001f600%d'),
           ('12/10/2020', '%d/%m/%Y'), ('14/10/2020', '%d/%m/%Y'), ('2012-01-19 17:21:00', '%Y-%m-%d %H:%M:%S'), ('+1', '%d'), ('-1', '%d'),
           ('{1}', '{%d}'), ('1^$', '%d^$'), ('1?', '%d?'), ('May', '%B'), ('may', '%b'), ('Sept', '%b'), ('1#2', '%d#%m'), ('1-2', '%d-%m')]
    for text, pattern in odd:
        emit_strptime(text, pattern)


strftime_cases()
strptime_cases()
