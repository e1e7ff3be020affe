import { behaviour } from './behaviour.mjs';
import { predict } from './model.mjs';

const DATATYPES = { x: ['FP64', 'FP32', 'INT64', 'INT32'], colour: ['BYTES'] };

/** A request that does not fit the signature; answered with 400. */
export class InvalidInput extends Error {}

/** Rows `{ x, colour }` of an Open Inference Protocol v2 request. */
export function readRows(request) {
  if (!Array.isArray(request?.inputs)) {
    throw new InvalidInput("'inputs' must be a list of tensors");
  }
  const tensors = Object.fromEntries(request.inputs.map(t => [t.name, t]));
  for (const name of Object.keys(tensors)) {
    if (!DATATYPES[name]) {
      throw new InvalidInput(`input '${name}' is not in the signature`);
    }
  }
  const columns = Object.entries(DATATYPES).map(([name, allowed]) => {
    const tensor = tensors[name];
    if (!tensor) {
      throw new InvalidInput(`input '${name}' is missing`);
    }
    if (!allowed.includes(tensor.datatype)) {
      throw new InvalidInput(
        `input '${name}' has datatype ${tensor.datatype}, expected ${allowed[0]}`,
      );
    }
    if (!Array.isArray(tensor.data)) {
      throw new InvalidInput(`input '${name}' has no list 'data'`);
    }
    return [name, tensor.data];
  });
  const count = columns[0][1].length;
  for (const [name, data] of columns) {
    if (data.length !== count) {
      throw new InvalidInput(
        `input '${name}' has ${data.length} rows, '${columns[0][0]}' has ${count}`,
      );
    }
    const type = name === 'x' ? 'number' : 'string';
    const wrong = data.find(value => typeof value !== type);
    if (wrong !== undefined) {
      throw new InvalidInput(
        `input '${name}' must hold ${type}s, found ${JSON.stringify(wrong)}`,
      );
    }
  }
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(columns.map(([name, data]) => [name, data[row]])),
  );
}

let predictions = 0;

/** Predicts every row, or throws as `behaviour.json` asks: evenly, never first. */
export function predictRows(model, rows) {
  const failuresBefore = Math.floor(predictions * behaviour.errorShare);
  predictions += 1;
  if (Math.floor(predictions * behaviour.errorShare) > failuresBefore) {
    throw new Error('failing on purpose, as behaviour.json asks');
  }
  const boundary = model.boundary + behaviour.boundaryShift;
  return rows.map(row => predict({ ...model, boundary }, row));
}

/** An Open Inference Protocol v2 answer. */
export function toResponse({ request, outputs, version, inferenceId }) {
  const shape = [outputs.length];
  return {
    model_name: 'tiny-model',
    model_version: version,
    id: request.id,
    parameters: { inference_id: inferenceId },
    outputs: [
      {
        name: 'above',
        datatype: 'BOOL',
        shape,
        data: outputs.map(output => output.above),
      },
      {
        name: 'score',
        datatype: 'FP64',
        shape,
        data: outputs.map(output => output.score),
      },
    ],
  };
}
