import type { StudioWorkspace } from '../protocol.ts';

const CAMPAIGN = `campaign: welcome
channel: email
trigger: { event: Tier Upgraded }
template: email.html.jinja
users: users/*.yaml
now: 2026-01-31T09:00:00Z
`;

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  person.externalId:    { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
  person.forename:      { user: First Name, missing: { default: Friend } }
  person.emailAddress:  { user: Email (Standard), missing: omit }
  members.tier.id:      { user: Tier, map: { gold: T1, silver: T2 }, missing: { default: T0 } }
  universal.expiryDate: { event: Expires At, as: datetime, missing: omit }
link: { base64: url, query: { utm_source: moengage } }
`;

const TEMPLATE = `{# smartpass: fieldmap.yaml #}<!doctype html>
<html lang="en">
  <body style="font-family: sans-serif">
    <p>Dear {{ UserAttribute['First Name']|default('friend', true) }},</p>
    <p>your card is ready.</p>
    <p><a href="{{ longURL }}">Add it to your phone</a></p>
  </body>
</html>
`;

const USERS: Readonly<Record<string, string>> = {
  ada: `user:
  MoEngage_ID: u-1
  First Name: Ada
  Email (Standard): ada@example.com
  Tier: gold
event:
  Expires At: 2027-01-31T00:00:00Z
`,
  'no-first-name': `user:
  MoEngage_ID: u-2
  Email (Standard): bo@example.com
  Tier: silver
`,
  'no-moengage-id': `user:
  First Name: Chris
  Tier: gold
`,
  quotes: `user:
  MoEngage_ID: u-4
  First Name: 'O"Brien'
  Tier: bronze
`,
};

/** What the page alone begins with: a small campaign of which one user is dropped. */
export const SAMPLE: StudioWorkspace = {
  campaign: 'campaign.yaml',
  writes: false,
  files: [
    ['campaign.yaml', CAMPAIGN],
    ['fieldmap.yaml', MAP],
    ['email.html.jinja', TEMPLATE],
    ...Object.entries(USERS).map(([name, text]) => ['users/' + name + '.yaml', text] as const),
  ].map(([path = '', text = '']) => ({ path, text, hash: '' })),
};
