import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';

/** Which deployments somebody other than their requester must approve. */
export interface ApprovalRule {
  /** Of models of these risk tiers; undefined: of all, those without a tier too. */
  riskTiers?: string[];
  /** To these environments; undefined: to all. */
  environments?: string[];
}

/** @returns whether any of the rules is about deployments of the model there */
export function isApprovalNeeded(
  rules: readonly ApprovalRule[],
  model: MlModelEntityV1alpha1,
  environment: string,
): boolean {
  const { riskTier } = model.spec;
  return rules.some(
    ({ riskTiers, environments }) =>
      (!riskTiers || (!!riskTier && riskTiers.includes(riskTier))) &&
      (!environments || environments.includes(environment)),
  );
}
