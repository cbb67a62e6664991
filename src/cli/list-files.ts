/** The one function of campaigns that listing files needs: commands that list none load nothing of them. */
export { listFiles } from '../campaign/index.ts';
