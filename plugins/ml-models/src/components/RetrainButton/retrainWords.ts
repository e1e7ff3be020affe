import {
  EnvironmentStatus,
  RetrainGate,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { whatEnds, whatWaits } from '../DeployDialog/deployPlan';
import { describeCanary } from '../describeCanary/describeCanary';

/** @returns what a retrain does there, and how to undo it; its version is live */
export function describeRetrain(
  environment: EnvironmentStatus,
  gate: RetrainGate | undefined,
): string {
  const { canary, liveVersion, name } = environment;
  return [
    `The commit of version ${liveVersion} is tested, trained on the data that there are now, evaluated and packaged as a new version.`,
    gate === 'none'
      ? `It is compared with version ${liveVersion} on the same rows, whatever comes of that, and then takes over all requests in ${name}.`
      : `It is compared with version ${liveVersion} on the same rows; unless it is surely worse, it takes over all requests in ${name}.`,
    canary && describeCanary(canary),
    whatEnds({ environment }),
    whatWaits({ environment }),
    `Version ${liveVersion} stays ready: deploy it again to go back.`,
  ]
    .filter(Boolean)
    .join(' ');
}
