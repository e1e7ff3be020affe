import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { randomBytes } from 'node:crypto';
import { PortalUser } from '../portal/PortalUser';
import { waitFor } from '../portal/waitFor';
import { columnNames, toInputs } from './wideRows';

/** A model of the sample catalog that nothing else reports on. */
const NAME = 'missed-connection';
const PARAMS = { namespace: 'default', name: NAME };
const MODEL_REF = `mlmodel:default/${NAME}`;

/** Some 2 MB of JSON a request. */
const RECORDS_PER_REQUEST = 40;

/** One record of a version, of an instant. */
export interface WideRecord {
  timeMs: number;
  row: readonly number[];
}

/** A model of many inputs in a running portal. */
export class WideModel {
  readonly name = NAME;

  private constructor(
    private readonly user: PortalUser,
    private readonly tokens: { ingest: string; register: string },
  ) {}

  static async prepare(user: PortalUser): Promise<WideModel> {
    await waitFor(`${MODEL_REF} in the catalog`, async () =>
      user
        .fetchJson(`/api/catalog/entities/by-name/mlmodel/default/${NAME}`)
        .catch(() => undefined),
    );
    const makeToken = async (purpose: 'ingest' | 'register') => {
      const token = await user.call(operations.createToken, {
        params: PARAMS,
        body: { purpose, scopeRef: MODEL_REF, description: 'Measuring' },
      });
      return token.secret;
    };
    return new WideModel(user, {
      ingest: await makeToken('ingest'),
      register: await makeToken('register'),
    });
  }

  /** @returns the number of the new version */
  async register(reference: readonly (readonly number[])[]): Promise<number> {
    const answer = await this.post(
      `/models/default/${NAME}/versions`,
      this.tokens.register,
      {
        runId: randomBytes(8).toString('hex'),
        report: {
          schemaVersion: 1,
          model: NAME,
          signature: {
            inputs: columnNames.map(name => ({ name, type: 'number' })),
            outputs: [],
          },
          artifact: { path: 'm.tar.gz', digest: `sha256:${'0'.repeat(64)}` },
        },
        referenceRows: reference.map(row => ({
          inputs: toInputs(row),
          outputs: {},
        })),
      },
    );
    return operations.registerVersion.response.parse(answer).version;
  }

  async report(version: number, records: readonly WideRecord[]): Promise<void> {
    for (let i = 0; i < records.length; i += RECORDS_PER_REQUEST) {
      await this.post(
        '/otlp/v1/logs',
        this.tokens.ingest,
        toOtlp(version, records.slice(i, i + RECORDS_PER_REQUEST)),
      );
    }
  }

  private async post(
    path: string,
    token: string,
    body: unknown,
  ): Promise<unknown> {
    const response = await fetch(`${this.user.url}/api/ml-models${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok || text.includes('rejectedLogRecords')) {
      throw new Error(`${path} answered ${response.status}: ${text}`);
    }
    return JSON.parse(text);
  }
}

/** https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
function toOtlp(version: number, records: readonly WideRecord[]) {
  return {
    resourceLogs: [
      {
        resource: {
          attributes: toAttributes({
            'service.name': NAME,
            'service.version': String(version),
            'deployment.environment.name': 'production',
          }),
        },
        scopeLogs: [{ logRecords: records.map(toLogRecord) }],
      },
    ],
  };
}

function toLogRecord({ timeMs, row }: WideRecord) {
  const values = row.map((doubleValue, i) => ({
    key: columnNames[i],
    value: { doubleValue },
  }));
  return {
    eventName: 'noshelfware.inference',
    attributes: [
      ...toAttributes({
        'noshelfware.model': MODEL_REF,
        'noshelfware.inference.id': anInferenceId(timeMs),
      }),
      {
        key: 'noshelfware.inference.duration_ms',
        value: { doubleValue: 5 },
      },
    ],
    body: {
      kvlistValue: {
        values: [{ key: 'inputs', value: { kvlistValue: { values } } }],
      },
    },
  };
}

function toAttributes(texts: Record<string, string>) {
  return Object.entries(texts).map(([key, stringValue]) => ({
    key,
    value: { stringValue },
  }));
}

/** A UUIDv7: RFC 9562, section 5.7. */
function anInferenceId(timeMs: number): string {
  const time = timeMs.toString(16).padStart(12, '0');
  const random = randomBytes(10).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(
    0,
    3,
  )}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}
