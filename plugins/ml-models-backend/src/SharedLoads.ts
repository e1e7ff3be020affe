/** Callers at once share one load; nothing is kept of it once it has ended. */
export class SharedLoads<Value> {
  private readonly running = new Map<string, Promise<Value>>();

  /** A load that fails fails for all who wait for it. */
  get(key: string, load: () => Promise<Value>): Promise<Value> {
    const running = this.running.get(key);
    if (running) {
      return running;
    }
    const value = load().finally(() => this.running.delete(key));
    this.running.set(key, value);
    return value;
  }
}
