/** What takes the place of nunjucks in the studio, which hands in no loaders of nunjucks: our classes extend its, and use nothing of them. */
function Environment() {}
function Template() {}

export default { Environment, Template };
