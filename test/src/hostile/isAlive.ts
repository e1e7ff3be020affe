import { sentRecordsSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { waitFor } from '../portal/waitFor';
import { JSON_TYPE, recordsPath } from './HostilePayload';

/** Whether an honest record is still taken, once what came before is through. */
export async function isAlive(
  url: string,
  { modelRef, token }: { modelRef: string; token: string },
): Promise<boolean> {
  const send = async () => {
    const response = await fetch(
      `${url}/api/ml-models${recordsPath(modelRef)}`,
      {
        method: 'POST',
        headers: { ...JSON_TYPE, authorization: `Bearer ${token}` },
        body: JSON.stringify({ inputs: { distance: 1 } }),
      },
    );
    return response.ok
      ? sentRecordsSchema.parse(await response.json())
      : undefined;
  };
  return waitFor('an honest record to be taken', () =>
    send().catch(() => undefined),
  ).then(
    ({ accepted }) => accepted.inferences === 1,
    () => false,
  );
}
