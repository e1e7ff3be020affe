import {
  anInferenceId,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { dayOf, findEventTimeMs, startOfDayMs } from './eventTime';
import { findExceptionPlace } from './findExceptionPlace';
import { keepsBody } from './keepsBody';

describe('findEventTimeMs', () => {
  it('reads the time out of a UUIDv7', () => {
    // The example of RFC 9562, appendix A.6.
    expect(findEventTimeMs('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')).toBe(
      Date.UTC(2022, 1, 22, 19, 22, 22),
    );
    expect(findEventTimeMs(anInferenceId(NOON_MS, 7))).toBe(NOON_MS);
  });

  it.each([
    ['version 4', '919108f7-52d1-4320-9bac-f847db4148a8'],
    ['another variant', '017f22e2-79b0-7cc3-18c4-dc0c0c07398f'],
    ['no UUID', 'request-17'],
  ])('takes no %s for one', (_, id) => {
    expect(findEventTimeMs(id)).toBeUndefined();
  });

  it('gives the day that a record is kept under', () => {
    expect(startOfDayMs(dayOf(NOON_MS))).toBe(Date.UTC(2026, 2, 10));
  });
});

describe('keepsBody', () => {
  const ids = Array.from({ length: 10_000 }, (_, i) =>
    // A tail that is spread as that of a random UUID is.
    anInferenceId(NOON_MS, (i * 2_654_435_761) % 2 ** 32),
  );
  const kept = (sample: number) =>
    ids.filter(inferenceId =>
      keepsBody({ inferenceId, failed: false }, sample),
    );

  it('keeps about the share that is asked for', () => {
    expect(kept(0)).toHaveLength(0);
    expect(kept(1)).toHaveLength(ids.length);
    expect(kept(0.1).length / ids.length).toBeCloseTo(0.1, 2);
  });

  it('keeps of a smaller share nothing that a larger leaves out', () => {
    const large = new Set(kept(0.5));
    expect(kept(0.1).every(id => large.has(id))).toBe(true);
  });

  it('decides by the request where a gateway names it, so that a copy is kept with its original', () => {
    const gatewayIds = ids.slice(0, 1_000);
    const keptWith = (inferenceId: string) =>
      gatewayIds.filter(gatewayId =>
        keepsBody({ inferenceId, gatewayId, failed: false }, 0.1),
      );
    const [one, another] = ids.slice(-2);
    expect(keptWith(one).length).toBeGreaterThan(50);
    expect(keptWith(another)).toEqual(keptWith(one));
  });

  it('does not go by a gateway id of another make', () => {
    expect(
      ids.filter(inferenceId =>
        keepsBody(
          { inferenceId, gatewayId: 'gw-00000000', failed: false },
          0.1,
        ),
      ),
    ).toEqual(kept(0.1));
  });

  it('keeps every failure', () => {
    expect(
      ids.every(inferenceId => keepsBody({ inferenceId, failed: true }, 0)),
    ).toBe(true);
  });
});

describe('findExceptionPlace', () => {
  it('finds the innermost frame of Python, which is the last', () => {
    expect(
      findExceptionPlace(
        'Traceback (most recent call last):\n  File "/srv/app/serve.py", line 12, in infer\n    x\n  File "/srv/app/model.py", line 40, in predict\n    y\nValueError: no',
      ),
    ).toBe('model.py:40 in predict');
  });

  it('finds the innermost frame of Node, which is the first', () => {
    expect(
      findExceptionPlace(
        'TypeError: no\n    at Model.predict (/srv/app/model.js:40:11)\n    at infer (/srv/app/serve.js:12:3)',
      ),
    ).toBe('model.js:40 in Model.predict');
    expect(
      findExceptionPlace('Error: no\n    at file:///srv/app/serve.mjs:3:9'),
    ).toBe('serve.mjs:3');
  });

  it('looks at each character of a long text but once or twice', () => {
    // Quadratic, it would take ten seconds.
    const text = '\n'.repeat(100_000);
    expect(findExceptionPlace(text)).toBeUndefined();
  });

  it('finds none in other text', () => {
    expect(findExceptionPlace('segmentation fault')).toBeUndefined();
    expect(findExceptionPlace(undefined)).toBeUndefined();
  });
});
