import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerAccess } from '../http/CallerAccess';
import { implementOperation } from '../http/implementOperation';
import { getPortfolio, GetPortfolioOptions } from './getPortfolio';

export interface PortfolioRouterOptions extends GetPortfolioOptions {
  callers: CallerAccess;
  nowMs(): number;
}

export function createPortfolioRouter(options: PortfolioRouterOptions): Router {
  const router = PromiseRouter();
  implementOperation({
    router,
    callers: options.callers,
    operation: operations.getPortfolio,
    handle: ({ credentials }) =>
      getPortfolio(options, credentials, options.nowMs()),
  });
  return router;
}
