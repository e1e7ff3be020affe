import {
  aFailure,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { aStoredLog } from '../__testUtils__/aStoredLog';
import { DeploymentFinder, ServedVersion } from '../DeploymentFinder';
import { getInference, GetInferenceOptions } from './getInference';

const UNDECLARED = {
  declared: { findInputs: async () => undefined },
  policies: { find: async () => undefined },
};

describeEachDatabase('getInference', openDatabase => {
  async function aDetail(changes: Parameters<typeof aFailure>[0]) {
    const failure = aFailure(changes);
    const { store } = await aStoredLog(await openDatabase(), [failure]);
    const asked: ServedVersion[] = [];
    const deployments: DeploymentFinder = {
      findServing: async served => {
        asked.push(served);
        return { id: 'd1', status: 'live', requestedBy: 'user:default/ada' };
      },
    };
    const get = (
      inferenceId: string,
      seams: Partial<GetInferenceOptions> = {},
    ) =>
      getInference(
        { ...UNDECLARED, store, deployments, ...seams },
        FLIGHT_DELAY,
        { inferenceId, row: 0 },
      );
    return { asked, failure, get };
  }

  it('gives a record with the deployment behind it', async () => {
    const { asked, failure, get } = await aDetail({});
    expect(await get(failure.inferenceId)).toMatchObject({
      id: failure.inferenceId,
      exception: failure.exception,
      deployment: { id: 'd1' },
    });
    expect(asked).toEqual([
      {
        modelRef: FLIGHT_DELAY,
        environment: 'production',
        version: 1,
        traffic: 'primary',
        at: new Date(NOON_MS),
      },
    ]);
  });

  it('asks who served when a record was replayed, not when it first happened', async () => {
    const receivedMs = NOON_MS + 7_000_000;
    const { asked, failure, get } = await aDetail({ replay: true, receivedMs });
    await get(failure.inferenceId);
    expect(asked).toMatchObject([{ at: new Date(receivedMs) }]);
  });

  it('shows the stack trace of a batch with each of its rows', async () => {
    const first = aFailure();
    const { inferenceId } = first;
    const exception = { ...first.exception, stacktrace: undefined };
    const { store } = await aStoredLog(await openDatabase(), [
      first,
      { ...first, row: 1, exception },
      { ...first, row: 2, exception: { type: 'KeyError' } },
    ]);
    const deployments = { findServing: async () => undefined };
    const stackOf = async (row: number) =>
      (
        await getInference(
          { ...UNDECLARED, store, deployments },
          FLIGHT_DELAY,
          { inferenceId, row },
        )
      ).exception?.stacktrace;
    expect(first.exception?.stacktrace).toBeDefined();
    expect(await stackOf(1)).toBe(first.exception?.stacktrace);
    expect(await stackOf(2)).toBeUndefined();
  });

  it('names inputs that the version declares and the request did not have', async () => {
    const { failure, get } = await aDetail({ inputs: { distance: 1 } });
    const missing = async (declares: string[] | undefined) =>
      (
        await get(failure.inferenceId, {
          declared: { findInputs: async () => declares },
          policies: {
            find: async () => ({
              retentionDays: 30,
              sample: 1,
              redact: [{ path: 'inputs.passenger', how: 'drop' }],
            }),
          },
        })
      ).missingInputs;
    expect(await missing(['distance', 'wind', 'passenger'])).toEqual(['wind']);
    expect(await missing(['distance'])).toBeUndefined();
    expect(await missing(undefined)).toBeUndefined();
  });

  it.each([
    ['whose body was not kept', { keepsBody: false }],
    ['of a request that nobody read', { inputs: {} }],
  ])('takes no input for missing of a record %s', async (_, changes) => {
    const { failure, get } = await aDetail(changes);
    const declared = { findInputs: async () => ['distance'] };
    expect(
      (await get(failure.inferenceId, { declared })).missingInputs,
    ).toBeUndefined();
  });

  it('says what is missing', async () => {
    const { get } = await aDetail({});
    await expect(get('nonsense')).rejects.toThrow(
      'mlmodel:default/flight-delay has no inference nonsense row 0',
    );
  });
});
