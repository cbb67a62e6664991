/** What can be wrong in this module: code -> one sentence. */
export const liveCodes: Readonly<Record<string, string>> = {
  'live/bad-answer': 'An account answered something else than MoEngage documents.',
  'live/bad-request': 'An account refuses a request.',
  'live/differs': 'An account renders another text than is rendered here.',
  'live/gone': 'A file that was pulled is of something that the account does not have any longer.',
  'live/no-preview': 'The preview API of MoEngage does not have the channel.',
  'live/not-found': 'An account does not have the address that was asked.',
  'live/own-data': 'A message reads data of the account that no preview request can bring along.',
  'live/rate-limited': 'An account has had more requests than it allows.',
  'live/redirected': 'An answer leads to another address, which is not followed.',
  'live/secret-in-template':
    'A template signs with a secret that cannot be replaced before the template is sent.',
  'live/secret-pulled': 'A pulled text signed with a secret, which was replaced in its file.',
  'live/server-error': 'An account failed to do what it was asked for.',
  'live/too-large': 'A request is larger than an account allows.',
  'live/unauthorized': 'An account does not accept the key, or does not allow the request.',
  'live/unreachable': 'An account does not answer.',
  'live/unsendable': 'An attribute has a value that cannot be sent to an account.',
};
