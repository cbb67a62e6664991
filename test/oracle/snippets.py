"""Records the links that the real Jinja2 makes of the compiler's snippets.

    /usr/bin/python3 test/oracle/snippets.py fixtures/compiler

reads snippets/<map>.<channel>.jinja and recipients.jsonl there and the users in fixtures/users, and writes links.jsonl: one
line {map, channel, user, link} or {map, channel, user, dropped} or {map, channel, user, error}. Each case is rendered in
every world: a missing attribute as Undefined, None and '', each kind of Undefined, autoescape on and off. The script
fails where the worlds differ. Run it with Debian's Jinja2 3.1.2 (other releases from 2.8 on must write the same file).
"""
import base64
import datetime
import hashlib
import hmac
import html
import json
import re
import sys
from pathlib import Path

import yaml
from jinja2 import ChainableUndefined, DebugUndefined, Environment, StrictUndefined, Undefined, nodes
from jinja2.ext import Extension


class NotSend(Exception):
    pass


class MoeNotSend(Extension):
    tags = {"MOE_NOT_SEND"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        parser.stream.expect("lparen")
        reason = parser.parse_expression()
        parser.stream.expect("rparen")
        return nodes.CallBlock(self.call_method("_stop", [reason]), [], [], []).set_lineno(line)

    def _stop(self, reason, caller):
        raise NotSend(reason)


class Loader(yaml.SafeLoader):
    """YAML 1.2 core: dates and yes/no stay text."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("tag:yaml.org,2002:int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("tag:yaml.org,2002:float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
]:
    Loader.add_implicit_resolver(tag, re.compile(pattern), first)

AUX = {
    "stores": {
        "s1": {"name": "Soho", "opening hours": "9-17"},
        "s2": {"name": None, "opening hours": " "},
        "7": {"name": "Seven", "opening hours": "always"},
    }
}


class ContentApi:
    def Points(self, params=None):
        if params is None:
            return {"balance": {"total": 1250.0, "update": "today"}, "customer": "not found"}
        if params["id"] == "x" and params["kind"] == "all":
            return {"history": [{"at": '2027 "now"'}]}
        return {"history": []}


def environment(undefined, autoescape):
    env = Environment(
        extensions=["jinja2.ext.loopcontrols", "jinja2.ext.do", MoeNotSend],
        undefined=undefined,
        autoescape=autoescape,
    )
    env.filters["base64encode"] = lambda s: base64.b64encode(str(s).encode("utf-8")).decode()
    env.filters["convertToSHA256"] = lambda s, key: hmac.new(
        key.encode(), str(s).encode("utf-8"), hashlib.sha256
    ).hexdigest()
    env.filters["today"] = lambda form, zone="UTC": datetime.datetime(1970, 1, 1).strftime(form)
    env.filters["getAuxData"] = lambda key, file: AUX[file].get(str(key), env.undefined())
    return env


ENVS = [
    (environment(u, a), a)
    for u in (Undefined, ChainableUndefined, DebugUndefined, StrictUndefined)
    for a in (False, True)
]
ROOTS = {
    "user": "UserAttribute",
    "event": "EventAttribute",
    "businessEvent": "BusinessEventAttribute",
    "campaign": "CampaignAttribute",
    "productSets": "ProductSet",
}
NAME = re.compile(r"(\w+Attribute)\[('(?:[^'\\]|\\.)*')\]")


def contexts(source, recipient):
    """The recipient in each world: as it is, and with what is missing as None and as ''."""
    plain = {"UserAttribute": {}}
    plain.update({ROOTS[key]: value for key, value in recipient.items() if key in ROOTS})
    plain["ContentApi"] = ContentApi()
    yield plain
    for nothing in (None, ""):
        filled = dict(plain)
        for root, name in NAME.findall(source):
            name = eval(name)
            if root in filled and name not in filled[root]:
                filled[root] = {**filled[root], name: nothing}
        yield filled


def render(template, context, autoescape):
    try:
        text = template.render(context).strip("\n")
        return {"link": html.unescape(text) if autoescape else text}
    except NotSend as reason:
        return {"dropped": str(reason)}
    except Exception as error:
        return {"error": type(error).__name__ + ": " + str(error)}


def recipients(folder):
    for line in (folder / "recipients.jsonl").read_text("utf-8").splitlines():
        recipient = json.loads(line)
        yield recipient.pop("id"), recipient
    for path in sorted(Path("fixtures/users").glob("*.yaml")):
        data = yaml.load(path.read_text("utf-8"), Loader)
        yield path.stem, {key: data[key] for key in ("user", "event") if key in data}


def main(folder):
    out = []
    for path in sorted((folder / "snippets").glob("*.jinja")):
        name, channel = path.name.rsplit(".", 2)[:2]
        source = path.read_text("utf-8")
        if channel == "email":
            source = source.rstrip("\n") + "{{ longURL }}"
        templates = [(env.from_string(source), auto) for env, auto in ENVS]
        for user, recipient in recipients(folder):
            worlds = [
                render(template, context, auto)
                for template, auto in templates
                for context in contexts(source, recipient)
            ]
            if any(world != worlds[0] for world in worlds):
                sys.exit(f"{path.name}, {user}: the worlds differ: {worlds}")
            out.append({"map": name, "channel": channel, "user": user, **worlds[0]})
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in out)
    (folder / "links.jsonl").write_text(text, "utf-8")
    print(f"{len(out)} answers, each the same in {len(ENVS) * 3} worlds")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
