import { Config } from '@backstage/config';

/** @returns where people open the portal, without a slash at its end; empty: not known */
export function readAppUrl(config: Config): string {
  return config.getOptionalString('app.baseUrl')?.replace(/\/+$/, '') ?? '';
}
