"""Records Python's answers for what MoEngage's encoding filters and zones are made of: one JSON case a line.

Run: /usr/bin/python3 test/oracle/moengage_codecs.py > fixtures/moengage/codecs.jsonl
"""
import base64
import datetime as dt
import json
import random
import sys
import urllib.parse
import zoneinfo

random.seed(20260102)
ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
ZONES = ['America/New_York', 'America/Chicago', 'America/Los_Angeles', 'America/Sao_Paulo', 'America/St_Johns', 'Asia/Kolkata',
         'Asia/Calcutta', 'Asia/Kathmandu', 'Asia/Tokyo', 'Asia/Dubai', 'Asia/Singapore', 'Australia/Sydney', 'Australia/Lord_Howe',
         'Australia/Darwin', 'Europe/London', 'Europe/Berlin', 'Europe/Athens', 'Europe/Moscow', 'Pacific/Auckland', 'Pacific/Apia',
         'Pacific/Chatham', 'Africa/Cairo', 'Africa/Lagos', 'Africa/Johannesburg', 'US/Eastern', 'UTC', 'GMT', 'America/Caracas']


def attempt(work):
    try:
        return {'output': work()}
    except Exception as error:  # every class is part of the answer
        return {'error': {'type': type(error).__name__, 'message': str(error)}}


def emit(case):
    json.dump(case, sys.stdout, ensure_ascii=True, separators=(',', ':'))
    sys.stdout.write('\n')


def texts():
    yield from ['', 'a', 'ab', 'abc', 'é', '👍🏽', 'a\u0301', 'O"Brien \\', '\ud800', 'a\udfffb', 'x' * 57, 'x' * 58, '\ufeffbom', '\0']
    for _ in range(60):
        yield ''.join(chr(random.choice([random.randint(0, 127), random.randint(128, 0x7ff), random.randint(0x1f300, 0x1f5ff)]))
                      for _ in range(random.randint(0, 90)))


def encoded():
    for _ in range(250):
        kind = random.random()
        if kind < 0.4:
            text = base64.b64encode(bytes(random.randint(0, 255) for _ in range(random.randint(0, 9)))).decode()
        elif kind < 0.7:
            text = base64.b64encode(''.join(chr(random.choice([65, 233, 0x20ac, 0x1f600])) for _ in range(3)).encode()).decode()
        else:
            text = ''.join(random.choice(ALPHABET + '====\n -_!') for _ in range(random.randint(0, 10)))
        if random.random() < 0.3 and text:
            at = random.randrange(len(text))
            text = text[:at] + random.choice(['', '=', '\n', 'é', '-']) + text[at + 1:]
        yield text


def quoted():
    for _ in range(150):
        yield ''.join(random.choice(['%41', '%c3%a9', '%C3', '%A9', '%ff', '%e2%82%ac', '%e2%82', '%F0%9F%98%80', '%f0%9f', '%ed%a0%80',
                                     '%', '%z', '%4', '+', 'a', 'é', ' ', '%00', '%2B', '%25', '%c0%80', '%efbb', '%EF%BB%BF'])
                      for _ in range(random.randint(0, 6)))


for text in texts():
    emit({'call': 'base64encode', 'text': text, **attempt(lambda: base64.b64encode(text.encode('utf-8')).decode())})
    emit({'call': 'base64lines', 'text': text, **attempt(lambda: base64.encodebytes(text.encode('utf-8')).decode())})
for text in encoded():
    emit({'call': 'base64decode', 'text': text, **attempt(lambda: base64.b64decode(text).decode('utf-8'))})
for text in quoted():
    emit({'call': 'unquote', 'text': text, **attempt(lambda: urllib.parse.unquote(text))})
    emit({'call': 'unquote_plus', 'text': text, **attempt(lambda: urllib.parse.unquote_plus(text))})
for name in ZONES:
    zone = zoneinfo.ZoneInfo(name)
    starts = [dt.datetime(2026, 3, 8, 7), dt.datetime(2026, 11, 1, 6), dt.datetime(2026, 3, 29, 1), dt.datetime(2026, 10, 25, 1),
              dt.datetime(2026, 4, 4, 15), dt.datetime(2026, 10, 3, 15)]
    starts += [dt.datetime(2015 + random.randint(0, 14), random.randint(1, 12), random.randint(1, 28), random.randint(0, 23)) for _ in range(12)]
    for start in starts:
        at = start.replace(tzinfo=dt.timezone.utc).astimezone(zone)
        emit({'call': 'at', 'zone': name, 'epoch': int(at.timestamp() * 1000),
              'output': [at.utcoffset().total_seconds(), at.tzname()]})
        wall = at.replace(tzinfo=None, fold=0) + dt.timedelta(minutes=random.choice([0, -30, 30, 60]))
        placed = wall.replace(tzinfo=zone)
        emit({'call': 'place', 'zone': name,
              'value': [wall.year, wall.month, wall.day, wall.hour, wall.minute], 'output': placed.utcoffset().total_seconds()})
