/** Lets one piece of work after the other touch a thing; different things wait for nobody. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  /**
   * @param key - names the thing
   * @returns what `work` does, which begins when all that came before has ended,
   *   well or badly
   */
  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.last.set(key, turn);
    const forget = () => {
      if (this.last.get(key) === turn) this.last.delete(key);
    };
    turn.then(forget, forget);
    return turn;
  }
}
