export interface WaitingLimits {
  halves: number;
  /** Of all that wait, by the length that is told of each. */
  length: number;
}

/** Halves of pairs that wait for their other half, up to limits. */
export class WaitingHalves<Half extends { length: number }> {
  private readonly byId = new Map<string, Half>();
  private length = 0;

  /** Waits no longer for it. */
  take(id: string): Half | undefined {
    const half = this.byId.get(id);
    this.byId.delete(id);
    this.length -= half?.length ?? 0;
    return half;
  }

  /** In the place of another with this id. */
  put(id: string, half: Half): void {
    this.take(id);
    this.byId.set(id, half);
    this.length += half.length;
  }

  /** @returns what is beyond the limits, the oldest first; it waits no longer */
  *takeBeyond(limits: WaitingLimits): Generator<Half> {
    for (const [id, half] of this.byId) {
      if (this.byId.size <= limits.halves && this.length <= limits.length) {
        return;
      }
      this.take(id);
      yield half;
    }
  }
}
