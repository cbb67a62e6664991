/** What can be wrong in this module: code -> one sentence. */
export const audienceCodes: Readonly<Record<string, string>> = {
  'audience/bad-shards': 'Answers of shards are not the whole of one run.',
  'audience/shards-disagree': 'Shards of an export say different things of users of one class.',
  'audience/bad-export': 'An export of users cannot be read.',
  'audience/broken-rows': 'Rows of an export cannot be read, and are not counted as users.',
  'audience/computed-names':
    'A message reads attributes by computed names, so that no query can group its users.',
  'audience/other-classes': 'A file is not the result of the query for a campaign as it is now.',
  'audience/shape-classes': 'A database knows only the shape of a value of some users.',
  'audience/undecided-classes':
    'What becomes of some users of a class table cannot be said without their values.',
  'audience/no-fixes': 'A run that goes on from a state looks for no fix.',
  'audience/no-column': 'An export does not have a column.',
  'audience/other-run': 'A file that keeps the state of a run is of another campaign or export.',
  'audience/too-many-dropped': 'More users are dropped than --max-dropped allows.',
};
