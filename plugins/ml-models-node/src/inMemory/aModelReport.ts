import {
  ModelReport,
  ReferenceRow,
} from '@noshelfware/backstage-plugin-ml-models-common';

export function aModelReport(changes: Partial<ModelReport> = {}): ModelReport {
  return {
    schemaVersion: 1,
    model: 'flight-delay',
    framework: { name: 'scikit-learn', version: '1.7.2' },
    signature: {
      inputs: [
        { name: 'distance', type: 'number', datatype: 'FP64', required: true },
        { name: 'carrier', type: 'string', datatype: 'BYTES', required: true },
      ],
      outputs: [{ name: 'delayed', type: 'boolean', role: 'prediction' }],
    },
    metrics: [{ name: 'roc_auc', value: 0.71, higherIsBetter: true, n: 900 }],
    artifact: { path: 'dist/model.tar.gz', digest: `sha256:${'a'.repeat(64)}` },
    ...changes,
  };
}

export function aReferenceRow(
  changes: Partial<ReferenceRow> = {},
): ReferenceRow {
  return {
    inputs: { distance: 1400, carrier: 'UA' },
    outputs: { delayed: false },
    ...changes,
  };
}
