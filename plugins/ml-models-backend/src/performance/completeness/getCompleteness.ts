import {
  Completeness,
  performanceQuerySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { findEnvironment } from '../read/findEnvironment';
import { parseRange } from '../read/PerformanceRange';
import { readCompleteness } from './readCompleteness';

/** @throws InputError when the range ends before it begins */
export async function getCompleteness(
  knex: Knex,
  modelRef: string,
  query: z.output<typeof performanceQuerySchema>,
  nowMs: number,
): Promise<Completeness> {
  const environment =
    query.environment ?? (await findEnvironment(knex, modelRef));
  return readCompleteness(
    knex,
    {
      modelRef,
      environment,
      version: query.version,
      ...parseRange(query, nowMs),
    },
    nowMs,
  );
}
