/** Styles that a page imports: the build puts them into its HTML. */
declare module '*.css' {}
