/** Takes what an adapter is asked, and answers none of it. */
export class Silence {
  /** Resolves when it has been asked. */
  readonly asked: Promise<void>;
  private hear = () => {};
  private readonly breakOffs: Array<() => void> = [];

  /** @param times - how often; from then on the adapter answers. Default: always */
  constructor(private times = Infinity) {
    this.asked = new Promise(resolve => {
      this.hear = resolve;
    });
  }

  /** @returns the adapter, with one of its methods in silence */
  of<Adapter extends object>(
    adapter: Adapter,
    method: string & keyof Adapter,
  ): Adapter {
    return new Proxy(adapter, {
      get: (_, name) => {
        const member = Reflect.get(adapter, name);
        if (typeof member !== 'function') {
          return member;
        }
        return async (...args: unknown[]) => {
          if (name !== method || this.times <= 0) {
            return member.apply(adapter, args);
          }
          this.times -= 1;
          return this.keepSilent();
        };
      },
    });
  }

  /**
   * All that was asked fails after all, as when a connection is closed.
   *
   * @returns how often it was asked
   */
  breakOff(): number {
    const all = this.breakOffs.splice(0);
    all.forEach(breakOff => breakOff());
    return all.length;
  }

  private async keepSilent(): Promise<never> {
    this.hear();
    return new Promise((_, reject) => {
      this.breakOffs.push(() => reject(new Error('socket hang up')));
    });
  }
}
