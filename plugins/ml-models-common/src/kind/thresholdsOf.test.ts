import mlModelJsonSchema from '../../schema/MlModel.v1alpha1.schema.json';
import { MlModelEntityV1alpha1 } from './MlModelEntityV1alpha1';
import { DEFAULT_VERDICT_THRESHOLDS, thresholdsOf } from './thresholdsOf';

function aModel(
  monitoring?: MlModelEntityV1alpha1['spec']['monitoring'],
): MlModelEntityV1alpha1 {
  return {
    apiVersion: 'noshelfware.io/v1alpha1',
    kind: 'MlModel',
    metadata: { name: 'flight-delay' },
    spec: {
      task: 'tabular-classification',
      lifecycle: 'experimental',
      owner: 'flight-ops-ds',
      monitoring,
    },
  };
}

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
    expect(thresholdsOf(aModel({ thresholds }))).toEqual({
      ...DEFAULT_VERDICT_THRESHOLDS,
      errorRate: { degraded: 0.01, failing: 0.2 },
    });
  });
});
