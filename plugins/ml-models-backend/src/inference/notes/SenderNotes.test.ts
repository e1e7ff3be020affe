import {
  anInferenceId,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Report } from '../Report';
import { KnownModels } from './KnownModels';
import { SenderNotes } from './SenderNotes';

const KEY = {
  modelRef: FLIGHT_DELAY,
  inferenceId: anInferenceId(NOON_MS),
  row: 0,
  timeMs: NOON_MS,
};

/** Version 1 is registered; there are records of production. */
function someNotes(known: Partial<KnownModels> = {}) {
  return new SenderNotes({
    listEnvironments: async () => ['production'],
    listDeclaredEnvironments: async () => ['staging'],
    findVersions: async (_, names) => ({
      registered: names.filter(name => name === '1'),
      newest: 1,
    }),
    findOutcomes: async () => ({
      version: 1,
      outcomes: [
        { name: 'delayed', type: 'boolean' },
        { name: 'minutes', type: 'integer' },
        { name: 'landed', type: 'timestamp' },
      ],
    }),
    ...known,
  });
}

function anInferenceOf(serviceVersion: string, environment = 'production') {
  const traffic = 'primary' as const;
  const values = { inputs: {}, outputs: {}, replay: false };
  return new Report(
    [
      {
        ...KEY,
        ...values,
        traffic,
        serviceVersion,
        environment,
        failed: false,
      },
    ],
    [],
  );
}

function outcomes(
  ...targets: Array<Record<string, boolean | string | number>>
) {
  return new Report(
    [],
    targets.map(target => ({ ...KEY, target })),
  );
}

describe('SenderNotes', () => {
  it('has nothing to say of what is known', async () => {
    const notes = someNotes();
    notes.add(anInferenceOf('1'));
    notes.add(outcomes({ delayed: true, minutes: 7, landed: '2026-03-01' }));
    expect(await notes.list()).toBeUndefined();
  });

  it('names versions that are not registered, and the newest that is', async () => {
    const notes = someNotes();
    for (const version of ['1', '42', 'v-two', '43', '44', '42']) {
      notes.add(anInferenceOf(version));
    }
    expect(await notes.list()).toEqual([
      `Versions '42', 'v-two', '43' and 1 more are not registered: of ${FLIGHT_DELAY}, the newest is 1. The Versions tab says “Seen in inference records only” until it is: register it, or if it is mistyped, mend what sends it`,
    ]);
  });

  it('says of a version that no other is registered either', async () => {
    const notes = someNotes({ findVersions: async () => ({ registered: [] }) });
    notes.add(anInferenceOf('1'));
    expect(await notes.list()).toEqual([
      expect.stringContaining(`of ${FLIGHT_DELAY}, none is. `),
    ]);
  });

  it('names environments that are new, and those there are', async () => {
    const notes = someNotes();
    notes.add(anInferenceOf('1', 'prd'));
    notes.add(anInferenceOf('1', 'staging'));
    expect(await notes.list()).toEqual([
      `Environment 'prd' is new: ${FLIGHT_DELAY} had no record and no deployment there, and is known in staging, production. If it is mistyped, mend what sends it`,
    ]);
  });

  it('goes by the environments there were before the first record was stored', async () => {
    const environments = ['production'];
    const notes = someNotes({
      listEnvironments: async () => [...environments],
    });
    notes.add(anInferenceOf('1', 'prd'));
    await notes.askBeforeStored();
    environments.push('prd');
    notes.add(anInferenceOf('1', 'prd'));
    await notes.askBeforeStored();
    expect(await notes.list()).toEqual([
      expect.stringContaining("'prd' is new"),
    ]);
  });

  it('names targets that the newest version does not know, and those it does', async () => {
    const notes = someNotes();
    notes.add(outcomes({ dealyed: 'yes' }, { dealyed: 'no', late: 1 }));
    expect(await notes.list()).toEqual([
      `Targets 'dealyed', 'late' are no output or target of version 1 of ${FLIGHT_DELAY}, so that nothing is compared with it: there are delayed (boolean), minutes (integer), landed (timestamp). Mend the name, unless a version to come declares it`,
    ]);
  });

  it('counts values of another type than declared, once for each target', async () => {
    const notes = someNotes();
    notes.add(outcomes({ delayed: 'maybe' }, { delayed: true }));
    notes.add(outcomes({ delayed: 1, minutes: 'x' }));
    expect(await notes.list()).toEqual([
      `Of target 'delayed', 2 of 3 values are of another type than the boolean that version 1 of ${FLIGHT_DELAY} declares, so that quality may not count them: send each as boolean`,
      `Of target 'minutes', 1 of 1 value is of another type than the integer that version 1 of ${FLIGHT_DELAY} declares, so that quality may not count them: send each as number`,
    ]);
  });

  it('has nothing to say of outcomes where no version declares any', async () => {
    const notes = someNotes({ findOutcomes: async () => undefined });
    notes.add(outcomes({ dealyed: 'yes' }));
    expect(await notes.list()).toBeUndefined();
  });
});
