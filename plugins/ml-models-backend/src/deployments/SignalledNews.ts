import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  DEPLOYMENT_CHANNEL,
  DeploymentSignal,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DeploymentNews } from './DeploymentNews';

export interface SignalledNewsOptions {
  signals: SignalsService;
  logger: LoggerService;
}

/**
 * Tells by Backstage's signals, which reach the users of every replica where the
 * events backend is installed. Pages that they do not reach look again by themselves.
 */
export class SignalledNews implements DeploymentNews {
  constructor(private readonly options: SignalledNewsOptions) {}

  tell(deploymentId: string): void {
    this.publish({ deploymentId }).catch(error =>
      this.options.logger.debug(
        `Nobody was told that deployment ${deploymentId} has moved on: ${
          toError(error).message
        }`,
      ),
    );
  }

  private async publish(message: DeploymentSignal): Promise<void> {
    await this.options.signals.publish({
      recipients: { type: 'broadcast' },
      channel: DEPLOYMENT_CHANNEL,
      message,
    });
  }
}
