import {
  DeploymentMirror,
  MirroredDeployment,
} from '@noshelfware/backstage-plugin-ml-models-node';

/** Notes what it is told, and answers or not. */
export class RecordingMirror implements DeploymentMirror {
  readonly id = 'hub';
  readonly title = 'Hub';
  readonly told: MirroredDeployment[] = [];
  /** Called before it answers. */
  onShow: () => Promise<void> | void = () => {};

  covers(sourceLocation: string): boolean {
    return sourceLocation.startsWith('url:');
  }

  async show(deployment: MirroredDeployment) {
    this.told.push(deployment);
    await this.onShow();
    return { reference: `hub ${deployment.deploymentId}`, url: 'https://hub' };
  }

  /** @returns the states it was told, of one deployment or all */
  statesOf(deploymentId?: string) {
    return this.told
      .filter(one => !deploymentId || one.deploymentId === deploymentId)
      .map(({ state }) => state);
  }
}
