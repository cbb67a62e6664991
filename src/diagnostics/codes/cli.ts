/** What can be wrong in this room: code -> one sentence. */
export const cliCodes: Readonly<Record<string, string>> = {
  'cli/usage': 'The command line does not fit the command.',
  'cli/unknown-command': 'There is no command of that name.',
  'cli/unknown-option': 'The command has no option of that name.',
  'cli/missing-file': 'A file that was named is not there.',
  'cli/not-a-file': 'A folder stands where a file is expected.',
  'cli/unreadable-file': 'The system does not let the file be read.',
  'cli/not-utf8': 'A file is not UTF-8 text.',
  'cli/not-json': 'A text that should be JSON is not.',
  'cli/cannot-write': 'The system does not let the file be written.',
  'cli/no-secret': 'The command needs the project secret and was given none.',
  'cli/secret-file-open': 'The file that holds the secret can be read by others.',
  'cli/secret-empty': 'The secret that was given is empty.',
  'cli/secret-not-alone': 'What should be the secret alone holds blanks or more than one line.',
  'cli/stale': 'A committed file is not what would be generated now.',
  'cli/template-fails': 'A template does not parse, or fails while it is rendered.',
  'cli/internal': 'smartpass itself failed; please report it.',
};
