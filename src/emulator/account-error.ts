import type { FailureCategory } from '../account/index.ts';
import { PyError } from '../jinja/index.ts';

/** An error of the account's own parts, which knows the category it is counted under. It ends a render as any exception. */
export class AccountError extends PyError {
  readonly category: FailureCategory;
  readonly subject: string;

  constructor(category: FailureCategory, subject: string, message: string) {
    super('LookupError', message);
    this.category = category;
    this.subject = subject;
  }
}
