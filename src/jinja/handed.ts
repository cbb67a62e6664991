/** What is called with the error or the result of a render, as in nunjucks: one of them is null. */
export type Done<T> = (error: unknown, result: T | null) => void;

/** What `make` makes or, where there is a callback, nothing: the callback is called at once with the result, or with the error that `make` throws. */
export function handed<T>(make: () => T, done: Done<T> | undefined): T | void {
  if (done === undefined) return make();
  let result: T;
  try {
    result = make();
  } catch (error) {
    done(error, null);
    return;
  }
  done(null, result);
}
