/** Lends the names that windows are written under, each to one at a time. */
export class WriterNames {
  private readonly free: string[];
  private readonly waiting: ((name: string) => void)[] = [];

  /** @param names - different ones */
  constructor(names: readonly string[]) {
    this.free = [...names];
  }

  /** Runs work under a name that nobody else has meanwhile; waits for one to be free. */
  async lend<T>(work: (name: string) => Promise<T>): Promise<T> {
    const name = this.free.pop() ?? (await this.nextFree());
    try {
      return await work(name);
    } finally {
      const next = this.waiting.shift();
      if (next) {
        next(name);
      } else {
        this.free.push(name);
      }
    }
  }

  private nextFree(): Promise<string> {
    return new Promise(resolve => {
      this.waiting.push(resolve);
    });
  }
}
