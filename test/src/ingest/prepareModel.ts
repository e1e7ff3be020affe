import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { PortalUser } from '../portal/PortalUser';
import { waitFor } from '../portal/waitFor';
import { aFlight, anOutcome } from './aFlight';

/** A model of the sample catalog that nothing else reports on. */
const NAME = 'missed-connection';
const REFERENCE_ROWS = 2_000;

export interface IngestTarget {
  modelRef: string;
  params: { namespace: string; name: string };
  /** Of the model: what reports carry as `service.version`. */
  version: number;
  /** Secret that authorises reports. */
  token: string;
}

export interface PrepareModelOptions {
  /** Default: a model of the sample catalog. */
  name?: string;
  /** Each run is a version of its own; default: always the same one. */
  runId?: string;
}

/**
 * Gives a model of a running portal a version with a baseline, and a token to
 * report with.
 */
export async function prepareModel(
  user: PortalUser,
  { name = NAME, runId = 'measuring' }: PrepareModelOptions = {},
): Promise<IngestTarget> {
  const params = { namespace: 'default', name };
  const modelRef = `mlmodel:default/${name}`;
  await waitFor(`${modelRef} in the catalog`, async () =>
    user
      .fetchJson(`/api/catalog/entities/by-name/mlmodel/default/${name}`)
      .catch(() => undefined),
  );
  const register = await makeToken(user, params, 'register');
  const response = await fetch(
    `${user.url}/api/ml-models/models/default/${name}/versions`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${register}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ runId, ...aRegistration(name) }),
    },
  );
  const { version } = operations.registerVersion.response.parse(
    await response.json(),
  );
  const token = await makeToken(user, params, 'ingest');
  return { modelRef, params, version, token };
}

async function makeToken(
  user: PortalUser,
  params: IngestTarget['params'],
  purpose: 'ingest' | 'register',
): Promise<string> {
  const { secret } = await user.call(operations.createToken, {
    params,
    body: {
      purpose,
      scopeRef: `mlmodel:${params.namespace}/${params.name}`,
      description: 'Measuring',
    },
  });
  return secret;
}

function aRegistration(model: string) {
  const { inputs } = aFlight(0);
  return {
    report: {
      schemaVersion: 1,
      model,
      task: 'tabular-classification',
      signature: {
        inputs: Object.entries(inputs).map(([name, value]) => ({
          name,
          type: typeof value,
        })),
        outputs: [
          { name: 'delayed', type: 'boolean' },
          { name: 'probability', type: 'number', role: 'score' },
        ],
      },
      target: {
        name: 'delayed',
        output: 'delayed',
        type: 'boolean',
        score: 'probability',
      },
      artifact: { path: 'model.tar.gz', digest: `sha256:${'0'.repeat(64)}` },
    },
    referenceRows: Array.from({ length: REFERENCE_ROWS }, (_, n) => ({
      ...aFlight(n),
      target: anOutcome(n),
    })),
  };
}
