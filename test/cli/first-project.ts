/** A project without a mistake: a campaign, its field map, its template and one user. */
export const FIRST_PROJECT = {
  'campaign.yaml': 'campaign: spring\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\n',
  'fieldmap.yaml': `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No ID } }
  members.tier.id: { value: T0 }
`,
  'mail.html': '{# smartpass: fieldmap.yaml #}<a href="{{longURL}}">Save</a>\n',
  'users/ada.yaml': 'user:\n  MoEngage_ID: a1\n  First Name: Ada\n',
} as const;
