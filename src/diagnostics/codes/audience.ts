/** What can be wrong in this module: code -> one sentence. */
export const audienceCodes: Readonly<Record<string, string>> = {
  'audience/bad-export': 'An export of users cannot be read.',
  'audience/broken-rows': 'Rows of an export cannot be read, and are not counted as users.',
  'audience/no-column': 'An export does not have a column.',
  'audience/other-run': 'A file that keeps the state of a run is of another campaign or export.',
  'audience/too-many-dropped': 'More users are dropped than --max-dropped allows.',
};
