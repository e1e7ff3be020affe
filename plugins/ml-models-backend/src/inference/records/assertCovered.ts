import { NotAllowedError } from '@backstage/errors';
import {
  modelRefSchema,
  SendRecordsQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { explainNotCovered } from '../explainNotCovered';
import { IngestGrant } from '../IngestAuthoriser';
import { isRejection } from '../ReportedInference';
import { SentItem } from './decodeRecords';

const namingSchema = z.object({ model: modelRefSchema });

/**
 * Says of a request at once that its token is the wrong one, whatever else is wrong with
 * its records. One that is good for some of their models takes those.
 *
 * @throws NotAllowedError when the token is good for none of the models
 */
export async function assertCovered(
  grant: IngestGrant,
  items: readonly SentItem[],
  { model: common }: SendRecordsQuery,
): Promise<void> {
  const models = new Set(
    items.flatMap(item => {
      const named = isRejection(item) ? common : nameOf(item.json) ?? common;
      return named === undefined ? [] : named.toLocaleLowerCase('en-US');
    }),
  );
  for (const modelRef of models) {
    if (await grant.covers(modelRef)) return;
  }
  const [first] = models;
  if (first !== undefined) {
    throw new NotAllowedError(explainNotCovered(first));
  }
}

function nameOf(json: unknown): string | undefined {
  return namingSchema.safeParse(json).data?.model;
}
