import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  SignalPayload,
  SignalsService,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { startMlModels } from '../__testUtils__/startMlModels';
import { SignalledNews } from './SignalledNews';

class RecordedSignals implements SignalsService {
  readonly published: SignalPayload[] = [];

  async publish(signal: SignalPayload): Promise<void> {
    this.published.push(signal);
  }
}

const NEWS = {
  channel: 'ml-models:deployments',
  recipients: { type: 'broadcast' },
};

describe('SignalledNews', () => {
  it('goes on where signals cannot be sent, and says so for who looks for it', async () => {
    const logger = mockServices.logger.mock();
    const publish = async () => {
      throw new Error('no broker');
    };
    new SignalledNews({ logger, signals: { publish } }).tell('d1');
    await new Promise(resolve => setImmediate(resolve));
    expect(logger.debug).toHaveBeenCalledWith(
      expect.stringMatching(/deployment d1 .*no broker/),
    );
  });

  it('tells everybody of a deployment that was asked for, by nothing but its id', async () => {
    const signals = new RecordedSignals();
    const backend = await startMlModels({
      entities: [aModelEntity()],
      services: [
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => signals,
        }),
      ],
    });
    backend.engine.stuck = true;
    const { body } = await backend.call(
      'post',
      '/models/default/flight-delay/deployments',
      { environment: 'production' },
    );
    expect(signals.published[0]).toEqual({
      ...NEWS,
      message: { deploymentId: body.id },
    });
    await backend.stop();
  });
});
