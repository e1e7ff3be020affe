import {
  NamedValues,
  Signature,
  toInferRequest,
} from '@noshelfware/backstage-plugin-ml-models-common';

export interface ExampleRequestOptions {
  /** What is asked for a prediction, in full. */
  url: string;
  inputs: NamedValues;
  signature?: Signature;
}

/** @param endpoint - root for Open Inference Protocol calls */
export function inferUrl(endpoint: string, modelName: string): string {
  return `${endpoint.replace(/\/$/, '')}/v2/models/${modelName}/infer`;
}

/** @returns a curl command to paste into a shell */
export function exampleRequest(options: ExampleRequestOptions): string {
  const { url, inputs, signature } = options;
  const body = JSON.stringify(toInferRequest(inputs, signature));
  return [
    `curl ${quote(url)}`,
    `  -H 'content-type: application/json'`,
    `  -d ${quote(body)}`,
  ].join(' \\\n');
}

/** @returns names of inputs that have no value in the example */
export function omittedInputs({
  inputs,
  signature,
}: Pick<ExampleRequestOptions, 'inputs' | 'signature'>): string[] {
  return (signature?.inputs ?? [])
    .map(({ name }) => name)
    .filter(name => !Object.hasOwn(inputs, name));
}

/** A single quote cannot be escaped within single quotes, only between them. */
function quote(text: string): string {
  return `'${text.replaceAll(`'`, `'\\''`)}'`;
}
