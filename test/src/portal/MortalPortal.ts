import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PortalUser } from './PortalUser';
import { RunningPortal, startPortal, StartPortalOptions } from './startPortal';

/** A portal that dies and comes back over the same data. */
export class MortalPortal {
  private constructor(
    private readonly options: StartPortalOptions & { dataDir: string },
    private portal: RunningPortal,
  ) {}

  /** @param options - without a data directory: it has one of its own */
  static async start(options: StartPortalOptions): Promise<MortalPortal> {
    const dataDir = await mkdtemp(join(tmpdir(), 'noshelfware-mortal-'));
    const all = { sample: false, ...options, dataDir };
    return new MortalPortal(all, await startPortal(all));
  }

  /** Changes when the port was taken while it was dead. */
  get url(): string {
    return this.portal.url;
  }

  get dataDir(): string {
    return this.options.dataDir;
  }

  /** @param userRef - default: an engineer */
  signIn(userRef?: string): Promise<PortalUser> {
    return PortalUser.signIn(this.portal.url, userRef);
  }

  async kill(): Promise<void> {
    process.kill(this.portal.pid, 'SIGKILL');
    await this.portal.ended;
  }

  stop(): Promise<void> {
    return this.portal.stop();
  }

  async startAgain(): Promise<void> {
    this.portal = await this.startBeside();
  }

  /** Another portal over the data of this one. */
  startBeside(): Promise<RunningPortal> {
    return startPortal(this.options);
  }

  /** Stops it, and removes its data directory. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 10 });
  }
}
