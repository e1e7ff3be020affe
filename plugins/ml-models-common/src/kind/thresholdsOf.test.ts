import mlModelJsonSchema from '../../schema/MlModel.v1alpha1.schema.json';
import { aModel } from './__testUtils__/aModel';
import { DEFAULT_VERDICT_THRESHOLDS, thresholdsOf } from './thresholdsOf';

describe('thresholdsOf', () => {
  it('has a default for everything, which the schema names too', () => {
    expect(thresholdsOf(aModel())).toEqual(DEFAULT_VERDICT_THRESHOLDS);
    const { thresholds } =
      mlModelJsonSchema.properties.spec.properties.monitoring.properties;
    const named = Object.fromEntries(
      Object.entries(thresholds.properties).map(([name, { properties }]) => [
        name,
        Object.fromEntries(
          Object.entries(properties).map(([level, schema]) => [
            level,
            schema.default,
          ]),
        ),
      ]),
    );
    expect(named).toEqual(DEFAULT_VERDICT_THRESHOLDS);
  });

  it('takes what the model says, one limit at a time', () => {
    const thresholds = { errorRate: { failing: 0.2 } };
    expect(thresholdsOf(aModel({ monitoring: { thresholds } }))).toEqual({
      ...DEFAULT_VERDICT_THRESHOLDS,
      errorRate: { degraded: 0.01, failing: 0.2 },
    });
  });
});
