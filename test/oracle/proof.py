"""Renders snippets with the real Jinja2: one case a line in, one answer a line out.

A case is {id, template, context, content, rows, undefined}: `content` is what the Content API Points gives for a parameter id
that is not blank, `rows` are the rows of the table stores by key. An answer is {id, output} or {id, dropped} or {id, error}.
"""
import datetime
import functools
import json
import sys

import render  # first: it loads the release that is asked for
import jinja2


class ContentApi:
    def __init__(self, content):
        self.content = content

    def Points(self, params=None):
        if params is not None and not str(params.get("id", "x")).strip():
            return None
        return self.content


ENVIRONMENTS = {}


def environment(kind):
    if kind not in ENVIRONMENTS:
        env = jinja2.Environment(extensions=render.EXTENSIONS, undefined=render.UNDEFINED[kind])
        env.filters.update({f.__name__: f for f in render.FILTERS})
        env.filters["today"] = lambda form, zone="UTC": datetime.datetime(1970, 1, 1).strftime(form)
        env.filters["getAuxData"] = lambda key, _file: env.rows.get(str(key), env.undefined())
        ENVIRONMENTS[kind] = env
    return ENVIRONMENTS[kind]


@functools.lru_cache(8)
def compiled(kind, template):
    return environment(kind).from_string(template)


def answer(case):
    env = environment(case["undefined"])
    env.rows = case.get("rows") or {}
    context = {**case["context"], "ContentApi": ContentApi(case.get("content"))}
    try:
        return {"output": compiled(case["undefined"], case["template"]).render(context)}
    except render.MOE_NOT_SEND as reason:
        return {"dropped": str(reason)}
    except Exception as error:
        return {"error": type(error).__name__}


def main():
    for line in sys.stdin.buffer:
        case = json.loads(line)
        sys.stdout.write(json.dumps({"id": case["id"], **answer(case)}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
