import {
  InferenceRecord,
  NamedValues,
  operations,
  toInferRequest,
  VersionDetail,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { PortalUser } from '../portal/PortalUser';
import { waitFor } from '../portal/waitFor';

const apiAnswerSchema = z.object({
  parameters: z.object({ inference_id: z.string() }),
  outputs: z.array(z.object({ name: z.string(), data: z.array(z.unknown()) })),
});

export interface PredictOptions {
  endpoint: string;
  /** The model's own name, as its service knows it. */
  name: string;
  version: VersionDetail;
  inputs?: NamedValues;
}

/** One prediction by Open Inference Protocol v2. */
export async function predict(options: PredictOptions) {
  const { endpoint, name, version } = options;
  const inputs = options.inputs ?? version.exampleInputs ?? {};
  const response = await fetch(`${endpoint}/v2/models/${name}/infer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(toInferRequest(inputs, version.signature)),
  });
  if (!response.ok) {
    throw new Error(
      `The prediction failed: ${response.status} ${await response.text()}`,
    );
  }
  const answer = apiAnswerSchema.parse(await response.json());
  return {
    inferenceId: answer.parameters.inference_id,
    outputs: answer.outputs,
  };
}

/** @returns the record of a prediction, once the Logs tab would show it */
export async function awaitRecord(
  user: PortalUser,
  params: { namespace: string; name: string },
  id: string,
): Promise<InferenceRecord> {
  return waitFor(`the record of prediction ${id}`, async () => {
    const { items } = await user.call(operations.searchInferences, {
      params,
      query: { id },
    });
    return items[0];
  });
}
