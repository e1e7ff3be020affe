import { MortalPortal } from '../portal/MortalPortal';

/** Kills portals in turn while records come in, at even distances, and revives them. */
export class KillPlan {
  private killed = 0;
  private underWay: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: {
      portals: readonly MortalPortal[];
      kills: number;
      records: number;
    },
  ) {}

  /**
   * Kills one when it is time. Returns at once, unless the one before is still
   * being revived: no kill is left out.
   */
  async at(acknowledged: number): Promise<void> {
    const { portals, kills, records } = this.options;
    while (
      this.killed < kills &&
      acknowledged >= ((this.killed + 1) * records) / (kills + 1)
    ) {
      const before = this.underWay;
      const victim = portals[this.killed % portals.length];
      this.killed += 1;
      this.underWay = before.then(() => killAndRevive(victim));
      await before;
    }
  }

  /** Waits until all are alive. */
  async end(): Promise<void> {
    await this.underWay;
  }
}

async function killAndRevive(portal: MortalPortal): Promise<void> {
  await portal.kill();
  await portal.startAgain();
}
