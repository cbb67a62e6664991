"""Parses queries by sqlglot: parsed.py FOLDER parses each FOLDER/DIALECT.sql and prints the columns of its last SELECT as JSON."""
import json
import os
import sys

import sqlglot

columns = {}
for name in sorted(os.listdir(sys.argv[1])):
    dialect = name.removesuffix(".sql")
    with open(os.path.join(sys.argv[1], name), encoding="utf-8") as file:
        # This parser does not know the sign in the name of Snowflake's function.
        text = file.read().replace("SYSTEM$", "SYSTEM_")
    (tree,) = [one for one in sqlglot.parse(text, read=dialect) if one is not None]
    columns[dialect] = tree.named_selects
print(json.dumps(columns))
