import { DELIVERY_WEEKS as WEEKS } from '@noshelfware/backstage-plugin-ml-models-common';
import { DeliveredDeployment } from './DeploymentHistory';
import { measureDelivery } from './measureDelivery';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 5, 30);

let serial = 0;

/** @param daysAgo - when it took traffic */
function aRelease(
  daysAgo: number,
  changes: Partial<DeliveredDeployment> = {},
): DeliveredDeployment {
  serial += 1;
  const liveAt = new Date(NOW_MS - daysAgo * DAY_MS);
  return {
    id: `d${serial}`,
    modelRef: 'mlmodel:default/flight-delay',
    environment: 'production',
    version: serial,
    trigger: 'manual',
    status: 'live',
    createdAt: liveAt,
    liveAt,
    committedAt: new Date(liveAt.getTime() - HOUR_MS),
    ...changes,
  };
}

describe('measureDelivery', () => {
  it('says that there is no data, not 0, when nothing was released', () => {
    const nothing = { value: undefined, n: 0, trend: Array(WEEKS).fill(null) };
    expect(measureDelivery([], NOW_MS)).toEqual({
      leadTimeSeconds: nothing,
      deploymentsPerWeek: nothing,
      changeFailRate: nothing,
      recoverySeconds: nothing,
      reworkRate: nothing,
    });
  });

  it('takes the median time from commit to traffic', () => {
    const leadHours = [1, 2, 30];
    const { leadTimeSeconds } = measureDelivery(
      leadHours.map(hours => {
        const release = aRelease(hours);
        return {
          ...release,
          committedAt: new Date(NOW_MS - hours * DAY_MS - hours * HOUR_MS),
        };
      }),
      NOW_MS,
    );
    expect(leadTimeSeconds).toMatchObject({ value: 2 * 3600, n: 3 });
  });

  it('counts a version once for lead time, and not when it is rolled back to', () => {
    const { leadTimeSeconds } = measureDelivery(
      [
        aRelease(20, { version: 900 }),
        aRelease(10, { version: 901 }),
        aRelease(9, { version: 900, trigger: 'rollback' }),
        aRelease(8, { version: 901, trigger: 'retry' }),
      ],
      NOW_MS,
    );
    expect(leadTimeSeconds.n).toBe(2);
  });

  it('calls a release that is followed by a rollback failed, and times the recovery', () => {
    const { changeFailRate, recoverySeconds, reworkRate } = measureDelivery(
      [
        aRelease(20),
        aRelease(10),
        aRelease(9.5, { trigger: 'rollback' }),
        aRelease(5),
      ],
      NOW_MS,
    );
    expect(changeFailRate).toMatchObject({ value: 1 / 4, n: 4 });
    expect(recoverySeconds).toMatchObject({ value: 12 * 3600, n: 1 });
    expect(reworkRate).toMatchObject({ value: 1 / 4, n: 4 });
  });

  it('knows that a release of the sample failed, and times no recovery from it', () => {
    const { recoverySeconds, ...measures } = measureDelivery(
      [
        aRelease(20),
        aRelease(10, { trigger: 'sample' }),
        aRelease(9, { trigger: 'rollback' }),
      ],
      NOW_MS,
    );
    expect(recoverySeconds).toEqual(expect.objectContaining({ n: 0 }));
    expect(measures).toMatchObject({
      changeFailRate: { value: 1 / 3, n: 3 },
      deploymentsPerWeek: { n: 2 },
      reworkRate: { value: 1 / 2, n: 2 },
    });
  });

  it('does not count what was live already', () => {
    const { deploymentsPerWeek, changeFailRate, recoverySeconds } =
      measureDelivery(
        [
          aRelease(20, { version: 900 }),
          aRelease(10, { version: 901 }),
          aRelease(9.75, { version: 901 }),
          aRelease(9.5, { version: 900, trigger: 'rollback' }),
        ],
        NOW_MS,
      );
    expect(deploymentsPerWeek.n).toBe(3);
    expect(changeFailRate).toMatchObject({ value: 1 / 3, n: 3 });
    expect(recoverySeconds).toMatchObject({ value: 12 * 3600, n: 1 });
  });

  it('counts what was stopped and goes live again, and what that had failed', () => {
    const { deploymentsPerWeek, leadTimeSeconds, changeFailRate } =
      measureDelivery(
        [
          aRelease(20, { version: 900 }),
          aRelease(10, { version: 901 }),
          aRelease(9, {
            version: 901,
            trigger: 'stop',
            status: 'stopped',
            liveAt: undefined,
            stoppedAt: new Date(NOW_MS - 9 * DAY_MS),
          }),
          aRelease(8, { version: 901 }),
          aRelease(7, { version: 901 }),
          aRelease(6, { version: 900, trigger: 'rollback' }),
        ],
        NOW_MS,
      );
    expect(deploymentsPerWeek.n).toBe(4);
    expect(leadTimeSeconds.n).toBe(2);
    expect(changeFailRate).toMatchObject({ value: 1 / 4, n: 4 });
  });

  it('does not blame one model for the rollback of another', () => {
    const { changeFailRate } = measureDelivery(
      [
        aRelease(20),
        aRelease(9, { modelRef: 'mlmodel:default/b', trigger: 'rollback' }),
      ],
      NOW_MS,
    );
    expect(changeFailRate.value).toBe(0);
  });

  it('does not count what never took traffic, nor the sample', () => {
    const { deploymentsPerWeek, changeFailRate } = measureDelivery(
      [
        aRelease(3, { liveAt: undefined, status: 'failed' }),
        aRelease(2, { trigger: 'sample' }),
        aRelease(1),
      ],
      NOW_MS,
    );
    expect(deploymentsPerWeek.n).toBe(1);
    expect(changeFailRate).toMatchObject({ value: 0, n: 1 });
  });

  it('shows each week on its own, the oldest first', () => {
    const { deploymentsPerWeek, changeFailRate } = measureDelivery(
      [aRelease(WEEKS * 7 - 1), aRelease(1), aRelease(0)],
      NOW_MS,
    );
    expect(deploymentsPerWeek.value).toBeCloseTo(3 / WEEKS);
    expect(deploymentsPerWeek.trend).toEqual([
      1,
      ...Array(WEEKS - 2).fill(0),
      2,
    ]);
    expect(changeFailRate.trend).toEqual([
      0,
      ...Array(WEEKS - 2).fill(null),
      0,
    ]);
  });

  it('leaves out what was released before the range', () => {
    expect(
      measureDelivery([aRelease(WEEKS * 7 + 1)], NOW_MS).deploymentsPerWeek.n,
    ).toBe(0);
  });
});
