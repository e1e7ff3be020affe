import {
  Deployment,
  isFinalDeploymentStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { awaitAnswer } from './awaitAnswer';
import { SAMPLE } from './sampleModel';
import { SamplePortal } from './SamplePortal';

/**
 * Releases of the sample. What failed before this start is asked for anew; what
 * is under way goes on.
 */
export class SampleReleases {
  constructor(
    private readonly portal: Pick<SamplePortal, keyof SamplePortal>,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws Error with the reason when it does not go live */
  async release(request: {
    environment: string;
    version?: number;
  }): Promise<void> {
    const known = await this.portal.deploy({
      ...request,
      idempotencyKey: `sample:${request.version ?? 'first'}`,
    });
    await this.awaitLive(
      hasFailed(known) ? await this.portal.deploy(request) : known,
    );
  }

  /**
   * Waits for what a push starts by itself: it builds, and goes to the first
   * environment.
   *
   * @returns the version it became
   * @throws Error with the reason when it does not go live
   */
  async awaitPushed(commit: string): Promise<number> {
    const environment = SAMPLE.pushEnvironment;
    const known = await awaitAnswer(this.signal, () =>
      this.portal.findDeploymentOf(commit, environment),
    );
    const pushed = await this.awaitLive(
      hasFailed(known)
        ? await this.portal.deploy({ environment, commit })
        : known,
    );
    if (!pushed.version) {
      throw new Error(`Deployment ${pushed.id} went live without a version`);
    }
    return pushed.version;
  }

  private async awaitLive({ id }: { id: string }): Promise<Deployment> {
    const ended = await awaitAnswer(this.signal, async () => {
      const deployment = await this.portal.getDeployment(id);
      return isFinalDeploymentStatus(deployment.status) && deployment;
    });
    if (ended.status !== 'live') {
      throw new Error(
        `Deployment ${id} ended ${ended.status}: ${
          ended.failure?.message ?? 'no reason given'
        }`,
      );
    }
    return ended;
  }
}

function hasFailed({ status }: Pick<Deployment, 'status'>): boolean {
  return isFinalDeploymentStatus(status) && status !== 'live';
}
