/** Does one piece of work after the other, in the order in which they are asked for. */
export class OneAtATime {
  private last: Promise<void> = Promise.resolve();

  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.last.then(work);
    const ignore = () => {};
    this.last = result.then(ignore, ignore);
    return result;
  }
}
