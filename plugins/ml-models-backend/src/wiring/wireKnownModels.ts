import { Knex } from 'knex';
import { listDeployedEnvironments } from '../deployments/store/listDeployedEnvironments';
import { ModelPolicySource } from '../inference/ModelPolicySource';
import { KnownModels } from '../inference/notes/KnownModels';
import { listRecordedEnvironments } from '../performance/telemetry/listRecordedEnvironments';
import { findKnownOutcomes } from '../versions/findKnownOutcomes';
import { findKnownVersions } from '../versions/findKnownVersions';

/** What senders of records are told by of what looks mistyped. */
export function wireKnownModels(
  database: Knex,
  policies: ModelPolicySource,
): KnownModels {
  return {
    listEnvironments: async modelRef => {
      const [recorded, deployed] = await Promise.all([
        listRecordedEnvironments(database, modelRef),
        listDeployedEnvironments(database, modelRef),
      ]);
      return [...new Set([...recorded, ...deployed])].sort();
    },
    listDeclaredEnvironments: async modelRef =>
      (await policies.find(modelRef))?.environments ?? [],
    findVersions: (modelRef, serviceVersions) =>
      findKnownVersions(database, modelRef, serviceVersions),
    findOutcomes: modelRef => findKnownOutcomes(database, modelRef),
  };
}
