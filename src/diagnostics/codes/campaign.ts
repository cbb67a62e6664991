/** What can be wrong in this module: code -> one sentence. */
export const campaignCodes: Readonly<Record<string, string>> = {
  'campaign/not-yaml': 'The campaign file is neither YAML nor JSON.',
  'campaign/duplicate-key': 'A key appears twice in one mapping of the campaign file.',
  'campaign/unknown-key': 'The campaign file has a key that means nothing.',
  'campaign/missing-key': 'The campaign file lacks a key that every campaign needs.',
  'campaign/bad-value':
    'A value of the campaign file is of the wrong kind or not one of the choices.',
  'campaign/unknown-part': 'The message has a part that its channel does not have.',
  'campaign/two-maps': 'The parts of a message name different field maps.',
  'campaign/no-users': 'A pattern of fixture users matches no file.',
  'campaign/duplicate-user': 'Two fixture users of a campaign have one name.',
  'campaign/large-user': 'A file is too large to be one fixture user.',
  'campaign/no-marker':
    'A comment of the template looks like the marker of a field map and is none.',
  'campaign/other-file': 'The file is not a campaign file but another kind of file.',
  'campaign/no-link': 'The template has a field map and never prints the link that it builds.',
  'campaign/other-secret': 'The template holds another secret than the one that was given.',
  'campaign/unknown-user': 'A test names a fixture user that the campaign does not have.',
  'campaign/bad-test': 'A test of the campaign file contradicts itself, or lacks what it needs.',
  'campaign/outside-project': 'A file that the campaign names is outside of its project.',
  'campaign/template-fails': 'The template fails for every user, so nobody would get the message.',
  'campaign/unreadable-file': 'A file that the campaign names cannot be read.',
};
