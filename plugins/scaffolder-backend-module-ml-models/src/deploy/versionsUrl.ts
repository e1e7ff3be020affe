import { parseEntityRef } from '@backstage/catalog-model';

/** @returns the page of a model's deployments, in a browser */
export function versionsUrl(appUrl: string, modelRef: string): string {
  const { kind, namespace, name } = parseEntityRef(modelRef);
  const path = [namespace, kind, name].map(encodeURIComponent).join('/');
  return `${appUrl.replace(/\/$/, '')}/catalog/${path}/versions`;
}
