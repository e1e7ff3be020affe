import {
  FeatureComparison,
  inferenceQuerySchema,
  SearchedStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aFailure,
  aFeedback,
  anInference,
  anInferenceId,
  FLIGHT_DELAY,
  NOON_MS,
} from '../../inMemory/inferenceLog/anInference';
import { Inference } from '../../inference/Inference';
import { nameOf } from './CountingProfiler';
import { LogUnderTest, namesOf } from './LogUnderTest';
import { instant, MINUTE_MS, tenRecords } from './tenRecords';

/** What a search finds, and in which order. */
export function describeSearching(getLog: () => LogUnderTest): void {
  describe('searches', () => {
    let log: LogUnderTest;
    beforeEach(() => {
      log = getLog();
    });

    /** Which of the ten records a query finds, by their number. */
    async function findNumbers(query: Parameters<LogUnderTest['find']>[0]) {
      const records = namesOf(tenRecords());
      return (await log.findKeys(query)).map(key => records.indexOf(key));
    }

    it('gives the newest first, page by page, without gaps or doubles', async () => {
      // Records of one millisecond, and rows of one request, cross the pages.
      const log3 = [0, 1, 2].flatMap(serial =>
        [0, 1, 2].map(row => anInference({ serial, row })),
      );
      await log.write(log3);
      const newestFirst = namesOf([...log3].reverse());
      for (const limit of [1, 2, 4, 9]) {
        expect(await log.findKeys({ limit })).toEqual(newestFirst);
      }
    });

    it('shows on no further page what came in meanwhile', async () => {
      const records = tenRecords();
      await log.write(records.slice(1));
      const query = inferenceQuerySchema.parse({ limit: 4 });
      const first = await log.store.search(FLIGHT_DELAY, query);
      await log.write([records[0]]);
      const second = await log.store.search(FLIGHT_DELAY, {
        ...query,
        cursor: first.nextCursor,
      });
      const found = [...first.items, ...second.items];
      expect(found.map(({ id }) => id)).toEqual(
        records.slice(1, 9).map(({ inferenceId }) => inferenceId),
      );
    });

    it('finds nothing of a model that is not known, and nothing of others', async () => {
      await log.write(tenRecords());
      expect(await log.find({}, 'mlmodel:default/silent')).toEqual([]);
      expect(
        await log.find({ status: 'error' }, 'mlmodel:default/silent'),
      ).toEqual([]);
    });

    it.each<[string, object, number[]]>([
      [
        'a range, of which the end is left out',
        { from: instant(NOON_MS - 3 * MINUTE_MS), until: instant(NOON_MS) },
        [1, 2, 3],
      ],
      ['a version', { version: 1 }, [5, 6, 7, 8, 9]],
      ['an environment', { environment: 'staging' }, [8]],
      ['a kind of traffic', { traffic: 'shadow' }, [2, 7]],
      ['what callers got', { traffic: 'callers' }, [0, 1, 3, 4, 5, 6, 8, 9]],
      [
        'what callers got of a version',
        { traffic: 'callers', version: 1 },
        [5, 6, 8, 9],
      ],
      [
        'failures that callers got',
        { traffic: 'callers', status: 'error', errorType: 'ValueError' },
        [4, 9],
      ],
      ['errors', { status: 'error' }, [4, 9]],
      ['failures', { status: 'failed' }, [4, 9]],
      ['successes of a version', { status: 'ok', version: 2 }, [0, 1, 2, 3]],
      [
        'a version, a range and failures',
        {
          version: 1,
          from: instant(NOON_MS - 9 * MINUTE_MS),
          until: instant(NOON_MS - 4 * MINUTE_MS),
          status: 'error',
        },
        [9],
      ],
      ['a type of error', { errorType: 'ValueError' }, [4, 9]],
      ['a place of errors', { errorPlace: 'model.py:40 in predict' }, [4, 9]],
      ['a place where nothing failed', { errorPlace: 'model.py' }, []],
      ['text in a message', { text: 'IS NEGATIVE' }, [4, 9]],
      ['a type of exception, as text', { text: 'valueerr' }, [4, 9]],
      ['a place of exceptions, as text', { text: 'Model.py:40' }, [4, 9]],
      ['text with what SQL takes for a pattern', { text: 'is%negative' }, []],
      ['a request id', { id: 'request-7' }, [7]],
      [
        'an inference id in capitals',
        { id: anInferenceId(NOON_MS - 3 * MINUTE_MS, 3).toUpperCase() },
        [3],
      ],
      ['an id that none has', { id: 'request-70' }, []],
      ['a type of error that none had', { errorType: 'KeyError' }, []],
      [
        'a type of error in an environment',
        { errorType: 'ValueError', environment: 'staging' },
        [],
      ],
      [
        'a type of error among a kind of traffic',
        { errorType: 'ValueError', traffic: 'shadow' },
        [],
      ],
      [
        'an id in an environment',
        { id: 'request-7', environment: 'staging' },
        [],
      ],
      ['an id of a version', { id: 'request-7', version: 2 }, []],
      [
        'an id among a kind of traffic',
        { id: 'request-7', traffic: 'canary' },
        [],
      ],
    ])('finds by %s', async (_, query, expected) => {
      await log.write(tenRecords());
      expect(await findNumbers(query)).toEqual(expected);
    });

    it('finds nothing that callers got where there was only a smoke test', async () => {
      await log.write([anInference({ serial: 0, traffic: 'shadow' })]);
      expect(await log.find({ traffic: 'callers' })).toEqual([]);
      expect(await log.find({})).toHaveLength(1);
    });

    it.each([{}, { version: 1 }, { errorType: 'ValueError' }])(
      'tells mistakes of callers from errors: %j',
      async others => {
        const statusCodes = [400, 408, 422, 429, 499, 500, undefined];
        const failures = statusCodes.map((statusCode, serial) =>
          aFailure({ serial, statusCode }),
        );
        await log.write([...failures, anInference({ serial: 7 })]);
        const found = async (status: SearchedStatus) =>
          (await log.find({ ...others, status })).map(
            record => [record.statusCode, record.status] as const,
          );
        expect(await found('invalid')).toEqual([
          [499, 'invalid'],
          [422, 'invalid'],
          [400, 'invalid'],
        ]);
        expect(await found('error')).toEqual([
          [undefined, 'error'],
          [500, 'error'],
          [429, 'error'],
          [408, 'error'],
        ]);
        expect(await found('failed')).toHaveLength(7);
      },
    );

    it.each<[FeatureComparison, number[]]>([
      [{ feature: 'distance', operator: '>', value: '700' }, [8, 9]],
      [{ feature: 'distance', operator: '>=', value: '700' }, [7, 8, 9]],
      [{ feature: 'distance', operator: '<', value: '200' }, [0, 1]],
      [{ feature: 'distance', operator: '<=', value: '100' }, [0, 1]],
      [{ feature: 'distance', operator: '=', value: '300.0' }, [3]],
      [{ feature: 'distance', operator: '>', value: 'far' }, []],
      [{ feature: 'carrier', operator: '!=', value: 'UA' }, [0, 2, 4, 6, 8]],
      [{ feature: 'carrier', operator: '>', value: 'AZ' }, [1, 3, 5, 7, 9]],
      [{ feature: 'carrier', operator: '>', value: '1' }, []],
      [{ feature: 'inputs.leg.time', operator: '>', value: '8' }, [9]],
      [{ feature: 'rebooked', operator: '=', value: 'true' }, [3]],
      [{ feature: 'rebooked', operator: '!=', value: 'true' }, []],
      [
        { feature: 'probability', operator: '=', value: '0.2' },
        [0, 1, 2, 3, 5, 6, 7, 8],
      ],
      [{ feature: 'outputs.distance', operator: '>', value: '0' }, []],
    ])('finds by a feature: %j', async (comparison, expected) => {
      await log.write(tenRecords());
      expect(await findNumbers({ features: [comparison] })).toEqual(expected);
    });

    it.each<[FeatureComparison, number[]]>([
      [{ feature: 'distance', operator: '=', value: 'far' }, [0]],
      [{ feature: 'inputs.distance', operator: '=', value: 'far' }, [0]],
      [{ feature: 'distance', operator: '=', value: 'Far' }, []],
      [{ feature: 'distance', operator: '>', value: '0' }, [1]],
      // Text that could be read as a number is found by what it looks like.
      [{ feature: 'distance', operator: '=', value: '300' }, [1, 2]],
    ])(
      'finds text where a number belongs: %j',
      async (comparison, expected) => {
        await log.write(
          ['far', 300, '300'].map((distance, serial) =>
            anInference({
              serial,
              timeMs: NOON_MS - serial * MINUTE_MS,
              requestId: `request-${serial}`,
              inputs: { distance },
            }),
          ),
        );
        expect(await findNumbers({ features: [comparison] })).toEqual(expected);
      },
    );

    it.each<[FeatureComparison, number[]]>([
      [{ feature: 'route.via', operator: '=', value: 'ORD' }, [1]],
      [{ feature: 'inputs.route.via', operator: '!=', value: 'ORD' }, [0]],
      [{ feature: 'route.legs.1', operator: '>', value: '300' }, [0]],
      [{ feature: 'route.legs.2', operator: '>', value: '0' }, []],
      [{ feature: 'classes.0.score', operator: '<', value: '0.5' }, [1]],
      [{ feature: 'route', operator: '=', value: 'ORD' }, []],
    ])('finds by what is below a feature: %j', async (comparison, expected) => {
      await log.write(
        ['ATL', 'ORD'].map((via, serial) =>
          anInference({
            serial,
            timeMs: NOON_MS - serial * MINUTE_MS,
            requestId: `request-${serial}`,
            inputs: { route: { via, legs: [100, 400 - serial * 200] } },
            outputs: { classes: [{ score: serial ? 0.2 : 0.7 }] },
          }),
        ),
      );
      expect(await findNumbers({ features: [comparison] })).toEqual(expected);
    });

    it('takes a bare name for an input where there is one, and for an output elsewhere', async () => {
      const withAndWithout: Inference['inputs'][] = [{ delay: 5 }, {}];
      await log.write(
        withAndWithout.map((inputs, serial) =>
          anInference({
            serial,
            timeMs: NOON_MS - serial * MINUTE_MS,
            requestId: `request-${serial}`,
            inputs,
            outputs: { delay: 90 },
          }),
        ),
      );
      const find = (feature: string) =>
        findNumbers({ features: [{ feature, operator: '>', value: '60' }] });
      expect(await find('delay')).toEqual([1]);
      expect(await find('outputs.delay')).toEqual([0, 1]);
    });

    it('finds by an outcome, once it has come, whether the body is kept or not', async () => {
      const records = [true, false, true].map((keepsBody, serial) =>
        anInference({
          serial,
          timeMs: NOON_MS - serial * MINUTE_MS,
          requestId: `request-${serial}`,
          keepsBody,
        }),
      );
      const find = async (value: string) =>
        (
          await log.find({
            features: [{ feature: 'target.delayed', operator: '=', value }],
          })
        ).map(({ requestId }) => requestId);
      await log.write(records);
      expect(await find('true')).toEqual([]);
      await log.write(
        [],
        [
          aFeedback(records[0]),
          aFeedback(records[1]),
          aFeedback(records[2], { target: { delayed: false } }),
        ],
      );
      await log.joinAll();
      expect(await find('true')).toEqual(['request-0', 'request-1']);
      expect(await find('false')).toEqual(['request-2']);
    });

    it.each(['ZÜRICH IST FERN', 'zürich', 'Zürich', 'жук'])(
      'finds %s in a message in any case of letters',
      async text => {
        const message = 'Zürich ist fern, so der ЖУК';
        await log.write([aFailure({ exception: { message } })]);
        expect(await log.find({ text })).toHaveLength(1);
        expect(await log.find({ text: `${text}?` })).toEqual([]);
      },
    );

    it('finds a record once whose request has the id of its inference', async () => {
      const requestId = anInferenceId(NOON_MS, 0);
      const [first, second] = [0, 1].map(serial =>
        anInference({ serial, requestId }),
      );
      await log.write([first, second, anInference({ serial: 2 })]);
      const found = await log.find({ id: requestId });
      expect(found.map(({ id }) => id)).toEqual([
        second.inferenceId,
        first.inferenceId,
      ]);
    });

    it('finds no value in a record that was sampled out', async () => {
      await log.write([anInference({ keepsBody: false })]);
      const features = [
        { feature: 'distance', operator: '>' as const, value: '0' },
      ];
      expect(await log.find({ features })).toEqual([]);
    });

    it('finds by all of several conditions', async () => {
      await log.write(tenRecords());
      const features: FeatureComparison[] = [
        { feature: 'distance', operator: '>', value: '200' },
        { feature: 'carrier', operator: '=', value: 'UA' },
      ];
      expect(await findNumbers({ features, version: 2, limit: 1 })).toEqual([
        3,
      ]);
    });

    it('refuses a cursor that it has not given', async () => {
      await log.write([anInference(), aFailure({ serial: 1 })]);
      const query = inferenceQuerySchema.parse({ cursor: 'abc' });
      for (const search of [
        () => log.store.search(FLIGHT_DELAY, query),
        () => log.store.groupExceptions(FLIGHT_DELAY, query),
      ]) {
        await expect(search()).rejects.toMatchObject({ name: 'InputError' });
      }
    });

    it('keeps what it is given', async () => {
      const inference = anInference({
        requestId: "caller's",
        inputs: {
          'leg "1".time': 0.1,
          route: ['JFK', { via: 'ORD' }],
          note: 'Zoë\t\\N\n\u{1F6EB}',
        },
      });
      await log.write([inference]);
      expect(await log.find()).toEqual([
        expect.objectContaining({
          time: instant(NOON_MS),
          traffic: 'primary',
          statusCode: 200,
          durationMs: 12,
          requestId: "caller's",
          inputs: inference.inputs,
          outputs: inference.outputs,
        }),
      ]);
      expect(await log.findKeys()).toEqual([nameOf(inference)]);
    });
  });
}
