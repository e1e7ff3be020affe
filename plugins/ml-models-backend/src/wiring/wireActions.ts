import { registerModelActions } from '../actions/registerModelActions';
import { Deployments } from '../deployments/Deployments';
import { ModelDirectory } from '../models/ModelDirectory';
import { ModelStatusReader } from '../models/ModelStatusReader';
import { readAppUrl } from '../readAppUrl';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

/** For agents and MCP clients. */
export function wireActions(
  context: WiringContext,
  { callers, catalog }: WiredAccess,
  parts: {
    deployments: Deployments;
    directory: ModelDirectory;
    statuses: ModelStatusReader;
  },
): void {
  const { actionsRegistry, auditor, auth, config } = context;
  registerModelActions({
    ...parts,
    actionsRegistry,
    appUrl: readAppUrl(config),
    auditor,
    auth,
    callers,
    catalog,
  });
}
