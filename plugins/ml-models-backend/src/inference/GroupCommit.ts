import { ServiceUnavailableError } from '@backstage/errors';

export interface GroupCommitOptions<Item, Written> {
  /** Writes a group durably, all or nothing. */
  write(items: readonly Item[]): Promise<Written>;
  /** What an item counts towards the limits. */
  weigh(item: Item): number;
  /** A group takes items up to this weight; one item may be heavier. */
  groupWeightMax: number;
  /** More than this waiting is refused. */
  pendingWeightMax: number;
  /** Groups under way at once. */
  writesAtOnceMax: number;
}

interface Pending<Item, Written> {
  item: Item;
  resolve(written: Written): void;
  reject(error: unknown): void;
}

/**
 * Writes what arrives in one turn, or while a write is under way, as one group:
 * alone a caller waits for nobody, and a crowd shares the cost of the commit. So
 * that another write does not share it less, it begins beside the first with half
 * a group.
 */
export class GroupCommit<Item, Written = void> {
  private readonly waiting: Pending<Item, Written>[] = [];
  private waitingWeight = 0;
  private pendingWeight = 0;
  private writing = 0;
  private isTurnAwaited = false;

  constructor(private readonly options: GroupCommitOptions<Item, Written>) {}

  /**
   * @returns once the item is durable: what was written with it, of its whole group
   * @throws ServiceUnavailableError when too much is waiting
   */
  async submit(item: Item): Promise<Written> {
    const weight = this.options.weigh(item);
    this.assertRoomFor(weight);
    this.pendingWeight += weight;
    try {
      return await new Promise<Written>((resolve, reject) => {
        this.waiting.push({ item, resolve, reject });
        this.waitingWeight += weight;
        this.writeSoon();
      });
    } finally {
      this.pendingWeight -= weight;
    }
  }

  /** @throws ServiceUnavailableError when nothing more is taken now */
  assertRoomFor(weight: number): void {
    // A single item may exceed the limit, or it could never be written.
    if (
      this.pendingWeight > 0 &&
      this.pendingWeight + weight > this.options.pendingWeightMax
    ) {
      throw new ServiceUnavailableError(
        `${this.pendingWeight} records wait to be written: send again in a moment`,
      );
    }
  }

  /**
   * A turn later: a driver that does not let go of the thread (SQLite's, in
   * memory) would write each request alone, while others lie here unread.
   */
  private writeSoon(): void {
    if (this.isTurnAwaited || !this.isTimeToWrite()) return;
    this.isTurnAwaited = true;
    setImmediate(() => {
      this.isTurnAwaited = false;
      while (this.isTimeToWrite()) this.writeNext();
    });
  }

  private async writeNext(): Promise<void> {
    this.writing += 1;
    await this.writeGroup(this.takeGroup());
    this.writing -= 1;
    this.writeSoon();
  }

  private isTimeToWrite(): boolean {
    const { groupWeightMax, writesAtOnceMax } = this.options;
    return this.writing === 0
      ? this.waiting.length > 0
      : this.writing < writesAtOnceMax &&
          this.waitingWeight >= groupWeightMax / 2;
  }

  private takeGroup(): Pending<Item, Written>[] {
    let weight = 0;
    let count = 0;
    while (count < this.waiting.length) {
      weight += this.options.weigh(this.waiting[count].item);
      if (count > 0 && weight > this.options.groupWeightMax) break;
      count += 1;
    }
    const group = this.waiting.splice(0, count);
    for (const { item } of group) {
      this.waitingWeight -= this.options.weigh(item);
    }
    return group;
  }

  private async writeGroup(group: Pending<Item, Written>[]): Promise<void> {
    try {
      const written = await this.options.write(group.map(({ item }) => item));
      group.forEach(({ resolve }) => resolve(written));
    } catch (error) {
      if (group.length === 1) {
        group[0].reject(error);
        return;
      }
      // What one sender sent must not fail the others: each is tried alone.
      for (const pending of group) {
        await this.writeGroup([pending]);
      }
    }
  }
}
