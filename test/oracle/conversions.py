"""Renders snippets that convert many values, and converts the same values without Jinja.

With SMARTPASS_JINJA28 in the environment, the folder of Jinja 2.8's source, that release answers (see jinja28.py).

One case a line in, one answer a line out. A case is {conversion, template, values}: `conversion` as a field map says it, `template`
a snippet that puts the user attribute A<n> into the field meta.f<n>, `values` what the attributes are. An answer is {rendered,
reference}: for each value the text in the payload, or null where the field was left out; and what the documentation
(docs/field-map.md, Conversions) says that it must be. This file knows neither the snippet nor the JavaScript that computes
payloads: it is written after the documentation, with Python's own dates, decimals and Unicode tables.
"""
import base64
import datetime
import decimal
import json
import os
import re
import sys
import unicodedata

if os.environ.get("SMARTPASS_JINJA28"):
    from jinja28 import load

    load(os.environ["SMARTPASS_JINJA28"])

import jinja2

decimal.getcontext().prec = 2000
MISSING = None


def main():
    environment = jinja2.Environment()
    environment.filters["base64encode"] = lambda text: base64.b64encode(str(text).encode()).decode()
    environment.filters["convertToSHA256"] = lambda text, key: "x"
    environment.filters["today"] = lambda form, zone="UTC": ""
    templates = {}
    for line in sys.stdin.buffer:
        case = json.loads(line.decode())
        source = case["template"]
        if source not in templates:
            templates[source] = environment.from_string(source)
        attributes = {"A%d" % at: value for at, value in enumerate(case["values"])}
        link = templates[source].render(UserAttribute=attributes).strip()
        data = link.split("?data=")[1].split("&")[0]
        payload = json.loads(base64.urlsafe_b64decode(data + "=" * (-len(data) % 4)).decode())
        answer = {
            "rendered": [payload.get("meta.f%d" % at) for at in range(len(attributes))],
            "reference": [convert(case["conversion"], value) for value in case["values"]],
        }
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def convert(conversion, value):
    """What a value becomes: text, or None where it is missing."""
    if value is None or isinstance(value, (list, dict)) and conversion["to"] != "repr":
        return MISSING
    text = str(value)
    return (FORMS[conversion["to"]](text, conversion) or MISSING) if text.strip() else MISSING


def digits_of(text):
    """The decimal digits of any script as ASCII ones; None where anything else is in the text."""
    if not text or any(unicodedata.category(sign) != "Nd" for sign in text):
        return None
    return "".join(str(unicodedata.decimal(sign)) for sign in text)


INVISIBLE = {0xAD, 0xFEFF} | set(range(0x200B, 0x206A))
WRITTEN = set("()-./\uff08\uff09\uff0d\u2212")


def phone(text, conversion):
    signs = "".join(text.lower().split()).replace("tel:", "").replace("\uff0b", "+")
    before, _, after = signs.partition(".")
    if after in ("0", "00"):
        number = before
    elif len(after) in (1, 2) or "/ " in text or " /" in text:
        return MISSING
    else:
        number = signs
    optional = "\0"
    kept = "".join(
        sign
        for sign in number.replace("(0)", optional)
        if sign not in WRITTEN and ord(sign) not in INVISIBLE
    )
    if is_date(signs, kept):
        return MISSING
    for prefix in ("+", "00"):
        if kept.startswith(prefix):
            national = digits_of(kept[len(prefix):].replace(optional, ""))
            return "+" + national if fits(national) else MISSING
    national = digits_of(kept.replace(optional, "0"))
    if not fits(national):
        return MISSING
    return with_country(national, COUNTRIES.get(conversion.get("country")))


def fits(national):
    return national is not None and 5 <= len(national) <= 15


def is_date(text, kept):
    """Eight digits at most and two marks, one of these behind four or in front of four: 2027-1-31, 31/01/2027."""
    return len(kept) <= 8 and len(text) == len(kept) + 2 and not (text[4:5] + text[-5:-4]).isdigit()


COUNTRIES = {
    "GB": ("44", "0", 10),
    "US": ("1", "1", 10),
    "RU": ("7", "8", 10),
    "HU": ("36", "06", 9),
    "IT": ("39", "", 12),
    "IN": ("91", "0", 10),
}


def with_country(national, rules):
    if rules is None:
        return national
    code, trunk, longest = rules
    if trunk and national.startswith(trunk) and (trunk[0] == "0" or len(national) > longest):
        national = national[len(trunk):]
    if len(national) > longest and national.startswith(code):
        national = national[len(code):]
    return "+" + code + national if 4 <= len(national) <= longest else MISSING


NUMBER = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(?:e([+-]?[0-9]{1,5}))?", re.ASCII)


def decimal_of(text, group):
    text = text.strip().lower()
    if len(text) > 399:
        return None
    if group:
        point = "," if group == "." else "."
        sign = text[:1] if text[:1] in ("+", "-") else ""
        mantissa, mark, exponent = text[len(sign):].partition("e")
        whole, dot, fraction = mantissa.partition(point)
        groups = whole.split() if group == " " else whole.split(group)
        if len(groups) > 1:
            if not 1 <= len(groups[0]) <= 3 or len(groups[-1]) != 3 or "" in groups:
                return None
        text = sign + "".join(groups) + ("." if dot else "") + fraction + mark + exponent
        if point == "," and "." in fraction + whole.replace(".", ""):
            return None
    found = NUMBER.fullmatch(text)
    if found is None or not (found[2] or found[3]):
        return None
    if found[4] and (abs(int(found[4])) > 400 or len(found[4]) > 5):
        return None
    return decimal.Decimal(text)


def plain(number):
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


ROUNDING = {
    "nearest": decimal.ROUND_HALF_UP,
    "up": decimal.ROUND_UP,
    "down": decimal.ROUND_DOWN,
}


def number(text, conversion):
    value = decimal_of(text, conversion.get("group"))
    if value is None:
        return MISSING
    whole = value.to_integral_value(decimal.ROUND_DOWN) == value
    if conversion.get("round"):
        value = value.to_integral_value(ROUNDING[conversion["round"]])
    elif conversion["to"] in ("integer", "uint16") and not whole:
        return MISSING
    least, greatest = {
        "latitude": (-90, 90),
        "longitude": (-180, 180),
        "uint16": (0, 65535),
    }.get(conversion["to"], (conversion.get("min"), conversion.get("max")))
    if least is not None and float(value) < least or greatest is not None and float(value) > greatest:
        return MISSING
    return plain(value)


def one_of(words):
    return lambda text, _conversion: words.get(text.strip().lower())


BOOLEAN = dict.fromkeys(["true", "1", "1.0", "yes", "y", "on"], "true")
BOOLEAN.update(dict.fromkeys(["false", "0", "0.0", "no", "n", "off"], "false"))
GENDER = {"0": "0", "0.0": "0"}
GENDER.update(dict.fromkeys(["1", "1.0", "m", "male"], "1"))
GENDER.update(dict.fromkeys(["2", "2.0", "f", "female"], "2"))
CSS = {
    "aqua": "00ffff", "black": "000000", "blue": "0000ff", "fuchsia": "ff00ff", "gray": "808080", "green": "008000",
    "lime": "00ff00", "maroon": "800000", "navy": "000080", "olive": "808000", "orange": "ffa500", "purple": "800080",
    "red": "ff0000", "silver": "c0c0c0", "teal": "008080", "white": "ffffff", "yellow": "ffff00",
}


def colour(text, _conversion):
    text = text.strip().lower()
    if text in CSS:
        return "#" + CSS[text]
    if re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", text):
        return text
    if re.fullmatch(r"[0-9a-f]{6}", text) and re.search("[0-9]", text):
        return "#" + text
    if text.startswith("rgb(") and text.endswith(")"):
        parts = [part.strip() for part in text[4:-1].split(",")]
        if len(parts) == 3 and all(re.fullmatch("[0-9]+", part) for part in parts) and len("".join(parts)) <= 9:
            if max(map(int, parts)) <= 255:
                return "#" + "".join("%02x" % int(part) for part in parts)
    return MISSING


def uuid(text, _conversion):
    text = text.strip().lower().replace("urn:uuid:", "", 1).strip("{}")
    if re.fullmatch("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", text):
        return text
    if re.fullmatch("[0-9a-f]{32}", text):
        return "-".join([text[:8], text[8:12], text[12:16], text[16:20], text[20:]])
    return MISSING


def email(text, _conversion):
    words = re.sub("[(),;:<>]", " ", text).split()
    if len(words) != 1:
        return MISSING
    local, _, domain = words[0].partition("@")
    if not local or "@" in domain or "." not in domain[1:-2] or not domain[-2:].isalnum():
        return MISSING
    return words[0]


def url(text, _conversion):
    text = text.strip()
    scheme, _, rest = text.partition("://")
    fine = scheme.lower() in ("http", "https") and rest and rest[0] not in "/?#:@." and len(text.split()) == 1
    return text if fine else MISSING


ALPHABET = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")


def image(text, conversion):
    text = text.strip()
    host = text.partition("://")[2].split("/")[0]
    if url(text, conversion) and "." in host[1:-1]:
        return text
    data = text.partition(";base64,")[2] if text[:11].lower() == "data:image/" else text
    if len(data) < 16 or not set(data.rstrip("=")) <= ALPHABET | set("+/-_"):
        return MISSING
    bare = data.rstrip("=").replace("-", "+").replace("_", "/")
    full = bare + "=" * (-len(bare) % 4)
    if len(data) not in (len(bare), len(full)):
        return MISSING
    try:
        same = base64.b64encode(base64.b64decode(full, validate=True)).decode() == full
    except ValueError:
        return MISSING
    return text if same else MISSING


def image_id(text, _conversion):
    text = text.strip()
    return text if len(text) == 22 and set(text) <= ALPHABET | set("-_") else MISSING


CLOCK = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.\d+)?)?")


def moment(text, conversion):
    """The date, the clock and the offset of a text; None where it has none of the forms."""
    words = text.upper().replace("UTC", "Z").replace("GMT", "Z").replace("Z", "+00:00").replace("T", " T").split()
    if not words:
        return None
    if len(words) == 1:
        seconds = epoch(words[0])
        if seconds is not None:
            at = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
            return at.date(), at.strftime("%H:%M:%S"), "+00:00"
    numbers = re.fullmatch(r"([0-9]{1,4})([-/.])([0-9]{1,4})\2([0-9]{1,4})", words[0])
    if numbers is None:
        return None
    named = dict(zip(conversion["order"], numbers.group(1, 3, 4)))
    if len(named["y"]) != 4 or len(named["m"]) > 2 or len(named["d"]) > 2:
        return None
    try:
        day = datetime.date(*[int(named[part]) for part in "ymd"])
    except ValueError:
        return None
    rest = "".join(words[1:])
    rest = rest.lstrip("T") if rest else conversion.get("time", "00:00:00")
    at = min([rest.find(sign) for sign in "+-" if sign in rest], default=len(rest))
    clock = CLOCK.fullmatch(rest[:at])
    zone = rest[at:] or conversion.get("offset", "+00:00")
    if clock is None or not re.fullmatch(r"[+-]([0-9]{2}|[0-9]{4}|[0-9]{2}:[0-9]{2})", zone):
        return None
    hours, minutes = zone[:3], zone[3:].lstrip(":") or "00"
    hour, minute, second = clock[1], clock[2], clock[3] or "00"
    if int(hour) > 23 or int(minute) > 59 or int(second) > 59 or abs(int(hours)) > 23 or int(minutes) > 59:
        return None
    return day, ":".join([hour, minute, second]), hours + ":" + minutes


def epoch(text):
    found = re.fullmatch(r"(-?)0*([0-9]+)(?:\.[0-9]*)?", text)
    if found is None or len(text.partition(".")[0]) > 16 or not 9 <= len(found[2]) <= 13:
        return None
    value = int(found[1] + found[2])
    return value // 1000 if len(found[2]) > 10 else value


def date(text, conversion):
    found = moment(text, conversion)
    if found is None:
        return MISSING
    day, clock, offset = found
    try:
        day += datetime.timedelta(days=conversion.get("plus", 0))
    except OverflowError:
        return MISSING
    said = "%04d-%02d-%02d" % (day.year, day.month, day.day)
    return said if conversion["to"] == "date" else said + "T" + clock + offset


FORMS = {
    "text": lambda text, _conversion: text,
    "repr": lambda text, _conversion: text,
    "phone": phone,
    "number": number,
    "integer": number,
    "latitude": number,
    "longitude": number,
    "uint16": number,
    "boolean": one_of(BOOLEAN),
    "gender": one_of(GENDER),
    "colour": colour,
    "uuid": uuid,
    "email": email,
    "url": url,
    "image": image,
    "image-id": image_id,
    "date": date,
    "datetime": date,
}

if __name__ == "__main__":
    main()
