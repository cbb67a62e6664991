"""Python's table of HTML entities: src/jinja/values/html-entities.ts.

    /usr/bin/python3 test/oracle/entities.py > src/jinja/values/html-entities.ts
"""

import textwrap
from html.entities import html5

bare = {name for name in html5 if not name.endswith(";")}
items = []
for name in sorted(html5):
    if not name.endswith(";"):
        continue
    # The characters as code points in base 36; `!` marks a name that also stands without its semicolon.
    digits = []
    for char in html5[name]:
        number, text = ord(char), ""
        while True:
            number, digit = divmod(number, 36)
            text = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + text
            if number == 0:
                break
        digits.append(text)
    items.append(name[:-1] + ("!" if name[:-1] in bare else "=") + ".".join(digits))
print("/*")
print(" * HTML's named character references as Python's html.entities.html5 has them. Written by test/oracle/entities.py; not edited by")
print(" * hand. `name=code.code` in base 36, with `!` for `=` where the name also stands without its semicolon.")
print(" */")
print("\n/** All names. */")
print("export const HTML_ENTITIES = `")
print("\n".join(textwrap.wrap(" ".join(items), 160, break_on_hyphens=False, break_long_words=False)))
print("`;")
