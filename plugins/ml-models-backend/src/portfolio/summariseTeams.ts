import {
  isInProduction,
  ModelSummary,
  Portfolio,
} from '@noshelfware/backstage-plugin-ml-models-common';

type Team = Portfolio['teams'][number];

/**
 * Models by owner, the team with most models first; those whose owner nobody
 * knows come last.
 *
 * @param deploymentsOf - how many deployments of a model took traffic
 */
export function summariseTeams(
  models: readonly ModelSummary[],
  deploymentsOf: (modelRef: string) => number,
): Team[] {
  const teams = new Map<string, Team>();
  for (const model of models) {
    const owner = model.ownerExists ? model.owner : undefined;
    const team = teams.get(owner ?? '') ?? startTeam(model, owner);
    team.models += 1;
    team.inProduction += isInProduction(model) ? 1 : 0;
    team.onShelf += model.onShelf ? 1 : 0;
    team.failing += model.verdict.state === 'failing' ? 1 : 0;
    team.deployments += deploymentsOf(model.modelRef);
    teams.set(owner ?? '', team);
  }
  return [...teams.values()].sort(
    (a, b) =>
      Number(!a.owner) - Number(!b.owner) ||
      b.models - a.models ||
      a.title.localeCompare(b.title, 'en'),
  );
}

function startTeam(model: ModelSummary, owner: string | undefined): Team {
  return {
    owner,
    title: owner ? model.ownerTitle ?? owner : 'Without an owner',
    models: 0,
    inProduction: 0,
    onShelf: 0,
    failing: 0,
    deployments: 0,
  };
}
