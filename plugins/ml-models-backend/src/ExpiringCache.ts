export interface ExpiringCacheOptions {
  ttlMs: number;
  /** The oldest entry makes room for one more. */
  maxEntries: number;
  /** Milliseconds of a clock that never goes back. */
  now?: () => number;
}

/** Keeps what was loaded for a short time; callers at once share one load. */
export class ExpiringCache<Value> {
  private readonly entries = new Map<
    string,
    { value: Promise<Value>; expiresAt: number }
  >();

  constructor(private readonly options: ExpiringCacheOptions) {}

  /** A load that fails is not kept. */
  get(key: string, load: () => Promise<Value>): Promise<Value> {
    const kept = this.entries.get(key);
    if (kept && kept.expiresAt > this.now()) {
      return kept.value;
    }
    const value = load();
    this.entries.delete(key);
    this.entries.set(key, {
      value,
      expiresAt: this.now() + this.options.ttlMs,
    });
    this.dropOldest();
    value.catch(() => {
      // The caller gets the error; here it only must not be remembered.
      if (this.entries.get(key)?.value === value) {
        this.entries.delete(key);
      }
    });
    return value;
  }

  clear(): void {
    this.entries.clear();
  }

  private dropOldest(): void {
    const [oldest] = this.entries.keys();
    if (this.entries.size > this.options.maxEntries) {
      this.entries.delete(oldest);
    }
  }

  private now(): number {
    return this.options.now?.() ?? performance.now();
  }
}
