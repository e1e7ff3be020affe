import { ActionsContext } from './ActionsContext';
import { registerDeployModel } from './deployModel';
import { registerExplainVerdict } from './explainVerdict';
import { registerGetDeployment } from './getDeployment';
import { registerListModels } from './listModels';
import { registerRetrainModel } from './retrainModel';
import { registerRollBackModel } from './rollBackModel';

/**
 * What agents, MCP clients and templates may do with models, through Backstage's
 * registry of actions.
 */
export function registerModelActions(context: ActionsContext): void {
  registerListModels(context);
  registerExplainVerdict(context);
  registerDeployModel(context);
  registerGetDeployment(context);
  registerRetrainModel(context);
  registerRollBackModel(context);
}
