"""The links of every user as a script of one's own makes them: csv, Jinja2 and hmac. links.py TEMPLATE < users.csv > links.csv"""
import base64
import csv
import hashlib
import hmac
import json
import sys
import urllib.parse

from jinja2 import Environment

PROJECT = "https://pub1.pskt.io/c/a4hrop"
TIERS = {"gold": "T1", "silver": "T2"}


def payload_of(user):
    first, last = user["First Name"].strip(), user["Last Name"].strip()
    fields = {
        "person.externalId": user["MoEngage_ID"],
        "person.forename": first or "Friend",
        "person.surname": last,
        "person.displayName": f"{first} {last}" if first and last else "",
        "person.emailAddress": user["Email (Standard)"],
        "person.mobileNumber": user["Mobile Number (Standard)"],
        "members.tier.id": TIERS.get(user["Tier"], "T0"),
        "meta.source": "moengage",
    }
    return {name: value for name, value in fields.items() if value}


def link_of(user, secret):
    text = json.dumps(payload_of(user), separators=(",", ":"), ensure_ascii=False)
    data = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    head = f"{PROJECT}?data={data}"
    signature = hmac.new(secret, head.encode(), hashlib.sha256).hexdigest()
    return f"{head}&sig={signature}&{urllib.parse.urlencode({'utm_source': 'moengage'})}"


def main():
    template = Environment().from_string(open(sys.argv[1], encoding="utf-8").read())
    secret = sys.argv[2].encode()
    output = csv.writer(sys.stdout)
    for user in csv.DictReader(sys.stdin):
        if not user["MoEngage_ID"] or not user["Email (Standard)"]:
            continue
        link = link_of(user, secret)
        # The message decides whether the user is sent it.
        template.render(UserAttribute=user, longURL=link)
        output.writerow((user["MoEngage_ID"], link))


main()
