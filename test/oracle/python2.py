"""Answers cases with Jinja 2.8 on Python 2.7: as render.py, which that Python cannot read.

    PYTHONPATH=FOLDER python2.7 test/oracle/python2.py < cases.jsonl > answers.jsonl

FOLDER has the sources of Jinja 2.8 (`jinja2/`) and MarkupSafe 0.23. A line {id, template, context, env} comes back with `expect`:
{output} or {error: {type, message, line}}. Texts of the context are unicode, as JSON gives them.
"""
import json
import os
import sys

import jinja2
from jinja2.exceptions import TemplateSyntaxError

EXTENSIONS = ['jinja2.ext.' + name for name in ('loopcontrols', 'do', 'with_', 'autoescape')]


def line_of(error, traceback):
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    line = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == '<template>':
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def message_of(error):
    if isinstance(error, TemplateSyntaxError):
        return error.message
    try:
        return unicode(error)
    except Exception:
        return str(error).decode('utf-8', 'replace')


def answer(case):
    options = dict(case.get('env') or {})
    undefined = getattr(jinja2, options.pop('undefined', 'Undefined'))
    for name in ('jinja', 'python'):
        options.pop(name, None)
    store = jinja2.DictLoader(case.get('templates') or {})
    env = jinja2.Environment(extensions=EXTENSIONS, loader=store, undefined=undefined, **options)
    try:
        return {'output': env.from_string(case['template']).render(case.get('context') or {})}
    except Exception as error:
        line = line_of(error, sys.exc_info()[2])
        return {'error': {'type': type(error).__name__, 'message': message_of(error), 'line': line}}


for text in iter(sys.stdin.readline, ''):
    case = json.loads(text)
    case['expect'] = answer(case)
    print(json.dumps(case, sort_keys=False))
    sys.stdout.flush()
