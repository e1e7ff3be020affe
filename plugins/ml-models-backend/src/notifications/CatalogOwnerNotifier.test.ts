import {
  BackendFeature,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import {
  NotificationService,
  notificationService,
} from '@backstage/plugin-notifications-node';
import { FLIGHT_DELAY } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import request from 'supertest';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { VerdictNotice } from '../performance/verdict/verdictNotices';
import { CatalogOwnerNotifier } from './CatalogOwnerNotifier';

const AMARA = 'user:default/amara';
const BEN = 'user:default/ben';
const ENTITIES = [
  aModelEntity({ title: 'Flight delay risk' }),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'flight-ops-ds', namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: [{ type: 'hasMember', targetRef: AMARA }],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'ben', namespace: 'default' },
    spec: { profile: { displayName: 'Ben Adeyemi' } },
  },
];

function aNotice(changes: Partial<VerdictNotice> = {}): VerdictNotice {
  return {
    modelRef: FLIGHT_DELAY,
    environment: 'production',
    version: 3,
    trouble: 1,
    state: 'failing',
    looksBad: false,
    judgedAt: '2026-03-10T14:20:00.000Z',
    reasons: [
      'Serving 9 % errors in the last 15 minutes (limit 5 %, n = 480); first seen at 14:05 UTC',
    ],
    ...changes,
  };
}

/** A backend with a notifier; with the notifications plugin or without. */
async function startNotifier(features: BackendFeature[]) {
  let notifier: CatalogOwnerNotifier | undefined;
  const logger = mockServices.logger.mock();
  const plugin = createBackendPlugin({
    pluginId: 'ml-models',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          notifications: notificationService,
        },
        async init({ auth, catalog, notifications }) {
          notifier = new CatalogOwnerNotifier({
            catalog: new ModelCatalog({ auth, catalog }),
            logger,
            notifications,
          });
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      catalogServiceMock.factory({ entities: ENTITIES }),
      mockServices.rootConfig.factory({
        data: { app: { baseUrl: 'http://localhost:3000' } },
      }),
      ...features,
    ],
  });
  if (!notifier) throw new Error('The notifier was not made');
  return { backend, notifier, logger };
}

describe('CatalogOwnerNotifier', () => {
  it('keeps one notification for each trouble of an environment', async () => {
    const { backend, notifier } = await startNotifier([notificationsPlugin]);
    const list = async (): Promise<{ payload: { severity: string } }[]> => {
      const { body } = await request(backend.server)
        .get('/api/notifications/notifications')
        .set('authorization', mockCredentials.user.header(AMARA));
      return body.notifications;
    };
    await notifier.notify(aNotice());
    await notifier.notify(aNotice());
    const [notification, ...others] = await list();
    expect(others).toEqual([]);
    expect(notification.payload).toMatchObject({
      title: 'Flight delay risk is failing in production',
      description:
        'Serving 9 % errors in the last 15 minutes (limit 5 %, n = 480); first seen at 14:05 UTC. Version 3. Judged on 10 Mar, 14:20 UTC',
      link: '/catalog/default/mlmodel/flight-delay/performance?environment=production',
      severity: 'critical',
      topic: 'model-verdict',
    });
    await notifier.notify(
      aNotice({
        state: 'unknown',
        looksBad: true,
        version: 2,
        reasons: ['8 of 13 features have drifted; seen in 1 window'],
      }),
    );
    expect(await list()).toMatchObject([
      {
        payload: {
          title: 'Flight delay risk looks bad so far in production',
          description: expect.stringMatching(
            /^8 of 13 features have drifted; seen in 1 window\. Version 2/,
          ),
          severity: 'high',
        },
      },
    ]);
    await notifier.notify(aNotice({ state: 'healthy', reasons: [] }));
    const cleared = await list();
    expect(cleared).toHaveLength(1);
    expect(cleared[0].payload).toMatchObject({
      title: 'Flight delay risk is healthy again in production',
      severity: 'normal',
    });
    await notifier.notify(
      aNotice({ environment: 'staging', state: 'degraded' }),
    );
    await notifier.notify(aNotice({ trouble: 2 }));
    const severities = (await list()).map(it => it.payload.severity);
    expect(severities.sort()).toEqual(['critical', 'high', 'normal']);
    await backend.stop();
  });

  it('tells of a push that failed where to see why', async () => {
    const { backend, notifier } = await startNotifier([notificationsPlugin]);
    const failure = {
      modelRef: FLIGHT_DELAY,
      environment: 'production',
      deploymentId: 'd-1',
      what: 'push' as const,
      step: 'test',
      message: 'Step test ended with exit code 1',
      firstErrorLine: 'AssertionError: 1 != 2',
      stillServing: 'Version 1 went on serving production.',
    };
    const list = async () => {
      const { body } = await request(backend.server)
        .get('/api/notifications/notifications')
        .set('authorization', mockCredentials.user.header(AMARA));
      return body.notifications;
    };
    await notifier.notifyOfFailure(failure);
    await notifier.notifyOfFailure(failure);
    expect(await list()).toMatchObject([
      {
        payload: {
          title: 'Step test failed for a push to Flight delay risk',
          description:
            'It did not reach production. Step test ended with exit code 1. First error: AssertionError: 1 != 2. Version 1 went on serving production.',
          link: '/catalog/default/mlmodel/flight-delay/versions?deployment=d-1',
          severity: 'high',
          topic: 'model-deployment',
        },
      },
    ]);
    await notifier.notifyOfFailure({ ...failure, deploymentId: 'd-2' });
    expect(await list()).toHaveLength(2);
    await notifier.notifyOfFailure({
      ...failure,
      deploymentId: 'd-4',
      what: 'retrain',
    });
    expect(await list()).toContainEqual(
      expect.objectContaining({
        payload: expect.objectContaining({
          title: 'Step test failed for a retrain of Flight delay risk',
        }),
      }),
    );
    await notifier.notifyOfFailure({
      ...failure,
      deploymentId: 'd-3',
      putBack: 4,
    });
    expect(await list()).toContainEqual(
      expect.objectContaining({
        payload: expect.objectContaining({
          title: 'Version 4 of Flight delay risk was put back',
          description: expect.stringMatching(/^Step test ended/),
        }),
      }),
    );
    await backend.stop();
  });

  it('asks the owner for an approval, but not whoever needs it', async () => {
    const { backend, notifier } = await startNotifier([notificationsPlugin]);
    const notice = {
      modelRef: FLIGHT_DELAY,
      environment: 'production',
      deploymentId: 'd-1',
      version: 3,
    };
    const list = async () => {
      const { body } = await request(backend.server)
        .get('/api/notifications/notifications')
        .set('authorization', mockCredentials.user.header(AMARA));
      return body.notifications;
    };
    await notifier.notifyOfApproval({ ...notice, requestedBy: AMARA });
    expect(await list()).toEqual([]);
    const asked = { ...notice, requestedBy: BEN };
    await notifier.notifyOfApproval(asked);
    await notifier.notifyOfApproval(asked);
    expect(await list()).toMatchObject([
      {
        payload: {
          title: 'Approve v3 of Flight delay risk for production?',
          description:
            'Ben Adeyemi asked for it. Nothing changes in production before somebody else approves it.',
          link: '/catalog/default/mlmodel/flight-delay/versions?deployment=d-1',
          severity: 'high',
          topic: 'model-approval',
        },
      },
    ]);
    await notifier.notifyOfApproval({ ...asked, deploymentId: 'd-2' });
    expect(await list()).toHaveLength(2);
    await backend.stop();
  });

  describe('of a deployment that waited', () => {
    const asked = {
      modelRef: FLIGHT_DELAY,
      environment: 'production',
      deploymentId: 'd-1',
      version: 3,
      requestedBy: BEN,
    };
    const question = 'Approve v3 of Flight delay risk for production?';
    const rejection = {
      ...asked,
      decision: 'rejected' as const,
      decidedBy: AMARA,
      comment: 'Not before the audit',
    };

    async function start() {
      const { backend, notifier } = await startNotifier([notificationsPlugin]);
      const list = async (
        who: string,
      ): Promise<{ id: string; payload: Record<string, string> }[]> => {
        const { body } = await request(backend.server)
          .get('/api/notifications/notifications')
          .set('authorization', mockCredentials.user.header(who));
        return body.notifications;
      };
      const titles = async (who: string) =>
        (await list(who)).map(({ payload }) => payload.title).sort();
      return { backend, notifier, list, titles };
    }

    it('tells who waits for it what was decided, and asks nobody any more', async () => {
      const { backend, notifier, list, titles } = await start();
      await notifier.notifyOfApproval(asked);
      const [before] = await list(AMARA);
      await notifier.notifyOfOutcome(rejection);
      await notifier.notifyOfOutcome(rejection);
      const rejected = {
        title: 'Rejected: v3 of Flight delay risk for production',
        description: `Rejected by ${AMARA}, it is not started: Not before the audit`,
      };
      expect(await list(BEN)).toMatchObject([{ payload: rejected }]);
      // In the place of the question, for her who has decided as for other owners.
      expect(await list(AMARA)).toMatchObject([
        { id: before.id, payload: rejected },
      ]);
      await notifier.notifyOfApproval({ ...asked, deploymentId: 'd-2' });
      expect(await titles(AMARA)).toEqual([question, rejected.title]);
      await backend.stop();
    });

    it('asks about a canary that is held, and tells what was decided of it', async () => {
      const { backend, notifier, list, titles } = await start();
      const held = { ...asked, held: 'too few requests came' };
      await notifier.notifyOfApproval(held);
      expect(await list(AMARA)).toMatchObject([
        {
          payload: {
            title: 'Release v3 of Flight delay risk unjudged?',
            description:
              'It is held in production: too few requests came. What it is tried on stays as it is until somebody else decides, or until it can be judged.',
          },
        },
      ]);
      expect(await titles(BEN)).toEqual([]);
      await notifier.notifyOfOutcome({
        ...held,
        decision: 'rejected',
        decidedBy: AMARA,
      });
      expect(await list(BEN)).toMatchObject([
        {
          payload: {
            title: 'Put back: v3 of Flight delay risk for production',
            description: `Put back by ${AMARA}, it gets no more requests.`,
          },
        },
      ]);
      await backend.stop();
    });

    it('asks whoever a model wants to decide, of what was judged', async () => {
      const { backend, notifier, list } = await start();
      await notifier.notifyOfApproval({
        ...asked,
        held: 'it kept to its guardrails',
        isGated: true,
      });
      expect(await list(AMARA)).toMatchObject([
        {
          payload: {
            title: 'Release v3 of Flight delay risk?',
            description:
              'It is held in production: it kept to its guardrails. What it is tried on stays as it is until somebody else decides.',
          },
        },
      ]);
      await backend.stop();
    });

    it('asks no more what was withdrawn, and tells whom that surprises', async () => {
      const { backend, notifier, titles } = await start();
      const void3 =
        'Not waiting any more: v3 of Flight delay risk for production';
      await notifier.notifyOfApproval(asked);
      await notifier.notifyOfOutcome({ ...asked, withdrawnBy: BEN });
      expect(await titles(AMARA)).toEqual([void3]);
      expect(await titles(BEN)).toEqual([]);
      const other = { ...asked, deploymentId: 'd-2' };
      await notifier.notifyOfOutcome({ ...other, withdrawnBy: AMARA });
      expect(await titles(AMARA)).toEqual([void3]);
      expect(await titles(BEN)).toEqual([void3]);
      await backend.stop();
    });

    it('tells who waits alone of a model that has left the catalog', async () => {
      const { backend, notifier, list, titles } = await start();
      const gone = {
        ...asked,
        modelRef: 'mlmodel:default/gone',
        isUnregistered: true,
      };
      await notifier.notifyOfOutcome({ ...gone, requestedBy: undefined });
      await notifier.notifyOfOutcome(gone);
      await notifier.notifyOfOutcome(gone);
      expect(await list(BEN)).toMatchObject([
        {
          payload: {
            title: 'Cancelled: v3 of gone for production',
            description: expect.stringContaining('no longer in the catalog'),
            link: '/catalog/default/mlmodel/gone/versions?deployment=d-1',
          },
        },
      ]);
      expect(await titles(AMARA)).toEqual([]);
      await backend.stop();
    });
  });

  it('says once that nobody can be told where the plugin is absent', async () => {
    const { backend, notifier, logger } = await startNotifier([]);
    await notifier.notify(aNotice());
    await notifier.notify(aNotice());
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(logger.info).toHaveBeenCalledWith(
      expect.stringMatching(/notifications plugin is not installed/),
    );
    await backend.stop();
  });

  it('lets what failed otherwise be tried again', async () => {
    const failing: NotificationService = {
      send: () =>
        Promise.reject(
          new Error(
            'Failed to send notifications: Request failed with status 503',
          ),
        ),
    };
    const notifier = new CatalogOwnerNotifier({
      catalog: new ModelCatalog({
        auth: mockServices.auth(),
        catalog: catalogServiceMock({ entities: ENTITIES }),
      }),
      logger: mockServices.logger.mock(),
      notifications: failing,
    });
    await expect(notifier.notify(aNotice())).rejects.toThrow('503');
    // A model that is gone has nobody to be told.
    await notifier.notify(aNotice({ modelRef: 'mlmodel:default/gone' }));
  });
});
