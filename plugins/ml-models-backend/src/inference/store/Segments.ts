import { Knex } from 'knex';
import {
  Inference,
  InferenceFilter,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { whereTraffic } from './read/whereTraffic';

/** A part of a model's records that an index holds in the order of time. */
export interface Segment {
  environment: string;
  version: number;
  traffic: string;
}

/** Knows which segments have records. They only ever grow in number. */
export class Segments {
  private readonly known = new Set<string>();

  /** Notes segments before their first record is written, lest it be missed. */
  async note(
    knex: Knex,
    inferences: readonly Inference[],
    modelKeyOf: (modelRef: string) => number,
  ): Promise<void> {
    const unknown = new Map<string, object>();
    let before: Inference | undefined;
    for (const inference of inferences) {
      // Most often: a text for each record would cost as much as to sort them.
      if (before && isSameSegment(before, inference)) continue;
      before = inference;
      const { modelRef, environment, version, traffic } = inference;
      const modelKey = modelKeyOf(modelRef);
      const key = `${modelKey} ${environment} ${version} ${traffic}`;
      if (!this.known.has(key)) {
        const row = { model_key: modelKey, environment, version, traffic };
        unknown.set(key, row);
      }
    }
    if (unknown.size === 0) {
      return;
    }
    await knex('inference_segments')
      .insert([...unknown.values()])
      .onConflict()
      .ignore();
    unknown.forEach((_, key) => this.known.add(key));
  }
}

function isSameSegment(a: Inference, b: Inference): boolean {
  return (
    a.version === b.version &&
    a.modelRef === b.modelRef &&
    a.environment === b.environment &&
    a.traffic === b.traffic
  );
}

export async function findSegments(
  knex: Knex,
  modelKey: number,
  wanted: Pick<InferenceFilter, 'environment' | 'version' | 'traffic'>,
): Promise<Segment[]> {
  const { environment, version, traffic } = wanted;
  const query = knex('inference_segments')
    .where('model_key', modelKey)
    .select<Segment[]>('environment', 'version', 'traffic');
  if (environment) query.where({ environment });
  if (version !== undefined) query.where({ version });
  whereTraffic(query, traffic);
  return query;
}
