import { BaselineFreezer, BaselineSource } from '../versions/BaselineFreezer';

/** Remembers what was frozen. */
export class InMemoryBaselineFreezer implements BaselineFreezer {
  readonly frozen: BaselineSource[] = [];

  async freeze(_: unknown, source: BaselineSource): Promise<void> {
    this.frozen.push(source);
  }
}
