/** What can be wrong in this module: code -> one sentence. */
export const cliCodes: Readonly<Record<string, string>> = {
  'cli/usage': 'The command line does not fit the command.',
  'cli/unknown-command': 'There is no command of that name.',
  'cli/unknown-option': 'The command has no option of that name.',
  'cli/missing-file': 'A file that was named is not there.',
  'cli/not-a-file': 'There is a folder where a file is expected.',
  'cli/unreadable-file': 'The system does not let the file be read.',
  'cli/not-utf8': 'A file is not UTF-8 text.',
  'cli/not-json': 'A text that should be JSON is not.',
  'cli/content-api': 'Content APIs cannot be asked at the address that was given.',
  'cli/cannot-write': 'The system does not let the file be written.',
  'cli/output-is-input': 'The output is a file that the command reads, which would be lost.',
  'cli/cannot-serve': 'The system does not let a page be served on this machine.',
  'cli/no-studio': 'The page of the studio is not in the package.',
  'cli/no-workspace': 'The configuration does not say which account to ask.',
  'cli/no-secret': 'The command needs the project secret and was given none.',
  'cli/secret-file-open': 'The file that holds the secret can be read by others.',
  'cli/secret-empty': 'The secret that was given is empty.',
  'cli/secret-not-alone': 'What should be the secret alone holds spaces or more than one line.',
  'cli/not-a-secret':
    'What was given is the placeholder of snippets or the fake secret of previews.',
  'cli/not-sent': 'The user would not get the message.',
  'cli/marker-left':
    'A template with the marker of a field map is rendered alone, without its snippet.',
  'cli/stale': 'A committed file is not what would be generated now.',
  'cli/template-fails': 'A template does not parse, or fails while it is rendered.',
  'cli/internal': 'A failure of smartpass itself; please report it.',
  'cli/no-field': 'No payload field is found by the words that were given.',
  'cli/unprintable-name':
    'The name of a campaign file holds control characters or marks of text direction.',
  'cli/no-campaigns': 'There is no campaign file to test.',
  'cli/not-a-template': 'A table, picture or archive was given where a template is expected.',
  'cli/no-vitest': 'Tests run on vitest, which is not installed.',
  'cli/low-coverage': 'Fixture users cover fewer branches of the templates than were asked for.',
  'cli/map-differs':
    'A link computed from the field map alone is not the one that the template gives.',
  'cli/folder-in-use': 'The folder for a new repository is not empty.',
};
