/** The files of a campaign by their paths from the project's folder, with `/`, and which of them is the campaign file. */
export type StudioProject = {
  readonly campaign: string;
  readonly files: Readonly<Record<string, string>>;
};

/**
 * What the page starts with, as JSON in its `#state`: the project that was exported with it, the word that a server on this machine has the
 * files, or null for the page alone.
 */
export type StudioStart = { readonly project: StudioProject } | { readonly served: true } | null;
