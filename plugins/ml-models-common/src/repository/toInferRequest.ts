import { FeatureType, NamedValues, Signature } from './modelReport';

/** Datatypes by the Open Inference Protocol v2, for inputs that name none. */
const DATATYPES: Record<FeatureType, string> = {
  number: 'FP64',
  integer: 'INT64',
  string: 'BYTES',
  boolean: 'BOOL',
  timestamp: 'BYTES',
};

/**
 * The body of an infer request for one row. A missing value is an input that is
 * left out.
 *
 * Source: kserve/open-inference-protocol, specification/protocol/inference_rest.md
 *
 * @param signature - default: datatypes as the values suggest
 */
export function toInferRequest(inputs: NamedValues, signature?: Signature) {
  return toBatchInferRequest([inputs], signature);
}

/**
 * The same for several rows at once.
 *
 * @param rows - at least one; all of them with the same inputs
 */
export function toBatchInferRequest(
  rows: readonly NamedValues[],
  signature?: Signature,
) {
  const described = new Map(
    signature?.inputs.map(input => [
      input.name,
      input.datatype ?? DATATYPES[input.type],
    ]),
  );
  return {
    inputs: Object.entries(rows[0] ?? {}).map(([name, value]) => ({
      name,
      shape: [rows.length],
      datatype: described.get(name) ?? DATATYPES[guessType(value)],
      data: rows.map(row => row[name]),
    })),
  };
}

function guessType(value: unknown): FeatureType {
  switch (typeof value) {
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'string';
  }
}
