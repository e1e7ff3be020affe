import { EntityModel } from '../../../components/EntityModel/entityModel';
import { useEntityNames } from '../../../components/EntityNames/useEntityNames';

export interface TokenScope {
  scopeRef: string;
  /** Which models that is, in a sentence. */
  models: string;
}

/** @returns what a token made on the page of a model can be good for, that model first */
export function useTokenScopes(
  model: EntityModel,
): [TokenScope, ...TokenScope[]] {
  const { modelRef, ownerRefs, systemRefs } = model;
  const around = [
    ...systemRefs.map(scopeRef => ({ scopeRef, kind: 'system' })),
    ...ownerRefs.map(scopeRef => ({ scopeRef, kind: 'owner' })),
  ];
  const names = useEntityNames(around.map(({ scopeRef }) => scopeRef));
  return [
    { scopeRef: modelRef, models: 'this model' },
    ...around.map(({ scopeRef, kind }, index) => ({
      scopeRef,
      models: `all models of the ${kind} ${names[index]}`,
    })),
  ];
}
