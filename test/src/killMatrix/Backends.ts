import { PortalUser } from '../portal/PortalUser';
import { MortalPortal } from '../portal/MortalPortal';
import { waitFor } from '../portal/waitFor';
import { nameSetting, Setting } from './cells';

const PORT = 7707;
/** Of a gateway that is not that of a portal in use. */
const GATEWAY_PORT = '7170';
/** A backend that was killed is back after ten seconds; some machines are slow. */
const PATIENCE_MS = 90_000;

/** The backends of one setting, over one data directory. */
export class Backends {
  /** Only ever the first: it is the one that is asked for deployments. */
  private isFirstDead = false;

  private constructor(
    readonly setting: Setting,
    readonly postgresUrl: string | undefined,
    private readonly portals: readonly MortalPortal[],
  ) {}

  static async start(
    setting: Setting,
    postgresUrl?: string,
  ): Promise<Backends> {
    const portals: MortalPortal[] = [];
    // One after the other: the first makes the databases.
    for (let port = PORT; port < PORT + setting.replicas; port += 1) {
      portals.push(
        await MortalPortal.start({
          port,
          postgresUrl,
          // Those of the first are stopped with the first.
          keepModels: portals.length > 0,
          environment: {
            APP_CONFIG_mlModels_local_gatewayPort: GATEWAY_PORT,
            ...shareData(portals),
          },
        }),
      );
    }
    return new Backends(setting, postgresUrl, portals);
  }

  /** Of repositories, pipelines and services. */
  get dataDir(): string {
    return this.portals[0].dataDir;
  }

  get name(): string {
    return nameSetting(this.setting);
  }

  /** Asks one that lives, and again until it answers: all that is asked may be. */
  async ask<T>(
    use: (user: PortalUser) => Promise<T>,
    userRef?: string,
  ): Promise<T> {
    let refusal: unknown;
    const answer = await waitFor(
      'an answer of a backend',
      async () => {
        try {
          const portal = this.portals.at(this.isFirstDead ? -1 : 0);
          if (!portal) throw new Error('There is no backend');
          return { of: await use(await portal.signIn(userRef)) };
        } catch (error) {
          refusal = error;
          return undefined;
        }
      },
      { timeoutMs: PATIENCE_MS, pollMs: 200 },
    ).catch(error => {
      throw new Error(error.message, { cause: refusal });
    });
    return answer.of;
  }

  /** Kills the first. Another one, if there is one, is asked from then on. */
  async kill(): Promise<void> {
    this.isFirstDead = true;
    await this.portals[0].kill();
  }

  /** Starts the first again, if it was killed. */
  async revive(): Promise<void> {
    if (!this.isFirstDead) return;
    await this.portals[0].startAgain();
    this.isFirstDead = false;
  }

  async remove(): Promise<void> {
    const { endProcessesOf } = await import(
      '../../../scripts/setup/endProcessesOf.mjs'
    );
    const { dataDir } = this;
    for (const portal of [...this.portals].reverse()) {
      await portal.remove();
    }
    await endProcessesOf(dataDir);
  }
}

/** What is local to a machine is local to all backends on it. */
function shareData([first]: readonly MortalPortal[]): Record<string, string> {
  return first ? { APP_CONFIG_mlModels_local_dataDir: first.dataDir } : {};
}
