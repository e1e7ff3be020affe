import {
  Dependencies,
  dependenciesSchema,
  ModelReport,
  modelReportSchema,
  NamedValues,
  namedValuesSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { DatabaseInstant } from '../databaseInstant';
import type { RecordPolicy } from '../inference/ModelPolicySource';

export interface VersionRow {
  model_ref: string;
  version: number;
  label: string | null;
  origin: 'registered' | 'observed';
  created_at: DatabaseInstant;
  created_by: string | null;
  run_id: string | null;
  commit: string | null;
  artifact_uri: string | null;
  artifact_digest: string | null;
  data_digest: string | null;
  report: string | null;
  example_inputs: string | null;
  reference_rows: number;
  build_seconds: number | null;
  logging_policy: string | null;
  dependencies: string | null;
}

export function reportOf(row: VersionRow): ModelReport | undefined {
  return row.report === null
    ? undefined
    : modelReportSchema.parse(JSON.parse(row.report));
}

export function exampleInputsOf(row: VersionRow): NamedValues | undefined {
  return row.example_inputs === null
    ? undefined
    : namedValuesSchema.parse(JSON.parse(row.example_inputs));
}

export function dependenciesOf(row: VersionRow): Dependencies | undefined {
  return row.dependencies === null
    ? undefined
    : dependenciesSchema.parse(JSON.parse(row.dependencies));
}

const recordPolicySchema = z.object({
  sample: z.number(),
  redact: z.array(
    z.object({ path: z.string(), how: z.enum(['hash', 'drop']) }),
  ),
});

export function loggingPolicyOf({
  logging_policy: policy,
}: Pick<VersionRow, 'logging_policy'>): RecordPolicy | undefined {
  return policy === null
    ? undefined
    : recordPolicySchema.parse(JSON.parse(policy));
}
