import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { behaviour } from './behaviour.mjs';
import { predict, sampleRows } from './model.mjs';

const model = JSON.parse(readFileSync('build/model.json', 'utf8'));
const score = rows =>
  rows.map(row => ({
    inputs: row.inputs,
    outputs: predict(model, row.inputs),
    target: { above: row.above },
  }));
const tested = score(sampleRows(2000, 2));
const right = tested.filter(row => row.outputs.above === row.target.above);
const accuracy = right.length / tested.length;
const threshold = behaviour.minimumAccuracy;
const reference = score(sampleRows(2000, 1));

mkdirSync('reports', { recursive: true });
writeFileSync(
  'reports/reference.jsonl',
  reference.map(row => `${JSON.stringify(row)}\n`).join(''),
);
const evaluation = {
  schemaVersion: 1,
  model: 'tiny-model',
  framework: { name: 'node', version: process.versions.node },
  task: 'tabular-classification',
  signature: {
    inputs: [
      { name: 'x', type: 'number', datatype: 'FP64', required: true },
      {
        name: 'colour',
        type: 'string',
        datatype: 'BYTES',
        required: true,
        categories: ['red', 'green', 'blue'],
      },
    ],
    outputs: [
      { name: 'above', type: 'boolean', datatype: 'BOOL', role: 'prediction' },
      { name: 'score', type: 'number', datatype: 'FP64', role: 'score' },
    ],
  },
  target: {
    output: 'above',
    name: 'above',
    type: 'boolean',
    positive: true,
    score: 'score',
  },
  metrics: [
    {
      name: 'accuracy',
      value: accuracy,
      split: 'test',
      higherIsBetter: true,
      n: tested.length,
    },
  ],
  gate: {
    passed: accuracy >= threshold,
    checks: [
      {
        metric: 'accuracy',
        value: accuracy,
        operator: '>=',
        threshold,
        passed: accuracy >= threshold,
      },
    ],
  },
  data: {
    digest: `sha256:${createHash('sha256')
      .update('mulberry32:1')
      .digest('hex')}`,
    references: [{ source: 'generated, mulberry32 seed 1', rows: 4000 }],
  },
  reference: { path: 'reports/reference.jsonl', rows: reference.length },
};
writeFileSync('build/evaluation.json', JSON.stringify(evaluation, null, 2));
if (accuracy < threshold) {
  console.error(
    `Error: accuracy ${accuracy} is below ${threshold}, the gate of behaviour.json`,
  );
  process.exit(1);
}
console.log(`accuracy ${accuracy}, gate ${threshold}`);
